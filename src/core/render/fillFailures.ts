import { escapeHtml } from './escapeHtml';
import type { DrawnBlocks, FormulaFailure } from './types';

/** What another engine made of a formula: an SVG, or why it could not either. */
export type Drawing = { readonly svg: string } | { readonly reason: string };

const FAILED = /<span class="math((?: math-display)?) math-failed" data-formula="(\d+)"([^>]*)><code class="math-source" title="[^"]*">[^<]*<\/code>/g;

/**
 * Puts the drawings of another engine in place of the formulas that KaTeX could not draw, so that the engine need only be
 * loaded when there are any: `drawings` by the number of the formula. What nobody drew stays, with both reasons in its title.
 */
export function fillFailures(article: DrawnBlocks, drawings: ReadonlyMap<number, Drawing>): DrawnBlocks {
  if (drawings.size === 0) return article;
  const failures: FormulaFailure[] = [];
  for (const failure of article.failures) {
    const drawing = drawings.get(failure.formula);
    if (!drawing) failures.push(failure);
    else if ('reason' in drawing) failures.push({ ...failure, reason: `${failure.reason} · ${drawing.reason}` });
  }
  const blocks = article.blocks.map((block) =>
    block.replace(FAILED, (whole: string, display: string, index: string, data: string) => {
      const drawing = drawings.get(Number(index));
      if (!drawing) return whole;
      if ('svg' in drawing) return `<span class="math${display} math-svg" data-formula="${index}"${data}>${drawing.svg}`;
      return whole.replace(/ title="([^"]*)"/, (_, reason: string) => ` title="${reason} · ${escapeHtml(drawing.reason)}"`);
    }),
  );
  return { blocks, failures };
}
