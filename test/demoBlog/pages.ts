import { escapeHtml, renderMarkup } from './markup';
import type { Comment, Post } from './post';

/** Everything a page is made from. */
export interface Site {
  /** Newest first. */
  readonly posts: readonly Post[];
  /** Start of absolute links, `http://127.0.0.1:8123`. */
  readonly base: string;
}

const siteName = '科学空间|Scientific Spaces';
const author = '演示作者';
const postsPerPage = 8;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Category names and their address parts, as the blog has them. */
export const categories: ReadonlyMap<string, string> = new Map([
  ['千奇百怪', 'Everything'], ['天文探索', 'Astronomy'], ['数学研究', 'Mathematics'], ['物理化学', 'Phy-chem'], ['信息时代', 'Big-Data'],
  ['生物自然', 'Biology'], ['图片摄影', 'Photograph'], ['问题百科', 'Questions'], ['生活/情感', 'Life-Feeling'], ['资源共享', 'Resources'],
]);

const month = (post: Post) => monthNames[Number(post.date.slice(5, 7)) - 1] ?? '';
const day = (post: Post) => post.date.slice(8);
export const postUrl = (site: Site, post: Post) => `${site.base}/archives/${post.id}`;
const countComments = (comments: readonly Comment[]): number => comments.reduce((sum, each) => sum + 1 + countComments(each.replies), 0);
const categoryLink = (name: string) => `<a href="/category/${categories.get(name) ?? 'Everything'}">${escapeHtml(name)}</a>`;
const tagLink = (tag: string) => `<a href="/tag/${encodeURIComponent(tag)}/">${escapeHtml(tag)}</a>`;

/** The text before `<!--more-->`; the whole text where the author set no such mark. */
export const excerpt = (post: Post) => renderMarkup(post.source.split('<!--more-->')[0]!);

function sidebar({ posts }: Site): string {
  const tags = [...new Set(posts.flatMap((post) => post.tags))].map(tagLink).join(' ');
  return (
    `<div id="sidebar"><div class="widget" id="toc-widget"><h3>内容速览</h3><div id="toc"></div></div>` +
    `<div class="widget"><h3>智能搜索</h3><form id="search" method="post" action="/"><input type="text" name="s"/></form></div>` +
    `<div class="widget"><h3>热门标签</h3><div class="tags">${tags}</div></div>` +
    `<div class="widget"><h3>友情链接</h3><ul><li><a href="https://www.example.org/">一个例子</a></li></ul></div></div>`
  );
}

/** A whole page around `content`. */
function layout(site: Site, title: string | undefined, content: string): string {
  const newest = site.posts.slice(0, 5).map((post) => `<li><a href="${postUrl(site, post)}">${escapeHtml(post.title)}</a></li>`).join('');
  return `<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<title>${title === undefined ? '' : `${escapeHtml(title)} - `}${siteName}</title>
<link rel="alternate" type="application/rss+xml" title="RSS 2.0" href="${site.base}/feed/"/>
</head>
<body>
<div id="MobileSideBar"><h2>MENU</h2><ul><li><a href="/content.html">归档</a></li></ul><h2>NEWPOSTS</h2><ul>${newest}</ul></div>
<div id="header"><div id="logo"><a href="/">${siteName}</a><p class="description">扩展的演示博客：文章均为演示而写</p></div></div>
<div id="MainBody"><div id="content">
${content}
</div>
${sidebar(site)}
</div>
<div id="footer">Powered by <a href="http://typecho.org">Typecho</a>. 本站采用创作共用版权协议，要求署名、非商业用途和禁止演绎。</div>
</body>
</html>
`;
}

function listedPost(site: Site, post: Post): string {
  const url = postUrl(site, post);
  return `<div class="Post"><div class="PostHead"><div class="date-wrap"><span class="date-day">${day(post)}</span> <span class="date-month">${month(post)}</span></div>
<div class="title-wrap"><h2><a href="${url}">${escapeHtml(post.title)}</a></h2>
<span class="submitted">By ${author} | ${post.date} | ${post.readers}位读者 | <a href="${url}#how_to_cite">引用</a></span></div></div>
<div class="PostContent">${excerpt(post)}<p class="more"><a href="${url}" title="${escapeHtml(post.title)}">点击阅读全文...</a></p></div>
<div class="tools"><span class="cat">分类： ${categoryLink(post.category)} 标签： ${post.tags.map(tagLink).join(', ')}</span> <a href="${url}#comments">${countComments(post.comments)} 评论</a></div></div>`;
}

/** One page of a list; `undefined` when the list has no such page. `path` is the list's address without the page number. */
export function listPage(site: Site, posts: readonly Post[], { number, path, title }: { number: number; path: string; title?: string }): string | undefined {
  const pages = Math.ceil(posts.length / postsPerPage);
  if (number < 1 || number > pages) return undefined;
  const shown = posts.slice((number - 1) * postsPerPage, number * postsPerPage).map((post) => listedPost(site, post));
  const links = Array.from({ length: pages }, (_, index) => `<li${index + 1 === number ? ' class="current"' : ''}><a href="${path}${index + 1}/">${index + 1}</a></li>`);
  return layout(site, title, `${shown.join('\n')}\n<ol class="page-navigator">${links.join('')}</ol>`);
}

function groupBy(posts: readonly Post[], key: (post: Post) => string): [string, Post[]][] {
  const groups = new Map<string, Post[]>();
  for (const post of posts) groups.set(key(post), [...(groups.get(key(post)) ?? []), post]);
  return [...groups];
}

/** `/content.html`: every post by year and month, with its number of comments. */
export function contentPage(site: Site): string {
  const byYear = groupBy(site.posts, (post) => post.date.slice(0, 4));
  const item = (post: Post) => `<li>${day(post)}日: <a href="${postUrl(site, post)}">${escapeHtml(post.title)}</a> (<a href="${postUrl(site, post)}#PostComment">${countComments(post.comments)}</a>)</li>`;
  const years = byYear.map(([year, posts]) => {
    const months = groupBy(posts, (post) => post.date.slice(5, 7));
    return `<h3>${year}年 (共${posts.length}篇)</h3><ul>${months.map(([name, list]) => `<li><span>${name}月</span><ul>${list.map(item).join('')}</ul></li>`).join('')}</ul>`;
  });
  return layout(site, '归档', `<h1>归档</h1><div id="archives_body"><div id="archives">\n${years.join('\n')}\n</div></div>`);
}

/** What the theme puts below every text, inside `#PostContent`. */
function tail(site: Site, post: Post): string {
  const url = postUrl(site, post);
  const title = escapeHtml(post.title);
  return `<p><em><strong>转载到请包括本文地址：</strong><a href="${url}">${url}</a></em></p>
<p><em><strong>更详细的转载事宜请参考：</strong><a href="${site.base}/archives/6508#文章如何转载/引用" target="_blank">《科学空间FAQ》</a></em></p>
<div id="content_tips"><p><strong>如果您还有什么疑惑或建议，欢迎在下方评论区继续讨论。</strong></p></div>
<div id="pay"><a id="pay_button">打赏</a><div id="QR"><p>演示博客不收打赏</p></div></div>
<div id="how_to_cite"><p><strong>如果您需要引用本文，请参考：</strong></p>
<p class="cite_style">${author}. (${month(post)}. ${day(post)}, ${post.date.slice(0, 4)}). 《${title} 》[Blog post]. Retrieved from <a href="${url}">${url}</a></p>
<pre class="cite_style">@online{kexuefm-${post.id},
        title={${title}},
        author={${author}},
        year={${post.date.slice(0, 4)}},
        month={${month(post)}},
        url={\\url{${url}}},
}</pre></div>
<div class="clear"></div>`;
}

/** The blog's software names the class of what the author of the post answers. */
function commentItem(comment: Comment): string {
  const replies = comment.replies.map(commentItem).join('');
  const date = `${monthNames[Number(comment.date.slice(5, 7)) - 1]} ${Number(comment.date.slice(8))}th, ${comment.date.slice(0, 4)}`;
  return (
    `<li class="ComListLi${comment.author === author ? ' comment-by-author' : ''}" id="comment-${comment.id}"><span class="ListUser">${escapeHtml(comment.author)}</span><span class="ListDate">${date}</span>` +
    `<div class="ListContent"><p>${escapeHtml(comment.text)}</p></div>${replies ? `<ol class="children">${replies}</ol>` : ''}</li>`
  );
}

function neighbours({ posts }: Site, post: Post): string {
  const at = posts.indexOf(post);
  const link = (each: Post) => `<a href="/archives/${each.id}" title="${escapeHtml(each.title)}">${escapeHtml(each.title)}</a>`;
  const [newer, older] = [posts[at - 1], posts[at + 1]];
  return [older && `&lt; ${link(older)}`, newer && `${link(newer)} &gt;`].filter(Boolean).join(' | ');
}

/** Other posts with a common tag first, then the newest. */
function similar({ posts }: Site, post: Post): Post[] {
  const common = (other: Post) => other.tags.filter((tag) => post.tags.includes(tag)).length;
  return posts.filter((other) => other !== post).sort((a, b) => common(b) - common(a)).slice(0, 10);
}

export function articlePage(site: Site, post: Post): string {
  const others = similar(site, post).map((other) => `<li><a href="/archives/${other.id}">${escapeHtml(other.title)}</a></li>`).join('');
  const content = `<div id="breadcrumb"><a href="/">首页</a> ${categoryLink(post.category)} ${escapeHtml(post.title)}</div>
<div class="Post">
<div class="PostHead">
<div class="date-wrap"><span class="date-day">${day(post)}</span> <span class="date-month">${month(post)}</span></div>
<div class="title-wrap"><h1><a href="${postUrl(site, post)}">${escapeHtml(post.title)}</a></h1>
<span class="submitted">By ${author} | ${post.date} | ${post.readers}位读者 | </span>
<span class="title_button"><a id="kimi">Kimi</a> <a id="to_cite" href="#how_to_cite">引用</a> <a id="print">打印</a> <a id="share">分享</a></span></div>
</div>
<div class="PostContent" id="PostContent">
${renderMarkup(post.source)}
${tail(site, post)}
</div>
<div id="tools" class="tools"><span class="cat">分类： ${categoryLink(post.category)} &nbsp; 标签： ${post.tags.map(tagLink).join(', ')}</span> <a href="#comments">${countComments(post.comments)} 评论</a></div>
</div>
<div id="entrynavigation">${neighbours(site, post)}</div>
<div id="similar"><h3>你也许还对下面的内容感兴趣</h3><ul>${others}</ul></div>
<div id="PostComment"><h3 id="comments">发表你的看法</h3>
<ol class="AllComments">${post.comments.map(commentItem).join('')}</ol>
<form id="respond-post-${post.id}" method="post" action="${postUrl(site, post)}/comment"><textarea name="text"></textarea></form></div>`;
  return layout(site, post.title, content);
}

export function notFoundPage(site: Site): string {
  return layout(site, '页面没找到', '<div class="Post"><div class="PostHead"><h1>页面没找到</h1></div><div class="PostContent"><p>404 - 页面没找到，你想查看的页面已被转移或删除了</p></div></div>');
}
