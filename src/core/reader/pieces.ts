/** Enough for the first screen, little enough for the page's own HTML. UTF-16 units. */
export const firstLength = 40_000;
const laterLength = 30_000;

/**
 * Joins the blocks of an article into pieces that are put into the page one by one: the first small enough to be there
 * with the page itself, each at least one block. No block is cut; all pieces joined are all blocks joined.
 */
export function intoPieces(blocks: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const block of blocks) {
    const most = pieces.length === 0 ? firstLength : laterLength;
    if (piece !== '' && piece.length + block.length > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += block;
  }
  if (piece !== '' || pieces.length === 0) pieces.push(piece);
  return pieces;
}
