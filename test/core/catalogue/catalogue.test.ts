import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue } from '../../../src/core/catalogue/catalogue';
import { articleUrl, decodeCatalogue, encodeCatalogue } from '../../../src/core/catalogue/decodeCatalogue';
import { atOnce } from '../../../src/core/util/slices';
import { summary } from './summary';

const three = [summary('12', '起点', '2009-03-01'), summary('9', '次日', '2009-03-02'), summary('10', '同日', '2009-03-02')];

test('keeps every field through the columns and JSON', () => {
  const articles = [
    summary('101', '标题 “引号” \\反斜杠', '2024-02-29', { category: '数学研究', tags: ['矩阵', '优化'] }),
    summary('100', '', '', { tags: ['矩阵'] }),
    summary('blog:entry-1', 'Elsewhere', '2020-01-01', { category: 'A', url: 'https://example.org/1' }),
  ];
  assert.deepEqual(decodeCatalogue(JSON.parse(JSON.stringify(encodeCatalogue(articles)))), articles);
  assert.deepEqual(decodeCatalogue(encodeCatalogue([])), []);
});

test('refuses what is no catalogue, and columns of different length', () => {
  const columns = encodeCatalogue(three);
  for (const broken of [undefined, null, [], 'x', {}, { ...columns, version: 2 }, { ...columns, titles: 1 }, { ...columns, dates: '' }, { ...columns, ids: '1' }]) {
    assert.throws(() => decodeCatalogue(broken), TypeError);
  }
});

test('orders newest first, then by number, and finds by id', () => {
  const catalogue = new Catalogue(three);
  assert.deepEqual(catalogue.articles.map(({ id }) => id), ['10', '9', '12']);
  assert.equal(catalogue.get('12')?.title, '起点');
  assert.equal(catalogue.get('13'), undefined);
});

test('takes the first of two posts with one id', () => {
  assert.deepEqual(new Catalogue([...three, summary('12', '重复', '2010-01-01')]).articles.length, 3);
});

test('puts a post without a date beside its neighbours by number', () => {
  const catalogue = new Catalogue([summary('30', 'c', '2021-05-03'), summary('20', 'b', ''), summary('10', 'a', '2021-04-01'), summary('5', 'z', '2022-01-01')]);
  assert.deepEqual(catalogue.articles.map(({ id }) => id), ['5', '30', '20', '10']);
  assert.deepEqual(catalogue.byYear().map(({ year, start, end }) => [year, start, end]), [[2022, 0, 1], [2021, 1, 4]]);
});

test('groups by year and month as ranges that cover every post once', () => {
  const catalogue = new Catalogue([summary('4', 'd', '2021-01-09'), summary('3', 'c', '2021-01-02'), summary('2', 'b', '2020-12-31'), summary('1', 'a', '2020-02-01')]);
  const years = catalogue.byYear();
  assert.deepEqual(years.map(({ year, months }) => [year, months.map(({ month }) => month)]), [[2021, [1]], [2020, [12, 2]]]);
  const listed = years.flatMap(({ months }) => months.flatMap((month) => catalogue.articlesIn(month)));
  assert.deepEqual(listed, catalogue.articles);
});

test('merges new posts, new titles and dates, and keeps what an index does not say', () => {
  const before = new Catalogue([summary('1', '旧题', '2020-01-01', { category: '数学研究', tags: ['a'] }), summary('2', '留', '2020-01-02')]);
  const { catalogue, changes } = atOnce(before.merge([{ id: '1', title: '新题', date: '2020-01-03' }, { id: '3', title: '新文', date: '2020-02-01' }], { complete: false }));
  assert.deepEqual(catalogue.articles.map(({ id, title }) => [id, title]), [['3', '新文'], ['1', '新题'], ['2', '留']]);
  assert.deepEqual(catalogue.get('1')?.tags, ['a']);
  assert.equal(catalogue.get('3')?.url, articleUrl('3'));
  assert.deepEqual([changes.added, changes.changed, changes.removed].map((list) => list.map(({ id }) => id)), [['3'], ['1'], []]);
});

test('a complete index removes what is gone, a cut one removes nothing', () => {
  const before = new Catalogue(three);
  const entries = three.slice(0, 2);
  assert.deepEqual(atOnce(before.merge(entries, { complete: true })).changes.removed.map(({ id }) => id), ['10']);
  assert.equal(atOnce(before.merge(entries.slice(0, 1), { complete: true })).catalogue.articles.length, 3);
  assert.equal(atOnce(before.merge([], { complete: true })).catalogue, before);
});

test('an index that says nothing new leaves the same catalogue', () => {
  const before = new Catalogue(three);
  assert.equal(atOnce(before.merge(three.map(({ id, title, date }) => ({ id, title, date })), { complete: true })).catalogue, before);
});
