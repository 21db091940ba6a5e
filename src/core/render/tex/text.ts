import { TexError } from './reader';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'math'; readonly tex: string }
  | { readonly kind: 'ref'; readonly label: string; readonly brackets: boolean };

const HAS_MARKUP = /[${}\\]/;
const REF = /^(eq)?ref\s*\{/;

/**
 * Splits the argument of `\text`, `\mbox`, `\tag` … as MathJax 2 reads it: all of it is literal but `$…$`, `\(…\)`,
 * `\ref{…}`, `\eqref{…}`, `\$`, `\{`, `\}` and `\\`.
 */
export function splitText(source: string): TextPart[] {
  if (!HAS_MARKUP.test(source)) return source === '' ? [] : [{ kind: 'text', text: source }];
  const parts: TextPart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '$') {
      const end = mathEnd(source, at + 1, '$');
      flush();
      parts.push({ kind: 'math', tex: source.slice(at + 1, end) });
      at = end;
    } else if (char === '\\') {
      const next = source.charAt(at + 1);
      const ref = REF.exec(source.slice(at + 1, at + 40));
      if (ref) {
        const start = at + 1 + ref[0].length;
        const end = mathEnd(source, start, '}');
        flush();
        parts.push({ kind: 'ref', label: source.slice(start, end), brackets: ref[1] !== undefined });
        at = end;
      } else if (next === '(') {
        const end = mathEnd(source, at + 2, '\\)');
        flush();
        parts.push({ kind: 'math', tex: source.slice(at + 2, end) });
        at = end + 1;
      } else if (next !== '' && '${}\\'.includes(next)) {
        text += next;
        at++;
      } else text += char;
    } else text += char;
  }
  flush();
  return parts;
}

/** Whether each formula in it ends. */
export function isSplittable(source: string): boolean {
  try {
    splitText(source);
    return true;
  } catch {
    return false;
  }
}

function mathEnd(source: string, from: number, closer: string): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    if (depth === 0 && source.startsWith(closer, at)) return at;
    const char = source.charAt(at);
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}' && depth > 0) depth--;
  }
  throw new TexError('Math not terminated in text box');
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['--', '-{}-'],
  ['``', '`{}`'],
  ["''", "'{}'"],
  ['?`', '?{}`'],
  ['!`', '!{}`'],
]);

/** Writes literal text for the text mode of KaTeX or MathJax 3. */
export function escapeTexText(text: string): string {
  return text.replace(/[\\{}$&#%_^~]|--|``|''|[?!]`/g, (char) => ESCAPES.get(char) ?? `\\${char}`).replace(/\s+/g, ' ');
}
