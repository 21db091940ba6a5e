import type { BibEntry } from './scanBibliography';

/** One field of an entry as it stands in the file. */
export interface BibField {
  /** In lower case. */
  readonly name: string;
  /** Between the delimiters, as written; parts joined by `#` are joined here. */
  readonly value: string;
  /** How the value is written: between delimiters, as a bare number or macro, or as parts joined by `#`. */
  readonly form: 'delimited' | 'bare' | 'joined';
  /** From the first letter of the name to the end of the value, delimiters included. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
}

const namePattern = /[\s,]*([^\s=,{}"#%()]+)\s*=\s*/y;
const barePattern = /[^\s,{}"#()=]+/y;
const joinPattern = /\s*#\s*/y;

/** Reads the fields of one entry of `text`. Stops, without failing, at what it cannot read. */
export function readFields(text: string, entry: BibEntry): readonly BibField[] {
  const fields: BibField[] = [];
  const limit = entry.broken ? entry.end : entry.end - 1;
  let at = entry.fieldsStart;
  while (at < limit) {
    namePattern.lastIndex = at;
    const match = namePattern.exec(text);
    if (!match || namePattern.lastIndex > limit) break;
    const valueStart = namePattern.lastIndex;
    const value = readValue(text, valueStart, limit);
    if (!value) break;
    const start = match.index + match[0].search(/[^\s,]/);
    fields.push({ name: (match[1] ?? '').toLowerCase(), value: value.text, form: value.isJoined ? 'joined' : /[{"]/.test(text[valueStart] ?? '') ? 'delimited' : 'bare', start, end: value.end, valueStart });
    at = value.end;
  }
  return fields;
}

function readValue(text: string, start: number, limit: number): { text: string; end: number; isJoined: boolean } | undefined {
  let joined = '';
  for (let at = start; ; ) {
    const part = readPart(text, at, limit);
    if (!part) return undefined;
    joined += part.text;
    joinPattern.lastIndex = part.end;
    if (!joinPattern.test(text) || joinPattern.lastIndex > limit) return { text: joined, end: part.end, isJoined: at > start };
    at = joinPattern.lastIndex;
  }
}

function readPart(text: string, start: number, limit: number): { text: string; end: number } | undefined {
  const opener = text[start];
  if (opener !== '{' && opener !== '"') {
    barePattern.lastIndex = start;
    const bare = barePattern.exec(text);
    return bare ? { text: bare[0], end: Math.min(barePattern.lastIndex, limit) } : undefined;
  }
  let depth = 0;
  for (let at = start + 1; at < limit; at++) {
    const character = text[at];
    if (character === '{') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (depth === 0 && character === (opener === '{' ? '}' : '"')) return { text: text.slice(start + 1, at), end: at + 1 };
  }
  return undefined;
}
