import type { CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd, lineBefore } from './lineRegion';

/** reStructuredText with sphinxcontrib-bibtex. */
export const restLanguage: CitationLanguage = {
  name: 'rest',
  languageIds: ['restructuredtext', 'rst', 'rest'],
  path: /\.(?:rst|rest)$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    const block = indentedBlock(text, offset);
    if (block?.kind === 'comment') return { form: 'comment', alternatives: ['rest'], insertAt, comment: { open: /^[ \t]*\.\./.test(lineBefore(text, offset)) ? '   ' : '', close: '', position: 'inside' } };
    if (block?.kind === 'math') return { form: 'rest', insertAt: block.end };
    if (block?.kind === 'code') {
      const syntax = codeSyntax(block.argument);
      return syntax ? placeInCode(document, syntax, block.start, block.end) : { form: 'plain', insertAt };
    }
    return { form: 'rest', insertAt: inlineEnd(text, offset, /:math:`[^`]*`|``(?:(?!``).)*``/g) ?? insertAt };
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};

/** The explicit markup block whose line or indented body holds the offset. */
function indentedBlock(text: string, offset: number): { kind: 'comment' | 'math' | 'code'; argument: string; start: number; end: number } | undefined {
  const open = /^([ \t]*)\.\.(?: (?:([\w:-]+)::[ \t]*(.*)|(?![\w:|_[-][^\n]*::|_|\[)[^\n]*))?$/gm;
  for (const match of text.matchAll(open)) {
    if (match.index > offset) return undefined;
    const indent = (match[1] ?? '').length;
    const start = match.index + match[0].length;
    const end = bodyEnd(text, start, indent);
    if (offset > end || offset < match.index + indent + 2) continue;
    const name = match[2];
    if (name === undefined) return { kind: 'comment', argument: '', start, end };
    if (name === 'math') return { kind: 'math', argument: '', start, end };
    if (/^(?:code|code-block|sourcecode)$/.test(name)) return { kind: 'code', argument: (match[3] ?? '').trim(), start, end };
  }
  return undefined;
}

function bodyEnd(text: string, start: number, indent: number): number {
  let end = start;
  const line = /(?:\r\n|\n|\r)([ \t]*)([^\r\n]*)/y;
  for (line.lastIndex = start; ; ) {
    const match = line.exec(text);
    if (!match || ((match[2] ?? '') !== '' && (match[1] ?? '').length <= indent)) return end;
    if ((match[2] ?? '') !== '') end = line.lastIndex;
  }
}
