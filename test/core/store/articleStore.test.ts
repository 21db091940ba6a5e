import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { BlogClient } from '../../../src/core/net/blogClient';
import { scientificSpacesSite } from '../../../src/core/net/blogSite';
import { ArticleStore, type ArticleChange } from '../../../src/core/store/articleStore';
import { BlogSource } from '../../../src/core/store/blogSource';
import { fakeArticle, fakeCodec, fakePage, parseFakePage } from '../../fakes/fakeArticles';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeHttpClient } from '../../fakes/fakeHttpClient';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const address = (id: string) => `https://kexue.fm/archives/${id}`;

function setUp() {
  const http = new FakeHttpClient({ [address('1')]: fakePage(fakeArticle('1')) });
  const storage = new MemoryStorage();
  const log = new RecordingLogger();
  const client = new BlogClient(http, () => scientificSpacesSite('https://kexue.fm', []), new FakeClock(), log);
  const open = () => new ArticleStore(new BlogSource(client, parseFakePage), storage, fakeCodec, log);
  return { http, storage, log, open, store: open() };
}

const isError = (kind: string, reason?: string) => (error: unknown) =>
  error instanceof ReaderError && error.kind === kind && (reason === undefined || error.reason === reason);

describe('ArticleStore: reading', () => {
  it('fetches an article once and reads it from disk from then on', async () => {
    const { store, http, open } = setUp();
    assert.equal(await store.cached('1'), undefined);
    assert.deepEqual(await store.read('1'), fakeArticle('1'));
    assert.deepEqual(await open().read('1'), fakeArticle('1'));
    assert.deepEqual(await store.cached('1'), fakeArticle('1'));
    assert.deepEqual(http.asked, [address('1')]);
    assert.deepEqual(await store.storedIds(), ['1']);
  });

  it('shares one request among all who want the same article', async () => {
    const { store, http } = setUp();
    await Promise.all([store.read('1'), store.read('1'), store.keep('1')]);
    assert.equal(http.asked.length, 1);
  });

  it('goes on for the others when one of them cancels, and stops when all do', async () => {
    const { store, http } = setUp();
    let answer: (page: string) => void = () => undefined;
    http.set(address('1'), () => new Promise<string>((resolve) => (answer = resolve)));
    const first = new AbortController();
    const cancelled = store.read('1', first.signal);
    const patient = store.read('1');
    while (http.asked.length === 0) await new Promise(setImmediate);
    first.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    answer(fakePage(fakeArticle('1')));
    assert.equal((await patient).id, '1');

    const second = new AbortController();
    http.set(address('2'), () => new Promise<string>(() => undefined));
    const alone = store.read('2', second.signal);
    while (http.asked.length === 1) await new Promise(setImmediate);
    second.abort();
    await assert.rejects(alone, { name: 'AbortError' });
    http.set(address('2'), fakePage(fakeArticle('2')));
    assert.equal((await store.read('2')).id, '2');
  });

  it('shows an article that the disk does not take, and says so to downloads', async () => {
    const { store, storage, log } = setUp();
    storage.failWrites = true;
    assert.equal((await store.read('1')).id, '1');
    assert.equal(log.messages('error').length, 1);
    await assert.rejects(store.keep('1'), isError('storage'));
  });

  it('fetches anew what is on disk but no article, or another one', async () => {
    const { store, http, storage } = setUp();
    storage.setText('articles/1.md', 'half a fi');
    assert.equal((await store.read('1')).id, '1');
    storage.setText('articles/1.md', JSON.stringify(fakeArticle('2')));
    assert.equal((await store.read('1')).id, '1');
    assert.equal(http.asked.length, 2);
  });

  it('keeps nothing that is not the article, whole', async () => {
    const bad: [unknown, string][] = [
      [fakeArticle('1', { id: '2' }), 'otherPost'],
      [fakeArticle('1', { title: ' ' }), 'title'],
      [fakeArticle('1', { markdown: '\n' }), 'empty'],
      [fakeArticle('1', { markdown: 'a\uFFFDb' }), 'charset'],
    ];
    for (const [article, reason] of bad) {
      const { store, http, storage } = setUp();
      http.set(address('1'), fakePage(article as ReturnType<typeof fakeArticle>));
      await assert.rejects(store.read('1'), isError('unreadable', reason));
      assert.equal(storage.files.size, 0);
    }
    const { store, http } = setUp();
    http.set(address('1'), '');
    await assert.rejects(store.read('1'), isError('unreadable', 'empty'));
    http.set(address('1'), fakePage(fakeArticle('1')).slice(0, -20));
    await assert.rejects(store.read('1'), isError('unreadable', 'cut'));
    await assert.rejects(store.read('../../etc/passwd'), isError('notFound'));
  });
});

describe('ArticleStore: refreshing', () => {
  it('replaces the copy and tells of it', async () => {
    const { store, http, storage } = setUp();
    const changes: ArticleChange[] = [];
    store.onDidChange((change) => changes.push(change));
    await store.read('1');
    const longer = fakeArticle('1', { markdown: `${fakeArticle('1').markdown}又及。` });
    http.set(address('1'), fakePage(longer));
    assert.deepEqual(await store.refresh('1'), { kind: 'updated', article: longer });
    assert.deepEqual(await store.cached('1'), longer);
    assert.deepEqual(changes, [{ kind: 'added', id: '1' }, { kind: 'updated', id: '1' }]);
    await store.remove('1');
    assert.equal(storage.files.size, 0);
    assert.equal(changes.at(-1)?.kind, 'removed');
  });

  it('calls an article unchanged when only its numbers differ', async () => {
    const { store, http } = setUp();
    await store.read('1');
    http.set(address('1'), fakePage(fakeArticle('1', { readers: 12, fetchedAt: '2025-01-01T00:00:00.000Z' })));
    const result = await store.refresh('1');
    assert.equal(result.kind, 'unchanged');
    assert.equal((await store.cached('1'))?.readers, 12);
  });

  it('asks conditionally with the validators of the very copy at hand', async () => {
    const { store, http, storage } = setUp();
    http.set(address('1'), ({ headers }) => (headers?.['if-none-match'] === '"v1"' ? { status: 304 } : { headers: { etag: '"v1"' }, body: fakePage(fakeArticle('1')) }));
    await store.read('1');
    const before = storage.text('articles/1.md');
    assert.equal((await store.refresh('1')).kind, 'unchanged');
    assert.equal(http.requests.at(-1)?.headers?.['if-none-match'], '"v1"');
    assert.equal(storage.text('articles/1.md'), before);

    storage.setText('articles/1.md', JSON.stringify(fakeArticle('1', { markdown: 'edited' })));
    await store.refresh('1');
    assert.equal(http.requests.at(-1)?.headers?.['if-none-match'], undefined);
    storage.setText('validators/1.json', '{"etag":');
    assert.equal((await store.refresh('1')).kind, 'unchanged');
  });

  const faults: Record<string, Parameters<FakeHttpClient['set']>[1]> = {
    'a login page': '<html><h1>Login</h1></html>',
    'another article': fakePage(fakeArticle('2')),
    'a page that lost most of its text': fakePage(fakeArticle('1', { markdown: '本文已删。' })),
    'a cut page': fakePage(fakeArticle('1')).slice(0, 300),
    'no text': '',
    'a server failure': { status: 502 },
    'a page not found': { status: 404 },
    'a request to wait': { status: 429, headers: { 'retry-after': '300' } },
    'a redirect elsewhere': { status: 302, headers: { location: 'https://example.org/' } },
    'a 304 that nobody asked for': { status: 304 },
    'a whole page with 403': { status: 403, body: `<html>${'Forbidden. '.repeat(400)}</html>` },
    'broken bytes': { body: Uint8Array.from({ length: 5000 }, (_, n) => 0x80 + (n % 64)) },
    'no network': new ReaderError('unreachable', address('1'), { reason: 'network' }),
  };
  for (const [name, page] of Object.entries(faults)) {
    it(`leaves the copy as it is after ${name}`, async () => {
      const { store, http, storage } = setUp();
      await store.read('1');
      const before = new Map(storage.files);
      http.set(address('1'), page);
      const result = await store.refresh('1');
      assert.equal(result.kind, 'failed');
      assert.deepEqual(result.article, fakeArticle('1'));
      assert.deepEqual(storage.files, before);
    });
  }

  it('leaves the copy as it is when the disk is full', async () => {
    const { store, http, storage } = setUp();
    await store.read('1');
    const before = new Map(storage.files);
    http.set(address('1'), fakePage(fakeArticle('1', { title: '新题' })));
    storage.failWrites = true;
    const result = await store.refresh('1');
    assert.equal(result.kind, 'failed');
    assert.deepEqual(storage.files, before);
  });

  it('fetches an article that is not there yet', async () => {
    const { store } = setUp();
    assert.equal((await store.refresh('1')).kind, 'updated');
    assert.equal((await store.cached('1'))?.id, '1');
  });
});
