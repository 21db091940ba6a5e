import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pinyin } from 'pinyin-pro';
import { decodeCatalogue } from '../../../src/core/catalogue/decodeCatalogue';
import { SearchIndex } from '../../../src/core/search/searchIndex';

const articles = decodeCatalogue(JSON.parse(readFileSync(path.resolve(__dirname, '../../../media/catalogue.json'), 'utf8')));
const index = new SearchIndex(articles);
const finds = (query: string, id: string): boolean => index.search(query).all().some(({ article }) => article.id === id);
const spell = (text: string, pattern: 'pinyin' | 'first'): string => pinyin(text, { toneType: 'none', type: 'array', pattern, v: true }).join('').toLowerCase();
/** Marks are no part of a spelling, and neither are Greek letters. */
const plain = (text: string): string => text.replace(/[^\p{Script=Han}A-Za-z0-9]/gu, '');

for (const [name, pattern] of [['full pinyin', 'pinyin'], ['initials', 'first']] as const) {
  test(`every title is found by its ${name}`, (t) => {
    const missed = articles.filter(({ id, title }) => /^[\p{Script=Han}a-z]/iu.test(plain(title)) && !finds(spell(plain(title), pattern), id));
    t.diagnostic(`${articles.length - missed.length} of ${articles.length}`);
    assert.deepEqual(missed.map(({ title }) => title), []);
  });
}

test('a run of four characters that no other title has, in full pinyin, brings its post first', (t) => {
  let first = 0;
  let all = 0;
  const titles = articles.map(({ title }) => title).join('\n');
  for (const { id, title } of articles) {
    const run = [...title.matchAll(/(?=([\u4e00-\u9fff]{4}))/g)].map(([, four = '']) => four).find((four) => titles.indexOf(four) === titles.lastIndexOf(four));
    if (run === undefined) continue;
    all++;
    if (index.search(spell(run, 'pinyin')).first(1)[0]?.article.id === id) first++;
  }
  t.diagnostic(`${first} of ${all} first`);
  assert.ok(first >= 0.95 * all);
});
