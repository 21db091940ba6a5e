import { dateParts, monthName, titleLanguage } from '../citationItem';
import type { AuthorName, CitationItem } from '../citationItem';
import { texAddress, texText } from '../tex/texText';
import type { SymbolForm } from '../tex/texText';

/**
 * Which fields an entry has: for BibTeX with the address in `howpublished` or in `url`, for BibLaTeX, or for the BibTeX styles
 * of GB/T 7714, which print a whole date only from `date` and sort by `key`.
 */
export type BibDialect = 'misc-howpublished' | 'misc-url' | 'online' | 'gbt7714';

/** How authors are written. */
export type AuthorForm = 'chinese' | 'latin' | 'both';

/** What may be chosen about an entry in a `.bib` file. */
export interface EntryOptions {
  readonly dialect: BibDialect;
  readonly author?: AuthorForm;
  readonly symbols?: SymbolForm;
  /** Names of fields to leave out. */
  readonly omitFields?: readonly string[];
  /** How capitals of the title are kept: all of it in braces of its own, or word by word. */
  readonly capitals?: 'title' | 'words';
}

/** A field ready to be written. Values that are macros (`may`) have no delimiters. */
export interface EntryField {
  readonly name: string;
  readonly value: string;
  readonly isMacro?: boolean;
}

/** The fields of a post's entry, in the order in which they are written. */
export function entryFields(item: CitationItem, options: EntryOptions): readonly EntryField[] {
  const omitted = new Set((options.omitFields ?? []).map((name) => name.toLowerCase()));
  const all = { 'misc-howpublished': miscFields, 'misc-url': miscFields, online: onlineFields, gbt7714: gbt7714Fields }[options.dialect](item, options);
  return all.filter((field) => field.value !== '' && !omitted.has(field.name));
}

function miscFields(item: CitationItem, options: EntryOptions): EntryField[] {
  const [year, month] = dateParts(item.date) ?? [];
  const url = texAddress(item.url);
  const kind = texText(item.note ?? 'Blog post', options.symbols);
  const date: EntryField[] = [
    { name: 'year', value: year === undefined ? '' : String(year) },
    { name: 'month', value: month === undefined ? '' : monthName(month).toLowerCase(), isMacro: true },
  ];
  const head: EntryField[] = [{ name: 'author', value: authors(item, options) }, titleField(item, options)];
  if (options.dialect === 'misc-url') {
    return [...head, { name: 'url', value: url }, ...date, { name: 'note', value: kind }, { name: 'urldate', value: item.accessedOn }];
  }
  const omitsAccess = (options.omitFields ?? []).includes('urldate') || item.accessedOn === '';
  const note = omitsAccess ? kind : `${kind}, accessed ${item.accessedOn}`;
  return [...head, { name: 'howpublished', value: url && `\\url{${url}}` }, ...date, { name: 'note', value: note }];
}

function onlineFields(item: CitationItem, options: EntryOptions): EntryField[] {
  const blog = options.author === 'latin' ? item.blog.latinName : item.blog.name;
  return [
    { name: 'author', value: authors(item, options) },
    titleField(item, options),
    { name: 'organization', value: oneName(texText(blog, options.symbols)) },
    { name: 'date', value: dateParts(item.date) ? item.date : '' },
    { name: 'url', value: texAddress(item.url) },
    { name: 'urldate', value: item.accessedOn },
    { name: 'note', value: item.note === undefined ? '' : texText(item.note, options.symbols) },
    { name: 'langid', value: titleLanguage(item.title) === 'zh-CN' ? 'chinese' : 'english' },
  ];
}

function gbt7714Fields(item: CitationItem, options: EntryOptions): EntryField[] {
  return [
    { name: 'author', value: authors(item, options) },
    titleField(item, options),
    { name: 'date', value: dateParts(item.date) ? item.date : '' },
    { name: 'url', value: texAddress(item.url) },
    { name: 'urldate', value: item.accessedOn },
    { name: 'key', value: options.author === 'latin' ? '' : texText(item.authors[0]?.pinyin ?? '') },
  ];
}

function titleField(item: CitationItem, options: EntryOptions): EntryField {
  const title = texText(item.title, options.symbols);
  if (title === '') return { name: 'title', value: '' };
  return { name: 'title', value: options.capitals === 'words' ? keepCapitals(title) : `{${title}}` };
}

/** Braces around each run of Latin letters and digits that holds a capital, outside math and control sequences. */
function keepCapitals(tex: string): string {
  return tex.replace(/\$[^$]*\$|\\[A-Za-z]+(?:\{\})?|\\.|[\p{Script=Latin}\p{M}\d]+(?:[-'’][\p{Script=Latin}\p{M}\d]+)*/gu, (part) =>
    /^[\\$]/.test(part) || !/\p{Lu}/u.test(part) ? part : `{${part}}`,
  );
}

function authors(item: CitationItem, options: EntryOptions): string {
  return item.authors.map((author) => authorName(author, options)).join(' and ');
}

function authorName(author: AuthorName, { author: form = 'chinese', symbols }: EntryOptions): string {
  const latin = author.latin;
  if (latin && form === 'latin') return `${texText(latin.family, symbols)}, ${texText(latin.given, symbols)}`;
  const literal = texText(author.literal, symbols);
  if (latin && form === 'both') return `{${literal} (${texText(latin.family, symbols)} ${texText(latin.given, symbols)})}`;
  // A comma would divide family and given name; of a single word with a hyphen BibTeX takes the first half for a particle.
  return /,|[{}\\]|^[^\s-]+-\S+$/.test(literal) ? `{${literal}}` : oneName(literal);
}

/** In fields that list names an "and" would split one in two. */
function oneName(tex: string): string {
  return /\b(?:and|others)\b/i.test(tex) ? `{${tex}}` : tex;
}
