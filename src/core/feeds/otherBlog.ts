import type { ArticleSummary } from '../model/article';
import type { Validators } from '../net/blogClient';

/** A blog that the user has added. */
export interface OtherBlog {
  /** What its ids begin with; see `blogKey`. */
  readonly key: string;
  readonly title: string;
  readonly feedUrl: string;
  readonly siteUrl: string | undefined;
  readonly author: string;
  /** Newest first; posts that the feed no longer names stay. */
  readonly entries: readonly ArticleSummary[];
  /** Of posts that name an author of their own, by id. */
  readonly authors: Readonly<Record<string, string>>;
  readonly validators: Validators;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
}

/** What a feed gave of one post, kept until it's read. */
export interface KeptEntry {
  readonly id: string;
  readonly author: string;
  readonly content: string;
  readonly baseUrl: string;
  readonly isExcerpt: boolean;
}

/** Checks what a file holds; `undefined` when that is no blog. */
export function decodeOtherBlog(value: unknown): OtherBlog | undefined {
  if (!isRecord(value)) return undefined;
  const { key, title, feedUrl, siteUrl, author, entries, authors, validators, checkedAt } = value;
  if (!isText(key) || !isText(title) || !isText(feedUrl) || !URL.canParse(feedUrl) || !Array.isArray(entries)) return undefined;
  const { etag, lastModified } = isRecord(validators) ? validators : {};
  return {
    key,
    title,
    feedUrl,
    siteUrl: isText(siteUrl) ? siteUrl : undefined,
    author: isText(author) ? author : '',
    entries: entries.map(decodeSummary).filter((entry) => entry !== undefined),
    authors: isRecord(authors) ? Object.fromEntries(Object.entries(authors).filter((pair): pair is [string, string] => isText(pair[1]))) : {},
    validators: { ...(isText(etag) && { etag }), ...(isText(lastModified) && { lastModified }) },
    checkedAt: typeof checkedAt === 'number' ? checkedAt : 0,
  };
}

export function decodeKeptEntries(value: unknown): KeptEntry[] {
  return Array.isArray(value) ? value.filter(isKeptEntry) : [];
}

function isKeptEntry(value: unknown): value is KeptEntry {
  return isRecord(value) && isText(value['id']) && isText(value['author']) && isText(value['content']) && isText(value['baseUrl']) && typeof value['isExcerpt'] === 'boolean';
}

function decodeSummary(value: unknown): ArticleSummary | undefined {
  if (!isRecord(value)) return undefined;
  const { id, title, date, tags, url } = value;
  if (!isText(id) || !isText(title) || !isText(date) || !isText(url)) return undefined;
  return { id, title, date, url, category: undefined, tags: Array.isArray(tags) ? tags.filter(isText) : [] };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
