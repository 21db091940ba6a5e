import { ArticleMath, DEFAULT_LIMITS } from '../../../src/core/render/articleMath';
import type { JudgedFormula, Shown } from '../../harness/mathjaxJudge.mjs';

/** The characters that a number of text and simple formulas shows: what the engine's own tree is read as. */
function charactersOf(tag: string): string {
  return tag.replace(/\$[^$]*\$/g, (math) => math.replace(/\\star/g, '⋆').replace(/[${}_]/g, '')).replace(/\\textbackslash\{\}/g, '\\').replace(/\\([{}])/g, '$1');
}

/** Where numbers, references and failures of a page's formulas are not those that the site's engine shows; a line each. */
export function differencesOf(page: readonly JudgedFormula[], judged: readonly Shown[]): string[] {
  const math = new ArticleMath('a-', DEFAULT_LIMITS);
  for (const { tex, display } of page) math.add({ tex, display, source: tex });
  for (const index of page.keys()) math.html(index);
  const reasons = new Map(math.failures.map(({ formula, reason }) => [formula, reason]));
  return page.flatMap(({ tex }, index) => {
    const { tags = [], refs = [], error = 'not judged' } = judged[index] ?? {};
    const ourTags = math.shownTags(index).map(charactersOf).join(' ');
    const ourRefs = math.references.filter(({ formula }) => formula === index).map(({ shown }) => charactersOf(shown)).sort().join(' ');
    const problems: string[] = [];
    if (ourTags !== tags.join(' ')) problems.push(`tags ${ourTags} instead of ${tags.join(' ')}`);
    if (error === null && ourRefs !== [...refs].sort().join(' ')) problems.push(`refs ${ourRefs} instead of ${refs.join(' ')}`);
    if (error === null && reasons.has(index)) problems.push(`not drawn: ${String(reasons.get(index))}`);
    return problems.length > 0 ? [`${tex}: ${problems.join('; ')}${error === null ? '' : ` (${error})`}`] : [];
  });
}
