import { cslItems } from '../../formats/cslJson';
import { hayagrivaBlocks } from '../../formats/hayagriva';
import type { CitationDocument, CitationLanguage } from '../model';

const insertAt = (document: CitationDocument): number => document.selectionEnd ?? document.offset;
const usualName = /(?:^|[/._-])(?:bib|bibliography|references?|refs?|works|literature|citations?|csl|hayagriva)(?:[._-][^/]*)?\.(?:json|ya?ml)$/i;

/** A `.bib` file: the entry. */
export const bibLanguage: CitationLanguage = {
  name: 'bibtex',
  languageIds: ['bibtex', 'biblatex', 'bib'],
  path: /\.(?:bib|bibtex|biblatex)$/i,
  locate: (document) => ({ form: 'entry-bib', insertAt: insertAt(document) }),
  entry: (document) => ({ dialect: /^[ \t]*@online[ \t]*[{(]|^[ \t]*(?:date|journaltitle|urldate)[ \t]*=/im.test(document.text) ? 'online' : 'misc-howpublished', symbols: 'tex' }),
};

/** An array of CSL-JSON items: the item. */
export const cslJsonLanguage: CitationLanguage = {
  name: 'csl-json',
  languageIds: ['json', 'jsonc', 'json-csl'],
  matches(document) {
    if (document.text.trim() === '') return usualName.test(document.path);
    const items = /^\uFEFF?\s*\[/.test(document.text) ? cslItems(document.text) : undefined;
    return items !== undefined && (items.length > 0 ? items.every((item) => item.id !== '') && /"(?:type|title|author|issued)"\s*:/.test(document.text) : usualName.test(document.path));
  },
  locate: (document) => ({ form: 'entry-csl-json', insertAt: insertAt(document) }),
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};

/** Other JSON knows no comment: the address. */
export const jsonLanguage: CitationLanguage = {
  name: 'json',
  languageIds: ['json'],
  locate: (document) => ({ form: 'address', insertAt: insertAt(document) }),
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};

/** YAML with a list of CSL items, as Pandoc reads it: the item. */
export const cslYamlLanguage: CitationLanguage = {
  name: 'csl-yaml',
  languageIds: ['yaml'],
  matches: (document) => /^references[ \t]*:[ \t]*(?:#.*)?(?:\r\n|\n|\r)[ \t]*-[ \t]+\w+:/m.test(document.text) && /^[ \t-]+id[ \t]*:/m.test(document.text),
  locate: (document) => ({ form: 'entry-csl-yaml', insertAt: insertAt(document) }),
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};

/** Typst's own bibliography format: the entry. */
export const hayagrivaLanguage: CitationLanguage = {
  name: 'hayagriva',
  languageIds: ['yaml'],
  matches(document) {
    const blocks = hayagrivaBlocks(document.text);
    if (blocks.length === 0) return document.text.replace(/#.*/g, '').trim() === '' && usualName.test(document.path);
    const entries = blocks.filter((block) => {
      const body = document.text.slice(block.start, block.end);
      return /^[ \t]+type[ \t]*:[ \t]*["']?[A-Za-z]+["']?[ \t]*(?:#.*)?$/m.test(body) && /^[ \t]+(?:title|author|parent|date|url)[ \t]*:/m.test(body);
    });
    return entries.length * 2 > blocks.length;
  },
  locate: (document) => ({ form: 'entry-hayagriva', insertAt: insertAt(document) }),
  entry: () => ({ dialect: 'online', symbols: 'unicode' }),
};
