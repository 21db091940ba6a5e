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

/** What the page shows beside the formula: `3`, or `3,4` where each row has its own; empty without. */
export function numbersOf(formula: Element): readonly string[] {
  const stated = formula.getAttribute('data-numbers') ?? '';
  return stated.split(',').map((number) => number.trim()).filter(Boolean);
}
