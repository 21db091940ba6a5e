import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recogniseArticleUrl } from '../../../src/core/blog/articleUrl';
import { parseComments } from '../../../src/core/blog/comments';
import { contentPageRows, parseContentPage } from '../../../src/core/blog/contentPage';
import { parseCommentsFeed, parseFeed } from '../../../src/core/blog/feed';
import { parseListing } from '../../../src/core/blog/listing';
import { isReaderError } from '../../../src/core/model/errors';
import { blogPage } from './blogPage';

const url = 'https://kexue.fm/archives/123';
const refuses = (reason: string) => (error: unknown): boolean => isReaderError(error) && error.kind === 'unreadable' && error.reason === reason;

test('the address of a post is recognised in all its forms', () => {
  const forms = ['https://kexue.fm/archives/10', 'http://www.kexue.fm/archives/10/', 'https://spaces.ac.cn/index.php/archives/10/', '//www.spaces.ac.cn/archives/10', '/archives/10', ' /index.php/archives/10', '/archives/10/comment-page-2', '/archives/10?replyTo=3'];
  for (const form of forms) assert.deepEqual(recogniseArticleUrl(form), { id: '10', fragment: '' }, form);
  assert.deepEqual(recogniseArticleUrl('/archives/10#%E8%8A%82 一'), { id: '10', fragment: '节 一' });
  assert.deepEqual(recogniseArticleUrl('/archives/10/comment-page-1#comment-5'), { id: '10', fragment: 'comment-5' });
  assert.deepEqual(recogniseArticleUrl('/archives/10', 'http://127.0.0.1:8080/'), { id: '10', fragment: '' });
  assert.deepEqual(recogniseArticleUrl('https://kexue.fm/archives/10#100%'), { id: '10', fragment: '100%' });
  const bases = ['https://mirror.example/blog/content.html', 'https://mirror.example/blog', 'http://127.0.0.1:8080'];
  for (const form of ['archives/10', '/blog/archives/10', 'https://mirror.example/blog/index.php/archives/10/', 'http://127.0.0.1:8080/archives/10', 'https://spaces.ac.cn/archives/10']) {
    assert.deepEqual(recogniseArticleUrl(form, ...bases), { id: '10', fragment: '' }, form);
  }
  for (const form of ['https://mirror.example/blogs/archives/10', 'http://127.0.0.1/archives/10', 'https://other.example/archives/10']) assert.equal(recogniseArticleUrl(form, ...bases), undefined, form);
  const others = ['https://kexue.fm/', '/archives/', '/archives/x', '/archives/10/x', '/category/10', 'https://kexue.fm.evil.cn/archives/10', 'https://evil.cn/archives/10', 'https://kexue.fm@evil.cn/archives/10', 'ftp://kexue.fm/archives/10', 'javascript:/archives/10', 'https://kexue.fm:81/archives/10', 'http://127.0.0.1/archives/10', '', '#x', 'https://['];
  for (const other of others) assert.equal(recogniseArticleUrl(other), undefined, other);
});

const content = `<html><head><title>归档 - 科学空间|Scientific Spaces</title></head><body><h1>归档</h1><div id="archives_body"><div id="archives">
<h3>2025年 (共2篇)</h3><ul><li><span>12月</span><ul><li>16日: <a href="https://kexue.fm/archives/11">甲 &amp; $x$</a> (<a href="https://kexue.fm/archives/11#PostComment">7</a>)</li>
<li>1日: <a href="/archives/10/">乙<b>丙</b></a> (<a href="/archives/10#PostComment">0</a>)</li></ul></li></ul>
<h3>2009年 (共1篇)</h3><ul><li><span>3月</span><ul><li>05日: <a href="https://spaces.ac.cn/archives/1">丁</a></li></ul></li></ul></div></div></body></html>`;

test('the index of all posts is read', () => {
  const unsaid = { category: undefined, tags: [] };
  const entries = [
    { id: '11', title: '甲 & $x$', date: '2025-12-16', ...unsaid, url: 'https://kexue.fm/archives/11' },
    { id: '10', title: '乙丙', date: '2025-12-01', ...unsaid, url: 'https://kexue.fm/archives/10' },
    { id: '1', title: '丁', date: '2009-03-05', ...unsaid, url: 'https://kexue.fm/archives/1' },
  ];
  assert.deepEqual(parseContentPage(content), entries);
  assert.throws(() => parseContentPage(content.slice(0, -30)), refuses('cut'));
  assert.throws(() => parseContentPage('<html><form>登录</form></html>'), refuses('captive'));
  assert.throws(() => parseContentPage(content.replaceAll(/<li>\d+日/g, '<li>')), refuses('empty'));
  assert.throws(() => parseContentPage(content.replaceAll('archives"', 'x"')), refuses('layout'));
});

test('the index is read at any address of the blog, its links as they stand', () => {
  const own = 'https://blog.example:8443';
  const page = (href: string): string => content.replace('https://kexue.fm/archives/11"', `${href}"`);
  const idsAt = (href: string, ...bases: string[]): string[] => parseContentPage(page(href), ...bases).map(({ id }) => id);
  for (const href of [`${own}/archives/11`, 'archives/11', './index.php/archives/11/']) assert.deepEqual(idsAt(href, `${own}/content.html`), ['11', '10', '1'], href);
  assert.deepEqual(idsAt(`${own}/archives/11`, 'http://127.0.0.1:81/content.html', own), ['11', '10', '1']);
  assert.deepEqual(idsAt(`${own}/archives/11`, 'http://127.0.0.1:81/content.html'), ['10', '1']);
});

test('an index in pieces, cut anywhere, is the same as in one', () => {
  const rows = Array.from({ length: 3000 }, (_, n) => `<li>${(n % 28) + 1}日: <a href="/archives/${n + 100}">第${n}篇 &lt;科学空间&gt;</a> (<a href="#c">${n % 10}</a>)</li>`).join('\n');
  const long = content.replace('<li>1日', `${rows}<li>1日`);
  const all = parseContentPage(long);
  assert.equal(all.length, 3003);
  for (const length of [977, 4096, 30_011, 70_001]) {
    const pieces = Array.from({ length: Math.ceil(long.length / length) }, (_, n) => long.slice(n * length, (n + 1) * length));
    assert.deepEqual(parseContentPage([...pieces, '']), all, String(length));
    assert.throws(() => parseContentPage(pieces.slice(0, -1)), refuses('cut'));
    assert.throws(() => parseContentPage(pieces.map((piece) => piece.replaceAll('archives"', 'x"').replaceAll('/archives/', '/x/'))), refuses('layout'));
  }
  const broken = long.replaceAll('科', '\uFFFD');
  assert.throws(() => parseContentPage([broken.slice(0, 50_000), broken.slice(50_000)]), refuses('charset'));
});

test('a long index is read in steps', () => {
  const rows = Array.from({ length: 3000 }, (_, n) => `<li>1日: <a href="/archives/${n + 100}">第${n}篇</a></li>`).join('');
  const steps = contentPageRows([content.replace('<li>1日', `${rows}<li>1日`)], []);
  let pauses = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      assert.equal(step.value.length, 3003);
      break;
    }
    pauses++;
  }
  assert.ok(pauses >= 5);
});

test('a listing tells each post and the number of pages', () => {
  const entry = (id: string, excerpt: string): string => `<div class="Post"><div class="PostHead"><div class="title-wrap"><h2><a href="/archives/${id}">题${id}</a></h2>
<span class="submitted">By 苏剑林 | 2022-12-28 | 30524位读者 | <a href="#how_to_cite">引用</a></span></div></div><div class="PostContent">${excerpt}<p class="more"><a href="/archives/${id}">点击阅读全文...</a></p></div>
<div class="tools"><span class="cat">分类： <a href="/category/Big-Data">信息时代</a> 标签： <a href="/tag/a/">a</a></span> <a href="#comments">3 评论</a></div></div>`;
  const html = `<html><title>科学空间|Scientific Spaces</title><body>${entry('5', '<h2>节</h2><p>甲$x$</p>')}${entry('4', '')}<ol class="page-navigator"><li><a href="/page/1/">1</a></li><li><a href="/page/52/">52</a></li><li class="next"><a href="/page/2/">»</a></li></ol></body></html>`;
  const { articles, pageCount } = parseListing(html, 'https://kexue.fm/');
  const facts = { date: '2022-12-28', category: '信息时代', tags: ['a'], readers: 30524, commentCount: 3 };
  assert.deepEqual(articles, [{ id: '5', title: '题5', ...facts, excerpt: '## 节\n\n甲$x$' }, { id: '4', title: '题4', ...facts, excerpt: '' }]);
  assert.equal(pageCount, 52);
  assert.throws(() => parseListing(html.slice(0, -10), 'https://kexue.fm/'), refuses('cut'));
});

test('comments are read with their answers, and the author is marked', () => {
  const item = (id: string, user: string, text: string, children = ''): string =>
    `<li class="ComListLi" id="comment-${id}"><span class="ListUser"><a href="http://a.cn">${user}</a></span><span class="ListDate">March 8th, 2024</span><div class="ListContent"><div><p>${text}</p></div></div><a class="reply" href="#">回复评论</a>${children}</li>`;
  const comments = item('1', '读者', '问$x&lt;y$？<br/>好', `<ol class="children">${item('2', '苏剑林', '答')}</ol>`) + item('3', '苏剑林之友', '嗯');
  const page = parseComments(blogPage({ comments }), url);
  assert.equal(page.pageCount, 3);
  assert.deepEqual(page.comments, [
    { id: '1', author: '读者', isByAuthor: false, date: '2024-03-08', markdown: '问$x<y$？\\\n好', replies: [{ id: '2', author: '苏剑林', isByAuthor: true, date: '2024-03-08', markdown: '答', replies: [] }] },
    { id: '3', author: '苏剑林之友', isByAuthor: false, date: '2024-03-08', markdown: '嗯', replies: [] },
  ]);
  assert.throws(() => parseComments('<html></html>', url), refuses('layout'));
});

const feed = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>科学空间</title><link>https://kexue.fm/</link>${items}</channel></rss>`;

test('the feed is read; days are those of China', () => {
  const item = (date: string): string => `<item><title>甲 &amp; 乙</title><link>https://kexue.fm/archives/9</link><pubDate>${date}</pubDate><category><![CDATA[数学]]></category><category>b</category>
<content:encoded xml:lang="zh-CN"><![CDATA[\n<p>摘要$a&lt;b$</p><p class="more"><a href="https://kexue.fm/archives/9">[...]</a></p>\n]]></content:encoded><slash:comments>4</slash:comments></item>`;
  const expected = { id: '9', title: '甲 & 乙', date: '2025-11-10', categories: ['数学', 'b'], commentCount: 4, excerpt: '摘要$a<b$' };
  assert.deepEqual(parseFeed(feed(item('Mon, 10 Nov 2025 00:10:00 +0800')), url), [expected]);
  assert.deepEqual(parseFeed(feed(item('Sun, 09 Nov 2025 16:10:00 GMT')), url), [expected]);
  assert.deepEqual(parseFeed(feed(''), url), []);
  assert.throws(() => parseFeed(feed(item('x')).slice(0, -20), url), refuses('cut'));
  assert.throws(() => parseFeed('<html></html>', url), refuses('layout'));
  assert.throws(() => parseFeed(feed('').replace('<rss', '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), url), refuses('layout'));
});

test('the feed of comments leads to post and comment', () => {
  const item = '<item><title>读者</title><link>https://kexue.fm/archives/9/comment-page-1#comment-77</link><pubDate>Mon, 10 Nov 2025 09:52:00 +0800</pubDate><dc:creator>读者</dc:creator><content:encoded><![CDATA[<p>好</p>]]></content:encoded></item>';
  assert.deepEqual(parseCommentsFeed(feed(item), url), [{ id: '77', articleId: '9', author: '读者', date: '2025-11-10', markdown: '好' }]);
});

test('feeds that a mirror serves name its own host', () => {
  const mirror = 'http://127.0.0.1:8123/feed';
  const item = '<item><title>甲</title><link>http://127.0.0.1:8123/archives/7#comment-5</link><dc:creator>乙</dc:creator><description>好</description></item>';
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel>${item}</channel></rss>`;
  assert.deepEqual(parseFeed(feed, mirror).map(({ id }) => id), ['7']);
  assert.deepEqual(parseCommentsFeed(feed, mirror).map(({ id, articleId }) => [id, articleId]), [['5', '7']]);
  assert.deepEqual(parseCommentsFeed(feed, `${mirror}/comments/`).map(({ id, articleId }) => [id, articleId]), [['5', '7']]);
  assert.deepEqual(parseFeed(feed, 'https://kexue.fm/feed'), []);
});
