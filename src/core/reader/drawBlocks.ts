import type { PreparedArticle } from '../render/types';
import { firstLength } from './pieces';

/** Draws the next block of an article behind those `drawn`. */
export function drawNext(article: PreparedArticle, drawn: string[]): string {
  const html = article.renderBlock(drawn.length);
  drawn.push(html);
  return html;
}

/** Draws just enough blocks to know the article's first piece. */
export function drawFirst(article: PreparedArticle): string[] {
  const drawn: string[] = [];
  for (let length = 0; drawn.length < article.blockCount && length <= firstLength; ) length += drawNext(article, drawn).length;
  return drawn;
}
