import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticleSummary } from '../../src/core/model/article';
import type { GroupNode, Row } from '../../src/host/tree/articleTree';
import { KeptRows } from '../../src/host/tree/keptRows';
import { MemoryStorage } from '../fakes/memoryStorage';
import { RecordingLogger } from '../fakes/recordingLogger';

const summary = (id: string): ArticleSummary => ({ id, title: `Post ${id}`, date: '2024-01-01', category: undefined, tags: [], url: `https://kexue.fm/archives/${id}` });

function group(name: string, ...ids: string[]): GroupNode {
  const articles = ids.map(summary);
  return { kind: 'group', id: `archive/${name}`, name, label: name, description: String(ids.length), articles, children: () => articles.map((article) => ({ kind: 'article', article, group: name })) };
}

const facts = (rows: readonly Row[]): unknown[] => rows.map((row) => row.kind !== 'article' && [row.id, row.name, row.label, row.description]);

const idsIn = async (row: Row | undefined): Promise<string[]> => (row?.kind === 'kept' ? ((await row.whole())?.articles ?? []).map(({ id }) => id) : []);

/** A window over `storage` whose list of posts is read when `finish` is called. */
function openWindow(storage: MemoryStorage, list: readonly GroupNode[] | Error) {
  const log = new RecordingLogger();
  let finish = (): void => undefined;
  let reads = 0;
  const isRead = new Promise<void>((resolve) => (finish = resolve));
  const groups = async (): Promise<readonly GroupNode[]> => {
    reads++;
    await isRead;
    if (list instanceof Error) throw list;
    return list;
  };
  const kept = new KeptRows('archive', groups, storage, log);
  const outdated = new Promise<void>((resolve) => kept.onDidOutdate(resolve));
  return { kept, log, finish, outdated, reads: () => reads };
}

/** What a window leaves for the next one. */
async function storageAfter(...groups: GroupNode[]): Promise<MemoryStorage> {
  const storage = new MemoryStorage();
  const { kept, finish } = openWindow(storage, groups);
  finish();
  assert.deepEqual(await kept.rows(), groups);
  return storage;
}

describe('the topmost rows that are kept for the next window', () => {
  it('are shown before the list of posts is read, and lead into it', async () => {
    const storage = await storageAfter(group('2024', '3', '2'), group('2023', '1'));
    const { kept, finish, reads } = openWindow(storage, [group('2024', '3', '2'), group('2023', '1')]);
    const rows = await kept.rows();
    assert.deepEqual(facts(rows), [['archive/2024', '2024', '2024', '2'], ['archive/2023', '2023', '2023', '1']]);
    assert.equal(reads(), 0);
    const ids = Promise.all(rows.map(idsIn));
    finish();
    assert.deepEqual(await ids, [['3', '2'], ['1']]);
    assert.equal(reads(), 1);
    kept.dispose();
  });

  it('are replaced when the list holds other posts now, of their own accord', async () => {
    const storage = await storageAfter(group('2023', '1'));
    const now = [group('2024', '2'), group('2023', '1')];
    const { kept, finish, outdated } = openWindow(storage, now);
    assert.deepEqual(facts(await kept.rows()), facts([group('2023', '1')]));
    finish();
    await outdated;
    assert.deepEqual(await kept.rows(), now);
    assert.equal(storage.written.length, 2);
  });

  it('are not written again when nothing has changed', async () => {
    const storage = await storageAfter(group('2023', '1'));
    const { kept, finish } = openWindow(storage, [group('2023', '1')]);
    finish();
    const [row] = await kept.rows();
    assert.deepEqual(await idsIn(row), ['1']);
    assert.equal(storage.written.length, 1);
    kept.dispose();
  });

  it('stand for nothing when their group is gone', async () => {
    const storage = await storageAfter(group('2023', '1'));
    const { kept, finish } = openWindow(storage, [group('2024', '2')]);
    const [row] = await kept.rows();
    finish();
    assert.deepEqual(row?.kind === 'kept' && (await row.whole()), undefined);
    kept.dispose();
  });

  it('give way to the failure when the list cannot be read', async () => {
    const storage = await storageAfter(group('2023', '1'));
    const { kept, finish, outdated } = openWindow(storage, new Error('no list'));
    assert.equal((await kept.rows()).length, 1);
    finish();
    await outdated;
    await assert.rejects(kept.rows(), /no list/);
  });

  for (const text of ['', '{', '{}', '[["a"]]', '[[1, 2, 3, 4]]', '[null]']) {
    it(`count as none where the file holds ${JSON.stringify(text)}`, async () => {
      const storage = new MemoryStorage();
      storage.setText('rows-archive.json', text);
      const { kept, log, finish } = openWindow(storage, [group('2023', '1')]);
      finish();
      assert.deepEqual(facts(await kept.rows()), facts([group('2023', '1')]));
      assert.equal(log.messages('warn').length, 1);
    });
  }

  it('do without a disk that takes nothing', async () => {
    const storage = new MemoryStorage();
    storage.failWrites = true;
    const { kept, log, finish } = openWindow(storage, [group('2023', '1')]);
    finish();
    assert.deepEqual(facts(await kept.rows()), facts([group('2023', '1')]));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(log.messages('warn').length, 1);
  });
});
