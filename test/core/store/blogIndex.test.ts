import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Catalogue } from '../../../src/core/catalogue/catalogue';
import type { IndexedArticle } from '../../../src/core/catalogue/mergeIndex';
import type { ArticleSummary } from '../../../src/core/model/article';
import { ReaderError } from '../../../src/core/model/errors';
import { BlogClient } from '../../../src/core/net/blogClient';
import { scientificSpacesSite } from '../../../src/core/net/blogSite';
import { BlogIndex } from '../../../src/core/store/blogIndex';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeHttpClient } from '../../fakes/fakeHttpClient';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const contentUrl = 'https://kexue.fm/content.html';
const feedUrl = 'https://kexue.fm/feed';
const hourMs = 3_600_000;
const summary = (n: number, title = `第${n}篇`): ArticleSummary => ({ id: String(n), title, date: '2024-01-01', category: '数学研究', tags: ['t'], url: `https://kexue.fm/archives/${n}` });
const entry = (n: number, title = `第${n}篇`): IndexedArticle => ({ id: String(n), title, date: '2024-01-01' });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const content = (entries: readonly IndexedArticle[]) => `<html>${JSON.stringify(entries)}</html>`;
const parse = (page: string | readonly string[]): IndexedArticle[] => {
  const json = /\[.*\]/s.exec([page].flat().join(''))?.[0];
  if (json === undefined) throw new ReaderError('unreadable', '', { reason: 'layout' });
  return JSON.parse(json) as IndexedArticle[];
};
const posts = range(1, 100).map((n) => summary(n));
const known = new Catalogue(posts);
const complete = { scope: 'complete', priority: 'person' } as const;
const recent = { scope: 'recent', priority: 'background' } as const;
const isError = (kind: string, reason?: string) => (error: unknown) => error instanceof ReaderError && error.kind === kind && (reason === undefined || error.reason === reason);

function setUp() {
  const http = new FakeHttpClient({ [contentUrl]: content(range(1, 100).map((n) => entry(n))), [feedUrl]: content([entry(100)]) });
  const storage = new MemoryStorage();
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const client = new BlogClient(http, () => scientificSpacesSite('https://kexue.fm', []), clock, log);
  const open = () => new BlogIndex(client, storage, { parseContentPage: parse, parseRecent: parse }, clock, log);
  return { http, storage, clock, open, index: open() };
}

describe('BlogIndex', () => {
  it('finds new, changed and vanished posts in the complete index, and keeps them', async () => {
    const { http, index, open } = setUp();
    http.set(contentUrl, content([entry(101), entry(50, '新题'), ...range(1, 99).filter((n) => n !== 50).map((n) => entry(n))]));
    const { catalogue, changes } = await index.refresh(known, complete);
    const ids = (list: readonly ArticleSummary[]) => list.map(({ id }) => id);
    assert.deepEqual([ids(changes.added), ids(changes.changed), ids(changes.removed)], [['101'], ['50'], ['100']]);
    const kept = await open().kept(known);
    assert.deepEqual(kept.articles, catalogue.articles);
    assert.deepEqual(kept.get('50'), { ...summary(50), title: '新题' });
  });

  it('gives the very list back where nothing is new', async () => {
    const { index } = setUp();
    assert.equal((await index.refresh(known, complete)).catalogue, known);
    assert.equal(await index.kept(known), known);
  });

  it('asks the feed between, and the complete index when the feed leaves a gap or after a week', async () => {
    const { http, index, clock } = setUp();
    await index.refresh(known, recent);
    assert.deepEqual(http.asked, [contentUrl]);
    http.set(feedUrl, content([entry(101), entry(100)]));
    const { catalogue } = await index.refresh(known, recent);
    assert.equal(catalogue.articles.length, 101);
    assert.deepEqual(http.asked, [contentUrl, feedUrl]);
    http.set(feedUrl, content(range(110, 120).map((n) => entry(n))));
    http.set(contentUrl, content(range(1, 120).map((n) => entry(n))));
    assert.equal((await index.refresh(catalogue, recent)).catalogue.articles.length, 120);
    assert.deepEqual(http.asked.slice(2), [feedUrl, contentUrl]);
    clock.advance(8 * 24 * hourMs);
    await index.refresh(known, recent);
    assert.equal(http.asked.at(-1), contentUrl);
  });

  it('is due once an hour, whichever window asked', async () => {
    const { http, index, open, clock } = setUp();
    assert.equal(await index.isDue(), true);
    await index.refresh(known, complete);
    assert.deepEqual([await index.isDue(), await open().isDue()], [false, false]);
    clock.advance(hourMs);
    assert.equal(await open().isDue(), true);
    http.set(contentUrl, { status: 500 });
    await assert.rejects(index.refresh(known, complete));
    assert.deepEqual([await index.isDue(), await open().isDue()], [false, true]);
  });

  it('asks conditionally', async () => {
    const { http, index } = setUp();
    http.set(contentUrl, ({ headers }) => (headers?.['if-none-match'] === '"1"' ? { status: 304 } : { headers: { etag: '"1"' }, body: content(posts) }));
    await index.refresh(known, complete);
    assert.equal((await index.refresh(known, complete)).catalogue, known);
    assert.equal(http.requests.at(-1)?.headers?.['if-none-match'], '"1"');
  });

  const bad: Record<string, [Parameters<FakeHttpClient['set']>[1], string]> = {
    'one post': [content([entry(1)]), 'shrunk'],
    'none of the known posts': [content(range(1000, 9000).map((n) => entry(n))), 'shrunk'],
    'no post': [content([]), 'empty'],
    'a cut page': [content(posts).slice(0, -7), 'cut'],
    'another page': ['<html>login</html>', 'layout'],
  };
  for (const [name, [page, reason]] of Object.entries(bad)) {
    it(`keeps the list when the index has ${name}`, async () => {
      const { http, index, storage } = setUp();
      await index.refresh(new Catalogue(posts.slice(0, 99)), complete);
      const before = new Map(storage.files);
      http.set(contentUrl, page);
      await assert.rejects(index.refresh(known, complete), isError('unreadable', reason));
      assert.deepEqual(storage.files, before);
      assert.equal((await index.kept(new Catalogue(posts.slice(0, 99)))).articles.length, 100);
    });
  }

  it('lays its changes over those of another window', async () => {
    const { http, index, open } = setUp();
    const other = open();
    http.set(contentUrl, content([entry(101), ...posts]));
    await index.refresh(known, complete);
    await other.learn(known, [{ id: '7', title: '第7篇', category: '信息时代' }]);
    const kept = await open().kept(known);
    assert.equal(kept.articles.length, 101);
    assert.equal(kept.get('7')?.category, '信息时代');
  });

  it('counts a file that is none as no news', async () => {
    const { index, storage } = setUp();
    for (const text of ['{', 'null\n', '[]\n', '{"version":2}\n', '{"version":1}', '{"version":1}\n{"ids":"1"}\n', '{"version":1}\n{"version"']) {
      storage.setText('index.jsonl', text);
      assert.equal(await index.kept(known), known, text);
    }
  });
});
