import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { makeArchive } from '../../tools/makeArchive';

// What the README says, carried out by other means than the index's own tables: the platform's for case and width, a
// few characters by hand for traditional ones.
const TRADITIONAL: Record<string, string> = { 矩: '矩', 阵: '陣', 损: '損', 维: '維', 归: '歸', 优: '優', 总: '總', 实: '實', 对: '對', 这: '這' };
const SIMPLIFIED = new Map(Object.entries(TRADITIONAL).map(([simplified, traditional]) => [traditional, simplified]));

function normalised(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .toLowerCase()
    .replace(/[陣損維歸優總實對這]/g, (traditional) => SIMPLIFIED.get(traditional) ?? traditional);
}
const withoutBlanksAndBraces = (text: string): string => normalised(text).replace(/[\s{}]/g, '');

let state = 2024;
const below = (limit: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};
const wide = (text: string): string => text.replace(/[!-~]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0));
const traditional = (text: string): string => text.replace(/./gsu, (unit) => TRADITIONAL[unit] ?? unit);

/** Texts in all writings, some of them much longer than a block, with pieces across the borders of blocks. */
const texts = [...makeArchive(25)].map((article, index) => {
  const { markdown } = article;
  if (index % 5 === 1) return { ...article, markdown: traditional(markdown) };
  if (index % 5 === 2) return { ...article, markdown: markdown.replace(/\$[^$\n]*\$/g, (formula) => wide(formula)) };
  if (index % 5 === 3) return { ...article, markdown: markdown.toUpperCase() };
  if (index % 5 === 4) return { ...article, markdown: `${markdown}\n\n${markdown.slice(0, below(9000))}\n\n${' '.repeat(9000)}${markdown}` };
  return article;
});
const index = new SearchIndex(texts.map((text) => ({ ...text, title: '' })));
for (const text of texts) index.add({ ...text, title: '' }, text.markdown);
for (const step of index.prepare()) assert.equal(step, undefined);

const found = (query: string): string[] => index.search(query).all().map(({ article }) => article.id).sort();
const scan = (toText: (text: string) => string, term: string): string[] =>
  texts.filter(({ markdown }) => toText(markdown).includes(toText(term))).map(({ id }) => id).sort();

test('a piece of text in quotes is found where a plain scan of normalised texts has it, wherever and however it is cut', () => {
  let posts = 0;
  for (let round = 0; round < 500; round++) {
    const { markdown } = texts[below(texts.length)] as { markdown: string };
    const start = below(markdown.length);
    const piece = markdown.slice(start, start + 1 + below(below(4) === 0 ? 120 : 12)).replace(/["“”]/g, '');
    if (piece.trim() === '') continue;
    const written = [piece, wide(piece), traditional(piece), piece.toUpperCase()][below(4)] ?? piece;
    const expected = scan(normalised, piece);
    posts += expected.length;
    assert.deepEqual(found(`"${written}"`), expected, JSON.stringify(written));
  }
  assert.ok(posts > 500);
});

test('LaTeX is found where a plain scan without blanks and braces has it', () => {
  let queries = 0;
  for (let round = 0; round < 2000 && queries < 300; round++) {
    const { markdown } = texts[below(texts.length)] as { markdown: string };
    const formulas = [...markdown.matchAll(/[$＄]([^$＄\n]{3,})[$＄]/g)].map(([, formula = '']) => formula);
    const formula = formulas[below(formulas.length)] ?? '';
    const start = below(formula.length);
    const piece = formula.slice(start, start + 3 + below(60)).trim();
    // Without a mark of LaTeX it is no LaTeX, and letters apart are terms of their own.
    if (!/^[\\＼]/.test(piece) || withoutBlanksAndBraces(piece).length < 3) continue;
    queries++;
    const squeezed = withoutBlanksAndBraces(piece);
    assert.deepEqual(found(squeezed), scan(withoutBlanksAndBraces, piece), JSON.stringify(squeezed));
    assert.deepEqual(found(wide(squeezed)), scan(withoutBlanksAndBraces, piece), JSON.stringify(wide(squeezed)));
  }
  assert.ok(queries > 200);
});
