import type { CitationLanguage } from '../model';
import { above, placeInCode } from './code';
import { type CodeSyntax, codeSyntax } from './codeSyntax';

const script = codeSyntax('typescript') as CodeSyntax;
const markup: CodeSyntax = { ...(codeSyntax('typescriptreact') as CodeSyntax), markup: true };
const fences = /^\uFEFF?\s*---[ \t]*(?:\r\n|\n|\r)(?:[^]*?(?:\r\n|\n|\r))??---/;
/** An end is that of the text where none is found: it is not looked for anew from each beginning. */
const programs = /<!--[^]*?(?:-->|$)|<(script|style)\b[^>]*>([^]*?)(?:<\/\1|$)/gi;

/** Astro: a program between fences, then markup with code in braces. */
export const astroLanguage: CitationLanguage = {
  name: 'astro',
  languageIds: ['astro'],
  path: /\.astro$/i,
  locate(document) {
    const { text, offset } = document;
    const head = fences.exec(text)?.[0] ?? '';
    if (offset <= head.length && head !== '') {
      const start = text.indexOf('---') + '---'.length;
      const firstLine = start + (/^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(start))?.[0].length ?? 0);
      return offset < firstLine ? above(script, firstLine) : placeInCode(document, script, firstLine, head.length);
    }
    for (const { index, 0: whole, 1: name, 2: program = '' } of text.matchAll(programs)) {
      const start = index + whole.indexOf('>') + 1;
      const end = start + program.length;
      if (name && offset >= start && offset <= end) return placeInCode(document, name.toLowerCase() === 'style' ? (codeSyntax('css') as CodeSyntax) : script, start, end);
    }
    return placeInCode(document, markup, head.length);
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};
