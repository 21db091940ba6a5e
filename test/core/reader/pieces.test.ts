import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { intoPieces } from '../../../src/core/reader/pieces';

describe('the pieces of an article', () => {
  it('hold every block, in order, for any sizes', () => {
    for (let size = 1; size < 90_000; size = Math.ceil(size * 1.7)) {
      const blocks = Array.from({ length: 40 }, (_, index) => `<p>${index}${'x'.repeat((size * (index % 7)) / 3)}</p>`);
      const pieces = intoPieces(blocks);
      assert.equal(pieces.join(''), blocks.join(''));
      assert.ok(pieces.every((piece) => piece.startsWith('<p>') && piece.endsWith('</p>')), 'cut between blocks');
    }
  });

  it('begin with a small one where the blocks are small', () => {
    const pieces = intoPieces(Array.from({ length: 500 }, () => `<p>${'字'.repeat(993)}</p>`));
    assert.equal(pieces[0]?.length, 24_000);
    assert.ok(pieces.length > 10);
  });

  it('are one, empty, for an article without text', () => {
    assert.deepEqual(intoPieces([]), ['']);
  });
});
