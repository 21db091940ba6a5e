/** Fills the first screen, be it full of formulas. UTF-16 units. */
export const enoughLength = 24_000;
/** Little enough for the page's own HTML. */
const firstLength = 40_000;
const laterLength = 30_000;

/**
 * Joins the blocks of an article into pieces that are put into the page one by one: the first small enough to be there
 * with the page itself, each at least one block. No block is cut; all pieces joined are all blocks joined.
 */
export class PieceMaker {
  #piece = '';
  #isFirst = true;

  /** Takes the next blocks; gives the pieces that are whole by now. */
  add(blocks: readonly string[]): string[] {
    const pieces: string[] = [];
    for (const block of blocks) {
      if (this.#piece !== '' && this.#isFullBefore(block)) {
        pieces.push(this.#piece);
        this.#piece = '';
        this.#isFirst = false;
      }
      this.#piece += block;
    }
    return pieces;
  }

  #isFullBefore({ length }: string): boolean {
    if (this.#isFirst && this.#piece.length >= enoughLength) return true;
    return this.#piece.length + length > (this.#isFirst ? firstLength : laterLength);
  }

  /** The last piece, once all blocks have been taken: none if there is nothing left, one, empty, if there never was anything. */
  end(): string[] {
    return this.#piece !== '' || this.#isFirst ? [this.#piece] : [];
  }
}

/** All pieces of an article that is there as a whole; see {@link PieceMaker}. */
export function intoPieces(blocks: readonly string[]): string[] {
  const maker = new PieceMaker();
  return [...maker.add(blocks), ...maker.end()];
}
