import { frontMatter } from '../../find/frontMatter';
import type { CitationDocument, CitationLanguage, CitationSettings, FormName } from '../model';
import { pandocKeys } from '../forms/pandoc';
import { markdownRegion } from './markdownRegion';

/** Markdown of every kind: links, or keys where the document or its project has a bibliography. */
export const markdownLanguage: CitationLanguage = {
  name: 'markdown',
  languageIds: ['markdown', 'mdx', 'quarto', 'rmd', 'pandoc-markdown'],
  path: /\.(?:md|markdown|qmd|rmd|mdx|mdown|mkd)$/i,
  locate(document, settings) {
    const region = markdownRegion(document.text, document.offset);
    const cursor = document.selectionEnd ?? document.offset;
    if (region.kind === 'comment') return { form: 'comment', insertAt: cursor, comment: { open: '', close: ' -->', position: 'inside' } };
    if (region.kind === 'address' || region.kind === 'frontMatter') return { form: 'address', insertAt: cursor };
    if (region.kind === 'fence') return { form: 'plain', insertAt: cursor };
    return { form: markdownForm(document, settings), insertAt: region.kind === 'text' ? cursor : region.end };
  },
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};

/** Whether the document cites by key. */
export function citesByKey(document: CitationDocument): boolean {
  if ((document.bibliographies ?? []).length > 0) return true;
  if (['quarto', 'rmd', 'pandoc-markdown'].includes(document.languageId) || /\.(?:qmd|rmd)$/i.test(document.path)) return true;
  const header = `${frontMatter(document.rootText ?? '')?.text ?? ''}\n${frontMatter(document.text)?.text ?? ''}`;
  if (/^(?:bibliography|references)[ \t]*:/m.test(header)) return true;
  return /\[[^\]\n]*@/.test(document.text) && [...document.text.matchAll(/\[([^[\]\n]*@[^[\]\n]*)\](?!\()/g)].some((match) => pandocKeys(match[1] ?? '').length > 0);
}

function markdownForm(document: CitationDocument, settings: CitationSettings): FormName {
  return citesByKey(document) ? 'pandoc' : `${settings.markdownForm}-markdown`;
}
