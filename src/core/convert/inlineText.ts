import { DISPLAY_START, FORMULA_END, INLINE_START } from './placeholders';

/** What the edge of a piece of Markdown is to CommonMark's rules of flanking; `plain` is a letter or a digit. */
export type EdgeClass = 'space' | 'plain' | 'punctuation' | 'formula';

/** Text that needs a closer look: there may be something to collapse or to escape. */
export const NOT_SIMPLE = /[\t\r\n\f\0\uFEFF\\`*_~^$<&[\]|]| {2}/;

/** White space as HTML shows it, without the characters that no text needs. */
export function collapse(text: string): string {
  return text.replace(/[\0\uFEFF]+/g, '').replace(/[ \t\r\n\f]+/g, ' ');
}

export function longestRun(text: string, char: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === char ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** What a text that isn't empty begins with. */
export function firstEdge(text: string): EdgeClass {
  return edgeClass(String.fromCodePoint(text.codePointAt(0) ?? 32));
}

/** What a text that isn't empty ends with. */
export function lastEdge(text: string): EdgeClass {
  const low = text.charCodeAt(text.length - 1);
  return edgeClass(low >= 0xdc00 && low <= 0xdfff ? text.slice(-2) : text.slice(-1));
}

function edgeClass(char: string): EdgeClass {
  const code = char.charCodeAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return 'plain';
  if (char === INLINE_START || char === DISPLAY_START || char === FORMULA_END) return 'formula';
  if (code < 128) return code === 32 ? 'space' : /\w/.test(char) && code !== 95 ? 'plain' : 'punctuation';
  if (/\s/u.test(char)) return 'space';
  return /[\p{P}\p{S}]/u.test(char) ? 'punctuation' : 'plain';
}

/**
 * A formula that stands in a line of text, as readers of Markdown take it for one: without a blank line (which would end
 * the paragraph), without blanks inside the dollars (`$ x $` is prose to them); `$2 km$` could be money, `\(2 km\)` not.
 */
export function inLine(source: string): string {
  const formula = source.includes('\n') ? source.replace(/\n\s*\n/g, '\n') : source;
  // behind an open bracket `\[` would be an escaped one
  if (formula.startsWith('\\[') && !formula.includes('$')) return `$$${formula.slice(2, -2)}$$`;
  const first = formula.charCodeAt(1);
  if (formula.charCodeAt(0) !== 36 || first === 36) return formula;
  if (first > 57 && formula.charCodeAt(formula.length - 2) > 32) return formula;
  const inside = formula.slice(1, -1).trimStart();
  const tex = /\\\s+$/.test(inside) ? inside : inside.trimEnd();
  return /^\d[^\\=^_{}<>+*/()&]*$/.test(tex) && /[^\x00-\x7F]|[a-z]{2}/i.test(tex) ? `\\(${tex}\\)` : `$${tex}$`;
}
