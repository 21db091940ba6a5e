import type { ArticleSummary } from '../model/article';

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
 * - `tagged`: for posts with tags, `post:tag,tag` joined by blanks, numbers in base 36, `tag` an index into `tags`
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
  readonly tagged: string;
  readonly urls: Readonly<Record<string, string>>;
}

const FIRST_CATEGORY = 0x100;

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
  const { ids, titles, dates, categories, category, tags, tagged, urls } = checkColumns(columns);
  if (ids === '') return [];
  const idList = ids.split(' ');
  const titleList = titles.split(SEPARATOR);
  if (titleList.length !== idList.length || category.length !== idList.length || dates.length !== idList.length * DAY_LENGTH) {
    throw new TypeError('catalogue columns differ in length');
  }
  const tagLists = decodeTags(tags, tagged);
  return idList.map((id, index) => {
    const date = dates.slice(index * DAY_LENGTH, (index + 1) * DAY_LENGTH);
    return {
      id,
      title: titleList[index] ?? '',
      date: date === UNDATED ? '' : date,
      category: categories[category.charCodeAt(index) - FIRST_CATEGORY],
      tags: tagLists.get(index) ?? NO_TAGS,
      url: urls[index] ?? DEFAULT_ADDRESS + id,
    };
  });
}

const NO_TAGS: readonly string[] = [];

function decodeTags(tags: readonly string[], tagged: string): Map<number, string[]> {
  const lists = new Map<number, string[]>();
  if (tagged === '') return lists;
  for (const entry of tagged.split(' ')) {
    const colon = entry.indexOf(':');
    const names = entry.slice(colon + 1).split(',').map((tag) => tags[parseInt(tag, 36)] ?? '');
    lists.set(parseInt(entry.slice(0, colon), 36), names);
  }
  return lists;
}

/** The columns of `articles`, in their order. `decodeCatalogue` gives the same articles back. */
export function encodeCatalogue(articles: readonly ArticleSummary[]): CatalogueColumns {
  const categories = indexer();
  const tags = indexer();
  const urls: Record<string, string> = {};
  let category = '';
  const tagged: string[] = [];
  articles.forEach((article, index) => {
    category += String.fromCharCode(FIRST_CATEGORY + (article.category === undefined ? -1 : categories.indexOf(article.category)));
    if (article.tags.length > 0) tagged.push(`${index.toString(36)}:${article.tags.map((tag) => tags.indexOf(tag).toString(36)).join(',')}`);
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
    tagged: tagged.join(' '),
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
    (['ids', 'titles', 'dates', 'category', 'tagged'] as const).every((name) => typeof candidate[name] === 'string') &&
    Array.isArray(candidate.categories) &&
    Array.isArray(candidate.tags) &&
    typeof candidate.urls === 'object' &&
    candidate.urls !== null;
  if (!isWhole) throw new TypeError('not a catalogue of version 1');
  return columns as CatalogueColumns;
}
