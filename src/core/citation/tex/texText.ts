import { harmlessMath } from './harmlessMath';
import { texSymbols } from './texSymbols';

/** How a mathematical character is written: as TeX for TeX, raw for readers that know Unicode (Typst, Pandoc). */
export type SymbolForm = 'tex' | 'unicode';

/** Characters that TeX joins with their like into another: two hyphens into a dash, two quotes into one. */
const ligatures = new Set(['-', '`', "'", ',']);

const escapes: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
};

/**
 * A plain text as the value of a bibliography field: every character prints as it is, and no control sequence comes from it.
 *
 * Math between dollar signs is kept where all its commands are known and harmless. Braces become `\{ \}` where they match,
 * so that BibTeX's own counting stays right, else `\textbraceleft{}`. Line ends and control characters become blanks.
 */
export function texText(text: string, symbols: SymbolForm = 'tex'): string {
  const clean = withoutControls(text);
  const parts = splitMath(clean);
  const balanced = isBalanced(parts.filter((part) => !part.math).map((part) => part.text).join(''));
  const tex = parts.map((part) => (part.math ? part.text : escapeText(part.text, balanced, symbols))).join('');
  // Biber drops a comma before a closing brace.
  return tex.endsWith(',') ? `${tex}{}` : tex;
}

/** Line ends, tabs and control characters as single blanks; no blank at either end. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/**
 * An address as the value of a `url` field or inside `\url{}`: raw, as both want it. Percent-encoded is only what would end
 * the field or turn into a command (braces, quotes, backslashes, blanks, control characters, `^^`), a percent sign that
 * encodes nothing, the dollar sign, which some readers take for math even there, and combining marks, which Biber composes.
 */
export function texAddress(address: string): string {
  return address
    .trim()
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/\^{2,}/g, (carets) => '%5E'.repeat(carets.length))
    .replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029{}"\\$\p{M}]/gu, (character) => encodeURIComponent(character));
}

/** A text cut where math between single dollar signs begins and ends; only math that may stay as it is counts as math. */
export function splitMath(text: string): { readonly text: string; readonly math: boolean }[] {
  const parts: { text: string; math: boolean }[] = [];
  let plainFrom = 0;
  let at = text.indexOf('$');
  while (at >= 0) {
    const end = mathEnd(text, at);
    if (end === undefined) {
      const doubled = text[at + 1] === '$';
      at = text.indexOf('$', at + (doubled ? 2 : 1));
      continue;
    }
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at), math: false });
    parts.push({ text: text.slice(at, end), math: true });
    plainFrom = end;
    at = text.indexOf('$', end);
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom), math: false });
  return parts;
}

/** As Pandoc reads a dollar sign: no blank inside either sign, no digit behind the closing one. */
function mathEnd(text: string, start: number): number | undefined {
  if (text[start + 1] === '$' || text[start - 1] === '\\' || /\s/.test(text[start + 1] ?? ' ')) return undefined;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '$') {
      if (/\s/.test(text[at - 1] ?? ' ') || /[\d$]/.test(text[at + 1] ?? '')) return undefined;
      return harmlessMath(text.slice(start + 1, at)) ? at + 1 : undefined;
    }
  }
  return undefined;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

function escapeText(text: string, balanced: boolean, symbols: SymbolForm): string {
  let out = '';
  let previous = '';
  for (const character of text) {
    if (character === '{') out += balanced ? '\\{' : '\\textbraceleft{}';
    else if (character === '}') out += balanced ? '\\}' : '\\textbraceright{}';
    else if (character === previous && ligatures.has(character)) out += `{}${character}`;
    else out += escapes[character] ?? (symbols === 'tex' ? texSymbols.get(character) : undefined) ?? character;
    previous = character;
  }
  return out;
}
