import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { makeArchive } from '../../tools/makeArchive';

function indexOf(markdowns: readonly string[]): SearchIndex {
  const posts = [...makeArchive(markdowns.length)].map((post, place) => ({ ...post, markdown: markdowns[place] ?? '' }));
  const index = new SearchIndex(posts);
  for (const post of posts) index.add(post, post.markdown);
  return index;
}

test('a search that has to read every text lets others in between', () => {
  const index = indexOf([...makeArchive(60)].map(({ markdown }) => markdown));
  // Each text has it, but none has it in a formula.
  assert.equal(index.search('的').total, 60);
  const ranking = index.search('in:math 的');
  assert.ok([...ranking.finding(50)].length >= 6);
  assert.equal(ranking.first(50).length, 0);
  assert.ok([...index.search('in:math 的').count()].length >= 6);
});

test('formulas with characters of every plane are read as they stand', () => {
  // As many characters as no blog has: the last ones take more bytes in the index.
  const many = Array.from({ length: 6000 }, (_, index) => String.fromCharCode(0x4e00 + index)).join('');
  const index = indexOf([`${many} $\\text{😀 龘}$`, '$x$ 😀 龘', `$\\text{😁}$ ${many}`]);
  const found = (query: string): string[] => index.search(query).all().map(({ article }) => article.id);
  assert.deepEqual(found('in:math 😀'), ['1']);
  assert.deepEqual(found('in:math "😀 龘"'), ['1']);
  assert.deepEqual(found('in:math 😁'), ['3']);
  assert.deepEqual(found('in:text "😀 龘"').sort(), ['1', '2']);
});
