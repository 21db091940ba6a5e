import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { isReaderError } from '../../../src/core/model/errors';
import { blogPage } from './blogPage';

const expected = { id: '123', url: 'https://kexue.fm/archives/123' };
const refused = (html: string): string => {
  try {
    parseArticlePage(html, expected);
  } catch (error) {
    if (isReaderError(error)) return error.reason ?? error.kind;
    throw error;
  }
  return 'accepted';
};

test('everything about a post is read from its page', () => {
  const { fetchedAt, ...article } = parseArticlePage(blogPage(), expected);
  assert.match(fetchedAt, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual(article, {
    id: '123',
    title: '甲与乙 & 丙',
    date: '2024-05-07',
    category: '数学研究',
    tags: ['甲', 'b&c'],
    url: 'https://kexue.fm/archives/123',
    author: '苏剑林',
    markdown: '正文$x$。',
    readers: 57462,
    commentCount: 12,
    previous: { id: '120', title: '更早的一篇' },
    next: { id: '125', title: '更新的一篇' },
    similar: [{ id: '7', title: '七' }, { id: '8', title: '八' }],
  });
});

test('the tail is cut wherever it stands, the same words in the text are not', () => {
  const markdown = (body: string): string => parseArticlePage(blogPage({ body }), expected).markdown;
  assert.equal(markdown('<p>甲</p><blockquote><p>乙<b>丙'), '甲\n\n> 乙**丙**');
  assert.equal(markdown('<p>“转载到请包括本文地址”是说明。</p><p>后</p>'), '“转载到请包括本文地址”是说明。\n\n后');
  assert.equal(markdown('<p>甲</p></div></div><p>乙</p>'), '甲\n\n乙');
  assert.equal(markdown('<p>甲</p><div class=x id=pay>赏</div><p>乙</p>'), '甲');
});

test('only the whole page of that post is taken', () => {
  const page = blogPage();
  assert.equal(refused(page), 'accepted');
  assert.equal(refused(''), 'empty');
  assert.equal(refused(page.slice(0, page.indexOf('尾巴'))), 'cut');
  assert.equal(refused(page.replace('</html>', '')), 'cut');
  assert.equal(refused(blogPage({ id: '124' })), 'otherPost');
  assert.equal(refused(page.replaceAll('PostContent', 'entry')), 'layout');
  assert.equal(refused(page.replace(/<title>.*<\/title>/, '').replace(/<h1>.*<\/h1>/g, '')), 'layout');
  assert.equal(refused('<html><body>请登录 <input type="password"></body></html>'), 'captive');
  assert.equal(refused("<script>window.location.href='/archives/123?t=k'</script>"), 'gate');
  assert.equal(refused(page.replace(/[^\x00-\x7F]/g, '\uFFFD')), 'charset');
  assert.equal(refused(page.replaceAll('科学空间', '绉戝绌洪棿')), 'charset');
  assert.equal(refused(blogPage({ body: '<p> &nbsp;</p><!--more-->' })), 'empty');
  assert.equal(refused(blogPage({ body: 'x'.repeat(13_000_000) })), 'tooLarge');
  assert.equal(refused('<title>页面没找到 - 科学空间|Scientific Spaces</title><div class="PostContent">404</div></html>'), 'notFound');
});

test('a post may have changed its title, and its page may end with a script', () => {
  assert.equal(parseArticlePage(blogPage({ title: '新题' }), { ...expected, title: '旧题' }).title, '新题');
  assert.equal(refused(`${blogPage()}<!-- cached --><script>x()</script>`), 'accepted');
});

test('pages of opened tags that never end are refused quickly', () => {
  for (const piece of ['<div ', '<div id=', '</html', '<!--', '<title>', '转载到请包括本文地址<a ']) {
    assert.notEqual(refused(blogPage({ body: piece.repeat(100_000) }).slice(0, -20)), 'accepted', piece);
  }
});
