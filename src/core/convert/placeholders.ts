/** One formula of a page. */
export interface Formula {
  /** With its delimiters, entities decoded, `<br/>` as a line break: what a reader of the page's source would write. */
  readonly source: string;
  readonly display: boolean;
}

/**
 * The first character of the placeholder of a formula in a line, of a displayed one, and the last of each.
 * Noncharacters may stand in no text (Unicode 3.4), so those of a page are dropped.
 */
export const INLINE_START = '\uFDD0';
export const DISPLAY_START = '\uFDD2';
export const FORMULA_END = '\uFDD1';
const NONCHARACTERS = /[\uFDD0-\uFDEF]/g;
const STARTS = /[\uFDD0\uFDD2]/g;
export const PLACEHOLDER_LENGTH = 4;

/** A text that no placeholder can be taken for. */
export const withoutNoncharacters = (text: string): string => text.replace(NONCHARACTERS, '');

/** What stands for a formula in HTML and in text: two ideographs between marks, which all tools leave as they are. */
export function placeholder(number: number, display: boolean): string {
  return (display ? DISPLAY_START : INLINE_START) + String.fromCharCode(0x4000 | (number >> 14), 0x4000 | (number & 0x3fff)) + FORMULA_END;
}

/** The number of the formula whose placeholder starts at `at`. */
function formulaNumber(text: string, at: number): number {
  return ((text.charCodeAt(at + 1) & 0x3fff) << 14) | (text.charCodeAt(at + 2) & 0x3fff);
}

/** Puts `write(formula)` in place of each placeholder. */
export function fillFormulas(text: string, formulas: readonly Formula[], write: (formula: Formula) => string): string {
  STARTS.lastIndex = 0;
  if (!STARTS.test(text)) return text;
  let out = '';
  let copied = 0;
  do {
    const at = STARTS.lastIndex - 1;
    const formula = formulas[formulaNumber(text, at)];
    out += text.slice(copied, at) + (formula ? write(formula) : '');
    copied = STARTS.lastIndex = at + PLACEHOLDER_LENGTH;
  } while (STARTS.test(text));
  return out + text.slice(copied);
}

/**
 * Whether behind the text, which itself is one line, one looks in vain for a bracket that was open before it: because a
 * formula of the text goes over lines, or has a bracket of its own.
 */
export function hidesBracket(text: string, formulas: readonly Formula[]): boolean {
  let found = false;
  fillFormulas(text, formulas, ({ source }) => {
    found ||= /[\n\]]/.test(source);
    return '';
  });
  return found;
}
