import { frontMatter } from '../../find/frontMatter';
import { pandocKeys } from '../forms/pandoc';
import type { CitationDocument, CitationLanguage, CitationSettings, FormName, Place } from '../model';
import { placeInCode } from './code';
import { codeSyntax } from './codeSyntax';
import { inlineEnd, lineBefore } from './lineRegion';
import { markdownRegion } from './markdownRegion';

/** Every form that a citation in Markdown may have: one that stands there is extended in its own. */
const allForms: readonly FormName[] = ['myst', 'pandoc', 'latex', 'footnote-markdown', 'reference-markdown', 'link-markdown'];

/** Tags of HTML, attributes of Pandoc, shortcodes: a citation goes behind them. */
const markup = /<\/?[A-Za-z][^<>]*>|\{\{[<%].*?[>%]\}\}|\{[#.][^{}]*\}/g;

/** Behind the mark that opens an attribute's value, in a tag. */
const insideValue = /<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*=[ \t]*(?:"[^"<>]*|'[^'<>]*)$/;

/** Markdown of every kind: links, or keys where the document or its project has a bibliography. */
export const markdownLanguage: CitationLanguage = {
  name: 'markdown',
  languageIds: ['markdown', 'mdx', 'quarto', 'rmd', 'pandoc', 'pandoc-markdown', 'myst', 'markdown-math', 'rmarkdown', 'juliamarkdown', 'weave_markdown', 'chatagent', 'instructions', 'prompt', 'skill'],
  path: /\.(?:md|markdown|qmd|rmd|rmarkdown|mdx|mdown|mkd)$/i,
  locate(document, settings) {
    const region = markdownRegion(document.text, document.offset);
    const cursor = document.selectionEnd ?? document.offset;
    switch (region.kind) {
      case 'comment':
        return { ...markdownPlace(document, settings), form: 'comment', insertAt: cursor, comment: { open: '', close: ' -->', position: 'inside' } };
      case 'frontMatter':
        return isInNocite(document) ? { form: 'pandoc', insertAt: cursor } : { form: 'address', insertAt: cursor };
      case 'address':
        // A destination that stands there already is not written into: the citation goes behind its link.
        return document.text[region.end] === ')' && region.end > region.start + 1
          ? { ...markdownPlace(document, settings), insertAt: region.end + 1 }
          : { form: 'address', insertAt: cursor, dialect: 'single' };
      case 'fence': {
        const syntax = codeSyntax(region.language ?? '');
        return syntax ? placeInCode(document, syntax, region.start, region.end) : { form: 'plain', insertAt: cursor };
      }
      default: {
        const place = markdownPlace(document, settings);
        // No link stands in another one; a caption may cite by key.
        const whole = place.form === 'pandoc' || place.form === 'myst' ? /<https?:[^\s<>]*>/g : /<https?:[^\s<>]*>|!?\[[^\]]*\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\]]+\])/g;
        if (region.kind !== 'text') return { ...place, insertAt: region.end };
        if (isMdx(document) && insideMdxComment(document)) return { ...place, form: 'comment', insertAt: cursor, comment: { open: '', close: ' */}', position: 'inside' } };
        if (insideValue.test(lineBefore(document.text, document.offset))) return { form: 'address', insertAt: cursor, dialect: 'single' };
        return { ...place, insertAt: inlineEnd(document.text, document.offset, whole) ?? inlineEnd(document.text, document.offset, markup) ?? cursor };
      }
    }
  },
  entry: (document) => ({ dialect: mystDialect(document) === undefined ? 'online' : 'misc-url', symbols: 'unicode' }),
};

const isMdx = ({ languageId, path }: CitationDocument): boolean => languageId === 'mdx' || /\.mdx$/i.test(path);

/** In the field of a header that lists what goes into the bibliography uncited. */
function isInNocite({ text, offset }: CitationDocument): boolean {
  return [...text.slice(0, offset).matchAll(/^([A-Za-z][\w-]*)[ \t]*:/gm)].at(-1)?.[1] === 'nocite';
}

function insideMdxComment({ text, offset }: CitationDocument): boolean {
  return offset > 0 && text.lastIndexOf('{/*', offset - 1) > text.lastIndexOf('*/}', offset - 1);
}

/** Whether the document cites by key. */
function citesByKey(document: CitationDocument): boolean {
  if ((document.bibliographies ?? []).length > 0) return true;
  if (['quarto', 'rmd', 'rmarkdown', 'juliamarkdown', 'pandoc', 'pandoc-markdown', 'myst'].includes(document.languageId) || /\.(?:qmd|rmd|rmarkdown)$/i.test(document.path)) return true;
  const header = `${frontMatter(document.rootText ?? '')?.text ?? ''}\n${frontMatter(document.text)?.text ?? ''}`;
  if (/^(?:bibliography|references)[ \t]*:/m.test(header)) return true;
  return [...document.text.matchAll(/\[([^[\]\n]*@[^[\]\n]*)\](?!\()/g)].some((match) => pandocKeys(match[1] ?? '').length > 0);
}

function markdownPlace(document: CitationDocument, settings: CitationSettings): Pick<Place, 'form' | 'alternatives' | 'dialect' | 'package'> {
  const dialect = mystDialect(document);
  const byKey = citesByKey(document);
  // Where nothing is cited by key, an @ names a person.
  const others = { alternatives: allForms.filter((form) => byKey || form !== 'pandoc'), package: 'plain' as const, ...(dialect === undefined ? {} : { dialect }) };
  if (usesRoles(document, dialect)) return { form: 'myst', ...others };
  if (byKey) return { form: 'pandoc', ...others };
  return { form: `${settings.markdownForm}-markdown`, ...others };
}

/** Which program reads the document as MyST: the one whose project file names the bibliography, or that its roles betray. */
function mystDialect(document: CitationDocument): 'mystmd' | 'sphinx' | undefined {
  const files = (document.bibliographies ?? []).map(({ namedIn }) => namedIn);
  if (files.some((path) => /(?:^|\/)myst\.yml$/.test(path))) return 'mystmd';
  if (files.some((path) => /(?:^|\/)(?:_config\.yml|conf\.py)$/.test(path))) return 'sphinx';
  if (!/\{(?:foot|full)?cite(?::\w+)?\}`/.test(document.text)) return undefined;
  return /\{cite(?::\w+)?\}`[^`\n]*;/.test(document.text) || document.languageId === 'myst' ? 'mystmd' : 'sphinx';
}

/** Sphinx has roles only; mystmd has both, and what the document uses already is used on. */
function usesRoles(document: CitationDocument, dialect: 'mystmd' | 'sphinx' | undefined): boolean {
  return dialect === 'sphinx' || (dialect === 'mystmd' && /\{cite(?::\w+)?\}`/.test(document.text) && !/\[[^[\]\n]*@\w/.test(document.text));
}
