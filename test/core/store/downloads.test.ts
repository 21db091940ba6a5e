import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { ArticleStore } from '../../../src/core/store/articleStore';
import { DownloadJournal } from '../../../src/core/store/downloadJournal';
import { Downloads, type DownloadProgress } from '../../../src/core/store/downloads';
import { ImageStore } from '../../../src/core/store/imageStore';
import { StorageUse } from '../../../src/core/store/storageUse';
import { fakeArticle, fakeCodec } from '../../fakes/fakeArticles';
import { FakeClock } from '../../fakes/fakeClock';
import { png } from '../../fakes/images';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const never = () => new AbortController().signal;

/** @param answer what fetching an article does, beside taking a second */
function setUp(answer: (id: string) => unknown = () => undefined) {
  const clock = new FakeClock();
  const storage = new MemoryStorage(() => clock.now());
  const log = new RecordingLogger();
  const fetched: string[] = [];
  const source = {
    fetch: async (id: string) => {
      await clock.sleep(1000);
      await answer(id);
      fetched.push(id);
      return { article: fakeArticle(id), validators: {} };
    },
  };
  const store = new ArticleStore(source, storage, fakeCodec, log);
  const journal = new DownloadJournal(storage, clock, log);
  const images = new ImageStore({ get: (url) => (url.endsWith('none.png') ? Promise.reject(new ReaderError('notFound', url)) : Promise.resolve({ status: 200, notModified: false, url, contentType: undefined, validators: {}, body: png(3, 2) })) }, storage);
  const open = () => new Downloads({ articles: store }, journal, clock, log);
  return { clock, storage, fetched, store, journal, images, log, open, downloads: open(), use: new StorageUse(storage, journal) };
}

describe('Downloads', () => {
  it('fetches what is missing, once, and tells how far it is', async () => {
    const { downloads, fetched, store } = setUp();
    await store.read('2');
    const seen: DownloadProgress[] = [];
    const result = await downloads.start('some', ['1', '2', '3', '1'], { signal: never(), onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(result, { kind: 'finished', done: 3, total: 3, failed: [], error: undefined });
    assert.deepEqual(fetched, ['2', '1', '3']);
    assert.deepEqual(seen.map(({ done, total, secondsLeft }) => [done, total, secondsLeft]), [[0, 3, undefined], [1, 3, 1], [2, 3, 1], [3, 3, 0]]);
    assert.deepEqual(await downloads.unfinished(), []);
  });

  it('goes on after a cancel, in another process too', async () => {
    const { downloads, open, fetched } = setUp();
    const cancel = new AbortController();
    const first = await downloads.start('series', ['1', '2', '3', '4'], { signal: cancel.signal, onProgress: ({ done }) => void (done === 2 && cancel.abort()) });
    assert.deepEqual([first.kind, first.done], ['cancelled', 2]);
    const [job] = await open().unfinished();
    assert.deepEqual([job?.name, job?.ids], ['series', ['1', '2', '3', '4']]);
    assert.ok(job);
    assert.equal((await open().resume(job, { signal: never() })).kind, 'finished');
    assert.deepEqual(fetched, ['1', '2', '3', '4']);
  });

  it('passes over articles that the blog does not have', async () => {
    const { downloads } = setUp((id) => (id === '2' ? Promise.reject(new ReaderError('notFound', id)) : undefined));
    const result = await downloads.start('some', ['1', '2', '3'], { signal: never() });
    assert.deepEqual([result.kind, result.done, result.failed.map(({ id }) => id)], ['finished', 3, ['2']]);
  });

  it('waits as long as the blog asks and then goes on', async () => {
    let asked = 0;
    const { downloads, clock, fetched } = setUp((id) => (id === '2' && asked++ === 0 ? Promise.reject(new ReaderError('busy', id, { retryAfterSeconds: 120 })) : undefined));
    const waits: (number | undefined)[] = [];
    const started = clock.now();
    const result = await downloads.start('some', ['1', '2', '3'], { signal: never(), onProgress: ({ waitSeconds }) => waits.push(waitSeconds) });
    assert.equal(result.kind, 'finished');
    assert.ok(waits.includes(120));
    assert.ok(clock.now() - started >= 120_000);
    assert.deepEqual(fetched, ['1', '2', '3']);
  });

  const stopping: Record<string, ReaderError> = {
    'the network is gone': new ReaderError('unreachable', 'x'),
    'the blog asks to wait for hours': new ReaderError('busy', 'x', { retryAfterSeconds: 7200 }),
    'the blog asks to wait again and again': new ReaderError('busy', 'x', { retryAfterSeconds: 400 }),
  };
  for (const [name, error] of Object.entries(stopping)) {
    it(`stops when ${name}, and can go on later`, async () => {
      let broken = true;
      const { downloads, fetched } = setUp((id) => (broken && id === '2' ? Promise.reject(error) : undefined));
      const result = await downloads.start('some', ['1', '2', '3'], { signal: never() });
      assert.deepEqual([result.kind, result.done, result.error], ['stopped', 1, error]);
      broken = false;
      const [job] = await downloads.unfinished();
      assert.ok(job);
      await downloads.resume(job, { signal: never() });
      assert.deepEqual(fetched, ['1', '2', '3']);
    });
  }

  it('is not offered in another window while one is at work on it, and is once that one is gone', async () => {
    const { open, journal, clock } = setUp((id) => (id === '2' ? Promise.reject(new ReaderError('busy', id, { retryAfterSeconds: 2 })) : undefined));
    const cancel = new AbortController();
    const seen: number[] = [];
    const look = async (): Promise<void> => void seen.push((await open().unfinished()).length);
    const looks: Promise<void>[] = [];
    const onProgress = ({ waitSeconds }: DownloadProgress): void => {
      looks.push(look());
      if (waitSeconds !== undefined) void Promise.all(looks).then(() => cancel.abort());
    };
    const result = await open().start('some', ['1', '2', '3'], { signal: cancel.signal, onProgress });
    await Promise.all(looks.slice(1));
    assert.equal(result.kind, 'cancelled');
    assert.ok(seen.slice(1).every((count) => count === 0), String(seen));
    const [job] = await open().unfinished();
    assert.ok(job);
    await journal.hold(job); // as a process does that is killed right after
    const { jobs, heldUntil = 0 } = await journal.unfinished();
    assert.deepEqual([jobs, heldUntil > clock.now()], [[], true]);
    clock.advance(heldUntil - clock.now() + 1);
    assert.deepEqual(await journal.unfinished(), { jobs: [job], heldUntil: undefined });
    await journal.hold(job);
    clock.advance(-24 * 3_600_000);
    assert.deepEqual((await open().unfinished()).length, 1);
  });

  it('stops when the disk is full', async () => {
    const { downloads, storage } = setUp();
    const result = await downloads.start('some', ['1', '2'], { signal: never(), onProgress: ({ done }) => void (storage.failWrites = done === 1) });
    assert.deepEqual([result.kind, result.error?.kind, result.done], ['stopped', 'storage', 1]);
  });

  it('takes the pictures along, and goes on without one that is missing', async () => {
    const { store, journal, images, clock, log, storage } = setUp();
    const urls = ['https://kexue.fm/a.png', 'https://kexue.fm/none.png'];
    const downloads = new Downloads({ articles: store, images, imagesOf: () => urls }, journal, clock, log);
    assert.equal((await downloads.start('some', ['1'], { signal: never() })).kind, 'finished');
    assert.equal((await storage.list('images')).length, 1);
  });
});

describe('StorageUse', () => {
  it('evicts what was fetched longest ago, never what was downloaded on purpose', async () => {
    const { downloads, store, images, storage, use, clock } = setUp();
    await downloads.start('wanted', ['1', '2'], { signal: never() });
    for (const id of ['3', '4', '5']) {
      clock.advance(1000);
      await store.read(id);
      await images.read(id, 'https://kexue.fm/a.png');
    }
    const all = await use.measure();
    assert.deepEqual([all.articles, all.images], [5, 3]);
    const each = (all.bytes - all.downloadedBytes) / 3;
    // What was downloaded on purpose takes nothing of the limit.
    assert.deepEqual(await use.evict(3 * each), { articles: 0, bytes: 0 });
    assert.deepEqual(await use.evict(3 * each - 1), { articles: 1, bytes: each });
    assert.deepEqual((await store.storedIds()).sort(), ['1', '2', '4', '5']);
    await use.evict(0);
    assert.deepEqual((await store.storedIds()).sort(), ['1', '2']);
    assert.deepEqual(await storage.list('images'), []);
    assert.equal((await use.measure()).bytes, all.downloadedBytes);
  });

  it('counts what was rendered, and deletes it with its article', async () => {
    const { store, storage, use } = setUp();
    await store.read('1');
    const bare = await use.measure();
    storage.setText('rendered/1.html', 'x'.repeat(1000));
    storage.setText('rendered/2.html', 'x'.repeat(10));
    assert.deepEqual(await use.measure(), { ...bare, bytes: bare.bytes + 1010 });
    await use.evict(bare.bytes + 1000);
    assert.deepEqual([...storage.files.keys()].filter((path) => path.startsWith('rendered/')), ['rendered/1.html']);
    await use.evict(0);
    assert.equal((await use.measure()).bytes, 0);
  });

  it('clears all but downloads, or all', async () => {
    const { downloads, store, storage, use } = setUp();
    await downloads.start('wanted', ['1'], { signal: never() });
    await store.read('2');
    await use.clear({ downloads: false });
    assert.deepEqual(await store.storedIds(), ['1']);
    await use.clear({ downloads: true });
    assert.equal(storage.files.size, 0);
  });
});
