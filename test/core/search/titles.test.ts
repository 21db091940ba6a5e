import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeQuery } from '../../../src/core/search/completeQuery';
import { findPassage, matchText, matchTitle } from '../../../src/core/search/matches';
import { parseQuery } from '../../../src/core/search/query';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { similarArticles } from '../../../src/core/search/similarArticles';
import { findSeries } from '../../../src/core/catalogue/series';
import { atOnce } from '../../../src/core/util/slices';
import { summary } from '../catalogue/summary';

const articles = [
  summary('9', '收敛的速率与旅行', '2024-05-01', { tags: ['优化'], category: '数学' }),
  summary('8', '湖上扩散漫谈（十八）：归舟', '2024-03-01', { tags: ['扩散', 'GAN'], category: '信息' }),
  summary('7', '湖上扩散漫谈（十七）：远帆', '2023-03-01', { tags: ['扩散'], category: '信息' }),
  summary('6', 'Deep湖泊 & Wide 大海', '2022-01-01'),
  summary('5', '绿色的长江（行记）', '2021-01-01'),
  summary('4', '湖上扩散漫谈（一）：启程，以及那天早上没有说完的话', '2020-01-01'),
];
const index = new SearchIndex(articles);
const found = (query: string): string => index.search(query).all().map(({ article }) => article.id).join(' ');

test('finds titles by substrings in both widths, cases and scripts', () => {
  assert.equal(found('扩散'), '4 7 8');
  assert.equal(found('擴散'), '4 7 8');
  assert.equal(found('(行记)'), '5');
  assert.equal(found('ＤＥＥＰ'), '6');
  assert.equal(found('wi'), '6');
  assert.equal(found('大海 deep'), '6');
});

test('finds series numbers however they are written', () => {
  for (const query of ['扩散 18', '扩散 十八', '漫谈18', '漫谈十八', '18 扩散', '漫谈（十八）']) assert.equal(found(query).split(' ')[0], '8', query);
  assert.equal(found('扩散 2'), '');
});

test('finds pinyin whole, by initials and mixed, in every reading, with v or u for ü', () => {
  for (const query of ['kuosanmantan', 'hskuosanmt', 'hskszmt', 'hsksmt']) assert.equal(found(query), query === 'hskszmt' ? '' : '4 7 8', query);
  for (const query of ['lvse', 'luse', 'lsdzj', 'lsdcj', 'lvsedechangjiang', 'changjiangxingji', 'changjianghangji', 'zhangjiang']) assert.equal(found(query), '5', query);
  assert.equal(found('sulv'), '9');
  assert.equal(found('sulü'), '9');
  assert.equal(found('deephup'), '6');
  assert.equal(found('"lvse"'), '');
});

test('negation, quotes and filters', () => {
  assert.equal(found('扩散 -归舟'), '4 7');
  assert.equal(found('"& Wide"'), '6');
  assert.equal(found('year:2024'), '9 8');
  assert.equal(found('扩散 year:2020-2023'), '4 7');
  assert.equal(found('tag:gan'), '8');
  assert.equal(found('-tag:扩散 category:信息'), '');
  assert.equal(found('series:漫谈'), '4 7 8');
  assert.equal(found('in:title 扩散'), '4 7 8');
  assert.equal(found('in:text 扩散'), '');
  const ids = (query: string): string => index.search(query, { states: { read: new Set(['9']), listed: new Set(['8']) } }).all().map(({ article }) => article.id).join(' ');
  assert.equal(ids('is:read'), '9');
  assert.equal(ids('is:unread 扩散'), '4 7 8');
  assert.equal(ids('is:listed'), '8');
  assert.equal(found(''), '');
});

test('ranks title before heading before text, and exact before pinyin', () => {
  const own = new SearchIndex([summary('1', '无关', '2020-01-01'), summary('2', '云', '2020-01-02'), summary('3', '谈 muyun', '2020-01-03'), summary('4', '暮云', '2020-01-04')]);
  own.add(summary('1', '无关', '2020-01-01'), '前言\n\n## 论 muyun\n\n正文');
  own.add(summary('2', '云', '2020-01-02'), '只在正文里有 muyun 一次');
  assert.deepEqual(own.search('muyun').all().map(({ article, kind }) => `${article.id} ${kind}`), ['3 title', '1 heading', '4 pinyin', '2 text']);
});

test('what stands in every text, within words only, is still found', () => {
  const posts = Array.from({ length: 300 }, (_, place) => summary(String(place + 1), '题', '2020-01-01'));
  const own = new SearchIndex(posts);
  posts.forEach((post, place) => own.add(post, place < 290 ? '湖 shore' : '湖 offshore'));
  assert.equal(own.search('shore').all().length, 300);
  assert.equal(own.search('湖 shore').all().length, 300);
});

test('in:math looks into formulas only, and LaTeX with blanks nowhere in one is found by its pieces', () => {
  const own = new SearchIndex([summary('1', 'a', '2020-01-01'), summary('2', 'b', '2020-01-02')]);
  own.add(summary('1', 'a', '2020-01-01'), '设 $\\mathcal{R}_{m}^{\\top} + \\beta$，`x_y`');
  own.add(summary('2', 'b', '2020-01-02'), '代码 `\\mathcal R_m` 和 x_y');
  const ids = (query: string): string => own.search(query).all().map(({ article }) => article.id).sort().join(' ');
  assert.equal(ids('\\mathcal R_m^\\top'), '1');
  assert.equal(ids('\\mathcal{R}_m'), '1 2');
  assert.equal(ids('in:math \\mathcal{R}_m'), '1');
  assert.equal(ids('\\beta \\mathcal'), '1');
});

test('marks the match in the title and cuts a passage without breaking formulas', () => {
  assert.deepEqual(matchTitle(parseQuery('ksmt'), '湖上扩散漫谈'), [{ start: 2, end: 6 }]);
  assert.deepEqual(matchTitle(parseQuery('DEEP 大海'), 'Deep湖泊 & Wide 大海'), [{ start: 0, end: 4 }, { start: 14, end: 16 }]);
  const markdown = `${'前文。'.repeat(60)}其中 $\\frac{a}{b} + \\hat{g}$ 是\n梯度，${'后文。'.repeat(60)}`;
  const passage = findPassage(parseQuery('\\hat g 梯度'), markdown, 60);
  assert.ok(passage);
  assert.ok(passage.text.includes('$\\frac{a}{b} + \\hat{g}$'));
  assert.deepEqual(passage.matches.map(({ start, end }) => passage.text.slice(start, end)), ['\\hat{g', '梯度']);
  assert.equal(passage.count, 2);
  assert.deepEqual(matchText(parseQuery('in:math 梯度'), markdown), []);
  assert.equal(findPassage(parseQuery('没有'), markdown), undefined);
});

test('completes filters and their values as one types', () => {
  const series = findSeries(articles);
  const texts = (query: string): string[] => completeQuery(query, articles, series).map(({ text }) => text);
  assert.deepEqual(texts('扩散 se'), ['series:']);
  assert.deepEqual(texts('series:漫'), ['series:湖上扩散漫谈 ']);
  assert.deepEqual(texts('year:'), ['year:2024 ', 'year:2023 ', 'year:2022 ', 'year:2021 ', 'year:2020 ']);
  assert.deepEqual(texts('-is:un'), ['-is:unread ']);
  assert.deepEqual(texts('扩散 '), []);
});

test('similar posts share rare words and tags', () => {
  const [eighth] = articles.slice(1);
  assert.ok(eighth);
  assert.deepEqual(atOnce(similarArticles(eighth, new SearchIndex(articles))).map(({ id }) => id), ['7', '4']);
});

test('a post whose text has the words of the title is similar, too, after those whose titles have them', () => {
  const like = summary('2', '低秩近似之路', '2021-01-01');
  const [withWords, without] = [summary('3', '随想', '2022-01-01'), summary('4', '杂记', '2023-01-01')];
  const own = new SearchIndex([summary('1', '再谈低秩近似', '2020-01-01'), like, withWords, without]);
  own.add(withWords, '这里也用到了低秩近似。');
  own.add(without, '这里没有。');
  assert.deepEqual(atOnce(similarArticles(like, own)).map(({ id }) => id), ['1', '3']);
});

test('a stored index of another version, cut or damaged, is not taken', () => {
  const own = new SearchIndex(articles);
  own.add(articles[0] ?? summary('1', '', ''), '文'.repeat(300), 'stamp');
  const bytes = own.serialise();
  assert.equal(SearchIndex.load(articles, bytes)?.stampOf('9'), 'stamp');
  assert.equal(SearchIndex.load(articles, bytes.subarray(0, bytes.length - 4)), undefined);
  assert.equal(SearchIndex.load(articles, new Uint8Array()), undefined);
  assert.equal(SearchIndex.load(articles, bytes.slice().fill(7, 0, 40)), undefined);
});

test('a letter beside LaTeX is a part of it, but not where a filter stands between them, and no wide word is', () => {
  const terms = (query: string): string[] => parseQuery(query).terms.map(({ folded }) => folded);
  assert.deepEqual(terms('j ^{-1}'), ['j^-1']);
  assert.deepEqual(terms('j year:2024 ^{-1}'), ['j', '^-1']);
  assert.deepEqual(terms('ｌｏｒａ ^{-1}'), ['lora', '^-1']);
});

test('a term typed again says nothing more, one that must not be there or is in quotes does', () => {
  const terms = (query: string): string[] => parseQuery(query).terms.map(({ folded, kind, isNegated }) => `${isNegated ? '-' : ''}${kind} ${folded}`);
  assert.deepEqual(terms('扩散 RoPE 扩散 ｒｏｐｅ "扩散" -扩散'), ['text 扩散', 'text rope', 'exact 扩散', '-text 扩散']);
  assert.deepEqual(terms('\\alpha{} 扩散 \\alpha'), ['latex \\alpha', 'text 扩散']);
});
