import type { ArticleSummary } from '../model/article';
import { atOnce, sliceLength, type Steps } from '../util/slices';

/** Between the values of a text column: a private-use character that JSON needs no escape for, which keeps parsing fast. */
const SEPARATOR = '\uE000';
const DAY_LENGTH = '2009-03-01'.length;
const UNDATED = ' '.repeat(DAY_LENGTH);
const DEFAULT_ADDRESS = 'https://kexue.fm/archives/';

/**
 * A catalogue as a few long strings, newest post first: parsing them is several times faster than parsing objects.
 *
 * - `ids`: joined by a blank; `titles`: joined by U+E000
 * - `dates`: ten characters a post, `YYYY-MM-DD` or blanks
 * - `category`: one character a post, its index in `categories` counted from U+0100; U+00FF where not known
 * - `tagCounts`: one character a post, the number of its tags counted from U+0100
 * - `tagged`: one character a tag, its index in `tags` counted from U+0100
 * - `urls`: addresses that are not `https://kexue.fm/archives/ID`, by position
 */
export interface CatalogueColumns {
  readonly version: 1;
  readonly ids: string;
  readonly titles: string;
  readonly dates: string;
  readonly categories: readonly string[];
  readonly category: string;
  readonly tags: readonly string[];
  readonly tagCounts: string;
  readonly tagged: string;
  readonly urls: Readonly<Record<string, string>>;
}

const FIRST = 0x100;
/** Characters up to U+D7FF, short of the surrogates. */
const MOST_TAGS = 0xd7ff - FIRST;

/** Canonical address of a post of 科学空间. */
export function articleUrl(id: string): string {
  return DEFAULT_ADDRESS + id;
}

/**
 * Reads what {@link encodeCatalogue} wrote, from `media/catalogue.json` or from a refreshed copy on disk.
 *
 * Keeps the order of the columns. Throws a TypeError when the columns are not of one catalogue.
 */
export function decodeCatalogue(columns: unknown): ArticleSummary[] {
  return atOnce(decodeInSteps(columns));
}

/** As {@link decodeCatalogue}, in steps. */
export function* decodeInSteps(columns: unknown): Steps<ArticleSummary[]> {
  const { ids, titles, dates, categories, category, tags, tagCounts, tagged, urls } = checkColumns(columns);
  if (ids === '') return [];
  const idList = ids.split(' ');
  const titleList = titles.split(SEPARATOR);
  const count = idList.length;
  if (titleList.length !== count || category.length !== count || tagCounts.length !== count || dates.length !== count * DAY_LENGTH) {
    throw new TypeError('catalogue columns differ in length');
  }
  const articles: ArticleSummary[] = [];
  let nextTag = 0;
  let date = '';
  for (let index = 0; index < count; index++) {
    const id = idList[index] ?? '';
    // one string for all posts of a day: less to collect
    if (!dates.startsWith(date, index * DAY_LENGTH) || date === '') date = dates.slice(index * DAY_LENGTH, (index + 1) * DAY_LENGTH);
    const firstTag = nextTag;
    nextTag += tagCounts.charCodeAt(index) - FIRST;
    articles.push({
      id,
      title: titleList[index] ?? '',
      date: date === UNDATED ? '' : date,
      category: categories[category.charCodeAt(index) - FIRST],
      tags: nextTag === firstTag ? NO_TAGS : tagsAt(tags, tagged, firstTag, nextTag),
      url: urls[index] ?? DEFAULT_ADDRESS + id,
    });
    if (index % sliceLength === sliceLength - 1) yield;
  }
  return articles;
}

const NO_TAGS: readonly string[] = [];

function tagsAt(tags: readonly string[], tagged: string, start: number, end: number): string[] {
  const list: string[] = [];
  for (let at = start; at < end; at++) list.push(tags[tagged.charCodeAt(at) - FIRST] ?? '');
  return list;
}

/** The columns of `articles`, in their order. `decodeCatalogue` gives the same articles back. */
export function encodeCatalogue(articles: readonly ArticleSummary[]): CatalogueColumns {
  const categories = indexer();
  const tags = indexer();
  const urls: Record<string, string> = {};
  let category = '';
  let tagCounts = '';
  let tagged = '';
  articles.forEach((article, index) => {
    category += String.fromCharCode(FIRST + (article.category === undefined ? -1 : categories.indexOf(article.category)));
    const known = article.tags.map((tag) => tags.indexOf(tag)).filter((tag) => tag < MOST_TAGS);
    tagCounts += String.fromCharCode(FIRST + known.length);
    tagged += String.fromCharCode(...known.map((tag) => FIRST + tag));
    if (article.url !== articleUrl(article.id)) urls[index] = article.url;
  });
  return {
    version: 1,
    ids: articles.map(({ id }) => id).join(' '),
    titles: articles.map(({ title }) => title.replaceAll(SEPARATOR, ' ')).join(SEPARATOR),
    dates: articles.map(({ date }) => date || UNDATED).join(''),
    categories: categories.values,
    category,
    tags: tags.values,
    tagCounts,
    tagged,
    urls,
  };
}

function indexer(): { values: string[]; indexOf(value: string): number } {
  const values: string[] = [];
  const known = new Map<string, number>();
  return {
    values,
    indexOf(value) {
      const index = known.get(value) ?? values.push(value) - 1;
      known.set(value, index);
      return index;
    },
  };
}

function checkColumns(columns: unknown): CatalogueColumns {
  const candidate = columns as Partial<Record<keyof CatalogueColumns, unknown>> | null;
  const isWhole =
    typeof candidate === 'object' &&
    candidate !== null &&
    candidate.version === 1 &&
    (['ids', 'titles', 'dates', 'category', 'tagCounts', 'tagged'] as const).every((name) => typeof candidate[name] === 'string') &&
    Array.isArray(candidate.categories) &&
    Array.isArray(candidate.tags) &&
    typeof candidate.urls === 'object' &&
    candidate.urls !== null;
  if (!isWhole) throw new TypeError('not a catalogue of version 1');
  return columns as CatalogueColumns;
}
