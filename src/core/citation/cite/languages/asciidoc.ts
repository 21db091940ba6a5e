import type { CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd, lineBefore, lineRegion } from './lineRegion';

/** Formulas, verbatim text and links. */
const inlineMarkup = /(?:stem|latexmath|asciimath|pass):\[[^\]]{0,1000}\]|`[^`]*`|(?<!\w)\+[^+\s](?:[^+]*[^+\s])?\+(?!\w)|<<[^<>]*>>|(?:(?:link|xref|mailto|image):(?!:)|https?:\/\/)[^\s[\]<>]{0,1000}(?:\[[^\]]{0,1000}\])?/g;

/** AsciiDoc, with either of the two gems that make citations. */
export const asciidocLanguage: CitationLanguage = {
  name: 'asciidoc',
  languageIds: ['asciidoc', 'adoc'],
  path: /\.(?:adoc|asciidoc|asc)$/i,
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    if (/^\/\/(?!\/)/.test(lineBefore(text, offset))) return { form: 'comment', alternatives: ['asciidoc'], insertAt, dialect: dialectOf(text), comment: { open: '// ', close: '', position: 'inside' } };
    const block = lineRegion(text, offset, /^(?:(\/{4,})|(-{4,}|\.{4,}|`{3,})(?:(?<=`)([\w+#-]+))?|(\+{4,}))[ \t]*$/gm, (match) => new RegExp(`^${(match[1] ?? match[2] ?? match[4] ?? '').replace(/[.+/]/g, '\\$&')}[ \\t]*$`, 'gm'));
    if (block?.match[1] !== undefined) return { form: 'comment', insertAt, comment: { open: '', close: '', position: 'inside' } };
    if (block?.match[4] !== undefined) return { form: 'asciidoc', insertAt: block.end + block.match[0].trimEnd().length, dialect: dialectOf(text) };
    if (block) {
      const style = /\[(?:source|,)[ \t]*,?[ \t]*([\w+#-]+)[^\]\n]*\][ \t]*(?:\r\n|\n|\r)$/.exec(text.slice(0, block.match.index))?.[1];
      const syntax = codeSyntax(style ?? block.match[3] ?? '');
      return syntax ? placeInCode(document, syntax, block.start, block.end) : { form: 'plain', insertAt };
    }
    return { form: 'asciidoc', insertAt: inlineEnd(text, offset, inlineMarkup) ?? insertAt, dialect: dialectOf(text) };
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};

function dialectOf(text: string): string {
  return /^:bibliography-(?:database|style|library):/m.test(text) ? 'bibliography' : 'bibtex';
}
