import type { CitationDocument, CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';

const token = /<!--|<(script|style)\b[^>]*>|<[A-Za-z/!][^<>]*>/gi;

/** HTML and templates that look like it: links; comments and scripts each in their own way. */
export const htmlLanguage: CitationLanguage = {
  name: 'html',
  languageIds: ['html', 'xhtml', 'vue', 'vue-html', 'svelte', 'handlebars', 'razor', 'erb', 'ejs', 'jinja-html', 'jinja', 'django-html', 'twig', 'blade', 'liquid', 'nunjucks', 'pug-html', 'php'],
  path: /\.x?html?$/i,
  matches: (document) => document.languageId !== 'php' || !isInPhp(document),
  locate(document) {
    const { text, offset } = document;
    const insertAt = document.selectionEnd ?? offset;
    token.lastIndex = 0;
    for (let match = token.exec(text); match && match.index < offset; match = token.exec(text)) {
      const inner = match.index + match[0].length;
      if (match[0] === '<!--') {
        const close = text.indexOf('-->', inner);
        const end = close < 0 ? text.length : close + 3;
        if (offset < end && offset >= inner) return { form: 'comment', insertAt, comment: { open: '', close: ' -->', position: 'inside' } };
        token.lastIndex = end;
      } else if (offset < inner) {
        return { form: 'address', insertAt, dialect: 'single' };
      } else if (match[1] !== undefined) {
        const close = text.toLowerCase().indexOf(`</${match[1].toLowerCase()}`, inner);
        const end = close < 0 ? text.length : close;
        const syntax = codeSyntax(match[1].toLowerCase() === 'style' ? 'css' : 'javascript');
        if (offset <= end && syntax) return placeInCode(document, syntax, inner, end);
        token.lastIndex = end;
      }
    }
    return { form: 'link-html', insertAt: linkEnd(text, offset) ?? insertAt };
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};

/** Behind the link around an offset: none stands in another one. */
function linkEnd(text: string, offset: number): number | undefined {
  if (!/<a\b[^<>]*>(?:(?!<\/a>)[^])*$/i.test(text.slice(Math.max(0, offset - 2000), offset))) return undefined;
  const close = /<\/a\s*>/i.exec(text.slice(offset, offset + 2000));
  return close ? offset + close.index + close[0].length : undefined;
}

/** A file without any mark is a program as a whole. */
function isInPhp({ text, offset }: CitationDocument): boolean {
  return !text.includes('<?') || text.lastIndexOf('<?', offset - 1) > text.lastIndexOf('?>', offset - 1);
}
