import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticleSummary } from '../../../src/core/model/article';
import { IndexFile } from '../../../src/core/store/indexFile';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { summary } from '../catalogue/summary';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const post = (n: number, title = `第${n}篇`): ArticleSummary => summary(String(n), title, '2024-01-01', { category: '数学研究', tags: ['数论'] });

describe('IndexFile', () => {
  it('keeps a list of many lines through additions, changes and losses', async () => {
    const storage = new MemoryStorage();
    const log = new RecordingLogger();
    const file = new IndexFile(storage, log);
    const expected = new Map<string, ArticleSummary>();
    const removed = new Set<string>();
    const update = async (added: readonly ArticleSummary[], changed: readonly ArticleSummary[], lost: readonly ArticleSummary[]) => {
      for (const article of [...added, ...changed]) {
        expected.set(article.id, article);
        removed.delete(article.id);
      }
      for (const { id } of lost) {
        expected.delete(id);
        removed.add(id);
      }
      await file.update({ added, changed, removed: lost }, {});
      const kept = await new IndexFile(storage, log).read();
      assert.deepEqual(kept.articles, [...expected.values()]);
      assert.deepEqual(new Set(kept.removed), removed);
    };
    await update(range(0, 5000).map((n) => post(n)), [], []);
    for (const n of range(0, 20)) await update([post(6000 + n)], [post(n * 250, `第${n}次改`)], [post(n * 31 + 7)]);
    await update([post(7)], [post(9000)], range(2000, 4000).map((n) => post(n)));
    await update(range(10_000, 14_000).map((n) => post(n)), [], []);
    const lines = storage.text('index.jsonl')?.split('\n').length ?? 0;
    assert.ok(lines <= 8, `${lines} lines`);
  });
});
