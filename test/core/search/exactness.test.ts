import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { makeArchive } from '../../tools/makeArchive';
import { plainScan } from './plainScan';
import { drawQueries } from './drawQueries';

const texts = [...makeArchive(60)];
const index = new SearchIndex(texts);
for (const text of texts) index.add(text, text.markdown);

for (const [kind, queries] of Object.entries(drawQueries(texts.map(({ markdown }) => markdown), 40))) {
  test(`${kind}: hits are those of a plain scan, and the first ones are the best`, () => {
    for (const { query, term, as } of queries) {
      const ranking = index.search(query);
      const first = index.search(query).first(10).map(({ article }) => article.id);
      const all = ranking.all().map(({ article }) => article.id);
      assert.deepEqual([...all].sort(), plainScan(texts, term, as), JSON.stringify(query));
      assert.deepEqual(first, all.slice(0, 10));
    }
  });
}

test('after loading, replacing and removing, hits are still those of a plain scan', () => {
  const loaded = SearchIndex.load(texts, index.serialise());
  assert.ok(loaded);
  const changed = texts.map((text, place) => (place % 3 === 0 ? { ...text, markdown: `换了的内容 ${place} ${text.markdown.slice(500)}` } : text));
  for (const text of changed.filter((_, place) => place % 3 === 0)) loaded.add(text, text.markdown);
  for (const { id } of texts.slice(50)) loaded.remove(id);
  const left = changed.map((text, place) => (place >= 50 ? { ...text, markdown: '' } : text));
  const check = (): void => {
    for (const { query, term, as } of Object.values(drawQueries(left.map(({ markdown }) => markdown), 8)).flat()) {
      assert.deepEqual(loaded.search(query).all().map(({ article }) => article.id).sort(), plainScan(left, term, as), JSON.stringify(query));
    }
  };
  check();
  for (const step of loaded.settle()) assert.equal(step, undefined);
  check();
  assert.equal(loaded.textCount, 50);
});
