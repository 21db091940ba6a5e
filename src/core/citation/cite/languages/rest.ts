import type { CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd, lineBefore } from './lineRegion';

/** No markup stands within another. Roles that cite are extended, not gone behind. */
const inlineMarkup = /:(?!(?:foot|full)?cite)[\w:+.-]+:`[^`]*`|``(?:(?!``).)*``|(?<![:`])`[^`]+`__?|\|[^|\s](?:[^|]*[^|\s])?\||\*\*(?:(?!\*\*).)+\*\*|\*[^*\s](?:[^*]*[^*\s])?\*/g;

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
      if (offset <= block.start) return { form: 'rest', insertAt };
      const syntax = codeSyntax(block.argument);
      return syntax ? placeInCode(document, syntax, block.start, block.end) : { form: 'plain', insertAt };
    }
    return { form: 'rest', insertAt: inlineEnd(text, offset, inlineMarkup) ?? insertAt };
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};

/** The explicit markup block whose line or indented body holds the offset, or the literal block behind a `::`. */
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
    if (/^(?:code|code-block|sourcecode|raw)$/.test(name)) return { kind: 'code', argument: name === 'raw' ? '' : (match[3] ?? '').trim(), start: start + options(text, start), end };
  }
  for (const match of text.matchAll(/^([ \t]*)(?!\.\. )(?:[^\r\n]*[^\s:])?::[ \t]*(?=[\r\n]+[ \t]+\S)/gm)) {
    if (match.index > offset) return undefined;
    const start = match.index + match[0].length;
    const end = bodyEnd(text, start, (match[1] ?? '').length);
    if (offset > start && offset <= end) return { kind: 'code', argument: '', start, end };
  }
  return undefined;
}

/** How long the lines of a directive's options are. */
const options = (text: string, start: number): number => /^(?:(?:\r\n|\n|\r)[ \t]+:[^\r\n]*)*/.exec(text.slice(start, start + 5000))?.[0].length ?? 0;

function bodyEnd(text: string, start: number, indent: number): number {
  let end = start;
  const line = /(?:\r\n|\n|\r)([ \t]*)([^\r\n]*)/y;
  for (line.lastIndex = start; ; ) {
    const match = line.exec(text);
    if (!match || ((match[2] ?? '') !== '' && (match[1] ?? '').length <= indent)) return end;
    if ((match[2] ?? '') !== '') end = line.lastIndex;
  }
}
