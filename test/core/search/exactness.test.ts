import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { atOnce } from '../../../src/core/util/slices';
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

test('words and gaps longer than a block of text do not hide what is in and around them', () => {
  const [text] = texts;
  assert.ok(text);
  const markdown = `开头\n${'ab'.repeat(9000)}之间${' \n'.repeat(12_000)}之后 ${'9'.repeat(40_000)}x，结尾`;
  const long = new SearchIndex([text]);
  long.add(text, `${markdown}${' '.repeat(20_000)}`);
  const restored = SearchIndex.load([text], long.serialise());
  for (const query of ['开头', 'babab', '之间', '之后', '"之后 9"', '99999x', 'x，结', '结尾', '"间 "', '\\n{}_结尾']) {
    for (const one of [long, restored]) assert.equal(one?.search(query).all().length, query.startsWith('\\') ? 0 : 1, query);
  }
  assert.equal(long.search('"ab之 间"').all().length, 0);
});

test('a search in steps pauses within every hundred titles that it reads, and finds the same', () => {
  const many = Array.from({ length: 1000 }, (_, place) => ({ ...(texts[place % texts.length] as (typeof texts)[number]), id: String(place), title: `第 ${place} 个矩阵` }));
  const titles = new SearchIndex(many);
  for (const query of ['juzhen', 'gjz', 'year:20', '-year:2019 矩阵']) {
    const steps = titles.searching(query);
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    assert.ok(pauses >= 10, `${query}: ${pauses}`);
    assert.deepEqual(step.value.all(), titles.search(query).all());
    assert.ok(step.value.all().length > 0, query);
  }
});

test('very many equal posts are put in order in steps, the same way where two ask at a time', () => {
  const many = Array.from({ length: 20_000 }, (_, place) => ({ ...(texts[place % texts.length] as (typeof texts)[number]), id: String(place) }));
  const titles = new SearchIndex(many);
  const expected = titles.search('-旋转').first(70);
  const ranking = titles.search('-旋转');
  const steps = ranking.finding(50);
  for (let step = 0; step < 10; step++) assert.equal(steps.next().done, false);
  const others = titles.search('-旋转');
  const half = others.finding(50);
  for (let step = 0; step < 3; step++) half.next();
  assert.deepEqual(others.first(70), expected);
  atOnce(half);
  atOnce(steps);
  for (const one of [ranking, others]) assert.deepEqual(one.first(70), expected);
});
