import { escapeHtml } from './markup';
import { excerpt, postUrl, type Site } from './pages';

const itemCount = 10;

/** `2024-05-07` as a feed writes it, at ten to ten in the blog's time zone. */
const feedDate = (date: string) => new Date(`${date}T09:52:00Z`).toUTCString().replace('GMT', '+0800');

/** RSS 2.0 in the form of the blog's software: the newest ten, excerpts only. */
export function feed(site: Site): string {
  const items = site.posts.slice(0, itemCount).map((post) => {
    const url = postUrl(site, post);
    const more = post.source.includes('<!--more-->') ? `<p class="more"><a href="${url}" title="${escapeHtml(post.title)}">[...]</a></p>` : '';
    return `<item>
<title>${escapeHtml(post.title)}</title>
<link>${url}</link>
<guid>${url}</guid>
<pubDate>${feedDate(post.date)}</pubDate>
<dc:creator>演示作者</dc:creator>
<description><![CDATA[${excerpt(post).replace(/<[^>]+>/g, '').slice(0, 100)}]]></description>
<content:encoded xml:lang="zh-CN"><![CDATA[
${excerpt(post)}${more}
]]></content:encoded>
<slash:comments>${post.comments.length}</slash:comments>
<comments>${url}#comments</comments>
</item>`;
  });
  return channel(site, '/feed/', items);
}

/** The latest comments over all posts, in the form of the blog's software. */
export function commentFeed(site: Site): string {
  const comments = site.posts.flatMap((post) => post.comments.flatMap((comment) => [comment, ...comment.replies]).map((comment) => ({ post, comment })));
  const newest = comments.sort((a, b) => b.comment.date.localeCompare(a.comment.date)).slice(0, itemCount);
  const items = newest.map(({ post, comment }) => {
    const url = `${postUrl(site, post)}#comment-${comment.id}`;
    return `<item>
<title>${escapeHtml(comment.author)}</title>
<link>${url}</link>
<guid>${url}</guid>
<pubDate>${feedDate(comment.date)}</pubDate>
<dc:creator>${escapeHtml(comment.author)}</dc:creator>
<description><![CDATA[${comment.text}]]></description>
<content:encoded xml:lang="zh-CN"><![CDATA[
<p>${escapeHtml(comment.text)}</p>
]]></content:encoded>
</item>`;
  });
  return channel(site, '/feed/comments/', items);
}

function channel(site: Site, path: string, items: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>科学空间|Scientific Spaces</title>
<link>${site.base}/</link>
<atom:link href="${site.base}${path}" rel="self" type="application/rss+xml" />
<language>zh-CN</language>
<description></description>
${items.join('\n')}
</channel>
</rss>`;
}
