import type { CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd, lineBefore } from './lineRegion';

/** No markup stands within another. Roles that cite are extended, not gone behind. */
const inlineMarkup = /:(?!(?:foot|full)?cite)[\w:+.-]+:`[^`]*`|``(?:(?!``).)*``|(?<![:`])`[^`]+`__?|\|[^|\s](?:[^|]*[^|\s])?\||\*\*(?:(?!\*\*).)+\*\*|\*[^*\s](?:[^*]*[^*\s])?\*/g;

/** Directives whose argument is text; that of every other one is a name, a file, a signature. */
const textArguments = new Set(
  'admonition attention caution danger error hint important note tip warning seealso todo topic sidebar rubric centered contents epigraph highlights pull-quote parsed-literal table list-table csv-table replace header footer versionadded versionchanged deprecated versionremoved'.split(' '),
);
/** Directives whose body is no text: nothing can be cited within. */
const opaqueBodies = new Set('math toctree autosummary bibliography footbibliography graphviz digraph graph mermaid uml tikz productionlist'.split(' '));

/** reStructuredText with sphinxcontrib-bibtex. */
export const restLanguage: CitationLanguage = {
  name: 'rest',
  languageIds: ['restructuredtext', 'rst', 'rest'],
  path: /\.(?:rst|rest)$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    const block = markupBlock(text, offset) ?? literalBlock(text, offset);
    switch (block?.kind) {
      case 'comment':
        return { form: 'comment', alternatives: ['rest'], insertAt, comment: { open: /^[ \t]*\.\./.test(lineBefore(text, offset)) ? '   ' : '', close: '', position: 'inside' } };
      case 'address':
        return { form: 'address', insertAt, dialect: 'single' };
      case 'opaque':
        return { form: 'rest', insertAt: block.end, paragraph: block.indent };
      case 'code': {
        const syntax = codeSyntax(block.argument);
        return syntax ? placeInCode(document, syntax, block.start, block.end) : { form: 'plain', insertAt };
      }
      default:
        return { form: 'rest', insertAt: inlineEnd(text, offset, inlineMarkup) ?? insertAt };
    }
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};

/** What the cursor is in, where that is no text: `opaque` takes no citation, which goes behind it, as a paragraph indented as it is. */
interface Block {
  readonly kind: 'comment' | 'address' | 'opaque' | 'code';
  readonly argument: string;
  readonly indent: string;
  readonly start: number;
  readonly end: number;
}

const explicitMarkup = /^([ \t]*)\.\.(?: (?:(?:\|[^|\r\n]+\| )?([\w:-]+)::(?:[ \t]+(.*))?|(_[^\r\n]*)|(?!\[)[^\r\n]*))?$/gm;

/** The explicit markup whose line or indented body holds the offset. */
function markupBlock(text: string, offset: number): Block | undefined {
  for (const match of text.matchAll(explicitMarkup)) {
    if (match.index > offset) return undefined;
    const [line, indent = '', name, argument = '', target] = match;
    const head = match.index + line.length;
    const end = bodyEnd(text, head, indent.length);
    if (offset > end || offset < match.index + indent.length + 2) continue;
    const block = { argument: argument.trim(), indent, start: head + options(text, head), end };
    if (target !== undefined) return { ...block, kind: /:[ \t]+$/.test(lineBefore(text, offset)) && offset === head ? 'address' : 'opaque' };
    if (name === undefined) return { ...block, kind: 'comment' };
    const isBody = offset > block.start;
    if (opaqueBodies.has(name) || !(isBody || isTextOfHead(name, lineBefore(text, offset)))) return { ...block, kind: 'opaque' };
    if (isBody && /^(?:code|code-block|sourcecode|raw)$/.test(name)) return { ...block, kind: 'code', ...(name === 'raw' && { argument: '' }) };
  }
  return undefined;
}

/** Whether a directive's argument, or an option of it, is text where a line of its head ends so. */
function isTextOfHead(name: string, line: string): boolean {
  return /^[ \t]*:caption:[ \t]/.test(line) || (textArguments.has(name) && /^[ \t]*\.\. .*?::[ \t]/.test(line));
}

/** The block behind a `::`. */
function literalBlock(text: string, offset: number): Block | undefined {
  for (const match of text.matchAll(/^([ \t]*)(?!\.\. )(?:[^\r\n]*[^\s:])?::[ \t]*(?=[\r\n]+[ \t]+\S)/gm)) {
    if (match.index > offset) return undefined;
    const [line, indent = ''] = match;
    const start = match.index + line.length;
    const end = bodyEnd(text, start, indent.length);
    if (offset > start && offset <= end) return { kind: 'code', argument: '', indent, start, end };
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
