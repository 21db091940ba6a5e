import type { CitationLanguage } from '../model';

/** Plain text: the blog's own reference. */
export const plainTextLanguage: CitationLanguage = {
  name: 'plaintext',
  languageIds: ['plaintext', 'log', 'git-commit', 'git-rebase', 'scminput', 'diff', 'search-result'],
  path: /\.(?:txt|text)$/i,
  locate: (document) => ({ form: 'plain', insertAt: document.selectionEnd ?? document.offset }),
  entry: () => ({ dialect: 'misc-howpublished', symbols: 'tex' }),
};
