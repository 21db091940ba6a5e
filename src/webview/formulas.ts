/** The renderer's mark on every formula: the element holds its LaTeX, as in the article, without `$`. */
export const formulaSelector = '[data-tex]';

/** The formula that a node lies in, or is. */
export function formulaAt(node: Node | null): HTMLElement | undefined {
  const element = node?.nodeType === 1 ? (node as Element) : node?.parentElement;
  return element?.closest<HTMLElement>(formulaSelector) ?? undefined;
}

export function isDisplay(formula: Element): boolean {
  return formula.hasAttribute('data-display');
}

/** The formula's LaTeX, as the article has it. */
export function texOf(formula: Element): string {
  return formula.getAttribute('data-tex') ?? '';
}

/** The formula's LaTeX for elsewhere: the macros of the article are put in. */
export function portableTexOf(formula: Element): string {
  return formula.getAttribute('data-standalone') ?? texOf(formula);
}

/** The numbers that the formula shows, top to bottom, without brackets. */
export function numbersOf(formula: Element): readonly string[] {
  return (formula.getAttribute('data-number') ?? '').split(' ').filter(Boolean);
}
