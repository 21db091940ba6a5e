import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawFirst, drawRest } from '../../../src/core/reader/drawBlocks';
import { intoPieces } from '../../../src/core/reader/pieces';
import type { PreparedArticle } from '../../../src/core/render/types';

/** An article of blocks of these lengths, which notes what was drawn. */
function articleOf(lengths: readonly number[]): { readonly article: PreparedArticle; readonly drawn: number[] } {
  const drawn: number[] = [];
  const renderBlock = (index: number): string => {
    drawn.push(index);
    return `<p>${'x'.repeat(lengths[index] ?? 0)}</p>`;
  };
  return { article: { headings: [], formulas: [], equations: [], references: [], failures: [], blockCount: lengths.length, renderBlock }, drawn };
}

describe('drawing the blocks of an article', () => {
  it('makes the same first piece alone and of all blocks', async () => {
    for (const length of [10, 900, 9_000, 23_000, 23_990, 30_000, 100_000]) {
      for (const other of [10, 9_000, 100_000]) {
        const { article } = articleOf(Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? length : other)));
        const first = drawFirst(article);
        const pieces = await drawRest(article, first, (blocks) => Promise.resolve(blocks));
        assert.equal(intoPieces(first)[0], pieces[0], `${String(length)}, ${String(other)}`);
      }
    }
  });

  it('draws no more than fills the first screen', () => {
    const { article, drawn } = articleOf(Array.from({ length: 30 }, () => 8_000));
    drawFirst(article);
    assert.deepEqual(drawn, [0, 1, 2]);
  });
});
