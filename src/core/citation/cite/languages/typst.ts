import type { CitationLanguage } from '../model';

const token = /\\[\s\S]|https?:\/\/[^\s\])}]*|\/\/|\/\*|`+|\$/g;

/** Behind the mark that opens a string: of a call, or of a line that is code. */
const insideString = /(?:#[\w.]+\(|(?:^|\n)[ \t]*#(?:let|set|show|import|include)\b)(?:[^()[\]"\n]|"[^"\n]*")*"[^"\n]*$/;

/** Typst. */
export const typstLanguage: CitationLanguage = {
  name: 'typst',
  languageIds: ['typst'],
  path: /\.typ$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    const region = typstRegion(text, offset);
    if (region?.kind === 'line') return { form: 'comment', alternatives: ['typst'], insertAt, comment: { open: '// ', close: '', position: 'inside' } };
    if (region?.kind === 'block') return { form: 'comment', alternatives: ['typst'], insertAt, comment: { open: '', close: ' */', position: 'inside' } };
    if (insideString.test(text.slice(Math.max(0, offset - 500), offset))) return { form: 'address', insertAt, dialect: 'single' };
    return { form: 'typst', insertAt: region ? region.end : insertAt };
  },
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};

function typstRegion(text: string, offset: number): { kind: 'line' | 'block' | 'raw' | 'math'; end: number } | undefined {
  token.lastIndex = 0;
  for (let match = token.exec(text); match && match.index < offset; match = token.exec(text)) {
    const inner = match.index + match[0].length;
    const close = (mark: string): number => {
      const at = text.indexOf(mark, inner);
      return at < 0 ? text.length : at + mark.length;
    };
    const mark = match[0];
    let region: { kind: 'line' | 'block' | 'raw' | 'math'; end: number } | undefined;
    if (mark === '//') region = { kind: 'line', end: inner + text.slice(inner).search(/$/m) };
    else if (mark === '/*') region = { kind: 'block', end: close('*/') };
    else if (mark === '``') region = undefined;
    else if (mark.startsWith('`')) region = { kind: 'raw', end: close(mark) };
    else if (mark === '$') region = { kind: 'math', end: mathEnd(text, inner) };
    if (!region) continue;
    if (offset < region.end || (offset === region.end && region.kind === 'line')) return region;
    token.lastIndex = region.end;
  }
  return undefined;
}

function mathEnd(text: string, from: number): number {
  const ends = /\\[\s\S]|\$/g;
  ends.lastIndex = from;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    if (match[0] === '$') return match.index + 1;
  }
  return text.length;
}
