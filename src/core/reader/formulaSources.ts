import type { RenderedFormula } from '../render/types';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
}

/**
 * Writes to each formula's element (`data-formula="N"`) its source as `data-tex`, whether it is displayed as
 * `data-display`, and the numbers that it shows as `data-numbers`, divided by commas: the page copies and searches by them.
 */
export function withSources(html: string, formulas: readonly RenderedFormula[]): string {
  return html.replace(/ data-formula="(\d+)"/g, (attribute, index: string) => {
    const formula = formulas[Number(index)];
    if (!formula) return attribute;
    const numbers = formula.numbers.length > 0 ? ` data-numbers="${escapeAttribute(formula.numbers.join(','))}"` : '';
    return `${attribute} data-tex="${escapeAttribute(formula.tex)}"${formula.display ? ' data-display=""' : ''}${numbers}`;
  });
}
