import { linkEnd } from '../forms/htmlLink';
import type { CitationDocument, CitationLanguage } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd } from './lineRegion';

const token = /<!--|<(script|style)\b[^>]*>|<[A-Za-z/!][^<>]*>/gi;

/** Code of templates, within a line: no link can stand in it. */
const templateCode = /\{\{.*?\}\}|\{%.*?%\}|<%.*?%>/g;
const svelteCode = /\{(?:[^{}]|\{[^{}]*\})*\}/g;

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
    const end = linkEnd(text, offset) ?? inlineEnd(text, offset, document.languageId === 'svelte' ? svelteCode : templateCode);
    return { form: 'link-html', insertAt: end ?? insertAt };
  },
  entry: () => ({ dialect: 'misc-url', symbols: 'unicode' }),
};

/** A file without any mark is a program as a whole. */
function isInPhp({ text, offset }: CitationDocument): boolean {
  return !text.includes('<?') || text.lastIndexOf('<?', offset - 1) > text.lastIndexOf('?>', offset - 1);
}
