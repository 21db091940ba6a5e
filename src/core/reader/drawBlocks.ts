import type { DrawnBlocks, PreparedArticle } from '../render/types';
import { GrowingPieces } from './growingPieces';
import { enoughLength, PieceMaker } from './pieces';

const sliceMs = 15;

/** Draws just enough blocks to know the article's first piece. */
export function drawFirst(article: PreparedArticle): string[] {
  const drawn: string[] = [];
  for (let length = 0; drawn.length < article.blockCount && length < enoughLength; ) length += drawNext(article, drawn).length;
  return drawn;
}

/** Draws by other means what the renderer could not. */
export type FillBlocks = (blocks: DrawnBlocks) => Promise<DrawnBlocks>;

/**
 * Draws what follows the blocks `drawn`, in slices: whoever waits for the same thread shall not notice. Gives all pieces,
 * those of `drawn` included; they go into `growing` as they are made, up to the first formula that is left to `fill`, which
 * gets all of them at the end.
 */
export async function drawRest(article: PreparedArticle, drawn: readonly string[], fill: FillBlocks, growing = new GrowingPieces()): Promise<readonly string[]> {
  const blocks = [...drawn];
  const maker = new PieceMaker();
  const pieces: string[] = [];
  const add = (made: readonly string[], more: boolean): void => {
    pieces.push(...made);
    growing.push(made, more);
  };
  let taken = 0;
  for (let mustWait = false; blocks.length < article.blockCount; ) {
    mustWait ||= article.failures.length > 0;
    if (!mustWait) {
      add(maker.add(blocks.slice(taken)), true);
      taken = blocks.length;
    }
    await new Promise((resolve) => setTimeout(resolve));
    const until = performance.now() + sliceMs;
    while (blocks.length < article.blockCount && performance.now() < until) drawNext(article, blocks);
  }
  const filled = await fill({ blocks, failures: article.failures });
  add([...maker.add(filled.blocks.slice(taken)), ...maker.end()], false);
  return pieces;
}

/** Draws the next block of an article behind those `drawn`. */
function drawNext(article: PreparedArticle, drawn: string[]): string {
  const html = article.renderBlock(drawn.length);
  drawn.push(html);
  return html;
}
