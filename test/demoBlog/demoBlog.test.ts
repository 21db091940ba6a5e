import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseArticlePage } from '../../src/core/blog/articlePage';
import { parseContentPage } from '../../src/core/blog/contentPage';
import { findSeries } from '../../src/core/catalogue/series';
import { startDemoBlog, type DemoBlog } from './server';

describe('the demo blog', () => {
  let blog: DemoBlog;
  before(async () => {
    blog = await startDemoBlog();
  });
  after(() => blog.close());

  const page = async (pathname: string) => (await fetch(`${blog.url}${pathname}`)).text();

  it('lists every post in its index', async () => {
    const entries = parseContentPage(await page('/content.html'), blog.url);
    assert.deepEqual(
      entries.map(({ id, title, date }) => ({ id, title, date })),
      blog.posts.map(({ id, title, date }) => ({ id: String(id), title, date })),
    );
  });

  it('has three series, told by their titles', () => {
    const articles = blog.posts.map(({ id, title, date, category, tags }) => ({ id: String(id), title, date, category, tags, url: '' }));
    assert.deepEqual(
      findSeries(articles).map(({ name, members }) => [name, members.map(({ id }) => Number(id))]).sort(),
      [
        ['从零读懂傅里叶', [90001, 90002, 90003, 90004]],
        ['漫步随机世界', [90005, 90006, 90007, 90008]],
        ['矩阵小品', [90009, 90010, 90011]],
      ].sort(),
    );
  });

  it('serves pages that are read whole, every formula to the character', async () => {
    for (const { id, title, date, category, tags, source } of blog.posts) {
      const article = parseArticlePage(await page(`/archives/${id}`), { id: String(id), url: `${blog.url}/archives/${id}` });
      assert.deepEqual([article.title, article.date, article.category, article.tags], [title, date, category, tags]);
      const formulas = source.match(/\\begin\{equation\}[\s\S]*?\\end\{equation\}|\$\$[\s\S]+?\$\$/g) ?? [];
      const missing = formulas.filter((formula) => !article.markdown.includes(formula));
      assert.deepEqual(missing, [], title);
      assert.doesNotMatch(article.markdown, /转载到请包括|打赏/, title);
    }
  });

  it('has no link that leads nowhere', async () => {
    const targets = new Set(blog.posts.flatMap(({ source }) => [...source.matchAll(/\]\((\/[^)]+)\)/g)].map(([, target]) => target!)));
    for (const target of targets) assert.equal((await fetch(`${blog.url}${target}`)).status, 200, target);
    assert.ok(targets.size > 10);
  });

  it('turns a first request away when its gate is closed', async () => {
    const gated = await startDemoBlog({ gate: true });
    try {
      const first = await fetch(`${gated.url}/archives/90001`);
      assert.equal(first.status, 403);
      const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
      assert.equal((await fetch(`${gated.url}/archives/90001`, { headers: { cookie } })).status, 200);
      assert.equal((await fetch(`${gated.url}/robots.txt`)).status, 200);
    } finally {
      await gated.close();
    }
  });
});
