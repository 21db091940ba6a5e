import type { Article, ArticleLink } from '../model/article';
import { ReaderError } from '../model/errors';

/** The blog's licence, as its FAQ reads. */
const LICENSE = 'CC BY-NC-ND';
const FENCE = '---';

/**
 * An article as a Markdown file with YAML front matter, for people and other tools. Texts are written as JSON strings,
 * lists and links as JSON, each on one line: all of it is YAML 1.2 too. {@link fileToArticle} reads it back unchanged.
 */
export function articleToFile(article: Article): string {
  const fields: [string, unknown][] = [
    ['title', article.title],
    ['author', article.author],
    ['date', article.date],
    ['url', article.url],
    ['id', article.id],
    ['category', article.category],
    ['tags', article.tags],
    ['readers', article.readers],
    ['comments', article.commentCount],
    ['previous', article.previous],
    ['next', article.next],
    ['similar', article.similar],
    ['license', /^\d+$/.test(article.id) ? LICENSE : undefined],
    ['fetched', article.fetchedAt],
    ['characters', article.markdown.length],
  ];
  const lines = fields.filter(([, value]) => value !== undefined).map(([key, value]) => `${key}: ${toYaml(key, value)}`);
  return [FENCE, ...lines, FENCE, '', article.markdown, ''].join('\n');
}

/**
 * Reads what {@link articleToFile} wrote. Throws a ReaderError `unreadable` with the reason `damaged` where the file is
 * cut, changed in length or misses a field, so that the article is fetched anew.
 */
export function fileToArticle(text: string): Article {
  const end = text.startsWith(`${FENCE}\n`) ? text.indexOf(`\n${FENCE}\n\n`) : -1;
  const fields = end < 0 ? undefined : readFields(text.slice(FENCE.length + 1, end + 1));
  const markdown = text.slice(end + FENCE.length + 3, -1);
  const article = fields && text.endsWith('\n') && fields.get('characters') === markdown.length ? toArticle(fields, markdown) : undefined;
  if (article) return article;
  const url = fields?.get('url');
  throw new ReaderError('unreadable', typeof url === 'string' ? url : '', { reason: 'damaged' });
}

function toYaml(key: string, value: unknown): string {
  if (key === 'date' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  // YAML allows fewer characters bare than JSON
  return JSON.stringify(value).replace(/[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function readFields(head: string): Map<string, unknown> | undefined {
  const fields = new Map<string, unknown>();
  for (const line of head.split('\n').slice(0, -1)) {
    const colon = line.indexOf(': ');
    if (colon < 0) return undefined;
    const key = line.slice(0, colon);
    const value = line.slice(colon + 2);
    try {
      fields.set(key, key === 'date' && !value.startsWith('"') ? value : (JSON.parse(value) as unknown));
    } catch {
      return undefined; // not what articleToFile writes
    }
  }
  return fields;
}

function toArticle(fields: ReadonlyMap<string, unknown>, markdown: string): Article | undefined {
  const [id, title, author, date, url, fetchedAt] = ['id', 'title', 'author', 'date', 'url', 'fetched'].map((key) => asText(fields.get(key)));
  const tags = asList(fields.get('tags'), asText);
  const similar = asList(fields.get('similar'), asLink);
  const [category, readers, commentCount] = [fields.get('category'), fields.get('readers'), fields.get('comments')];
  const [previous, next] = [fields.get('previous'), fields.get('next')];
  if (id === undefined || title === undefined || author === undefined || date === undefined || url === undefined || fetchedAt === undefined) return undefined;
  if (!tags || !similar || id === '' || url === '') return undefined;
  const isSound =
    optional(category, asText) && optional(readers, asCount) && optional(commentCount, asCount) && optional(previous, asLink) && optional(next, asLink);
  if (!isSound) return undefined;
  return {
    id, title, date, category: asText(category), tags, url, author, markdown,
    readers: asCount(readers), commentCount: asCount(commentCount), previous: asLink(previous), next: asLink(next), similar, fetchedAt,
  };
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const asCount = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined);

function asLink(value: unknown): ArticleLink | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, title } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof title === 'string' ? { id, title } : undefined;
}

function asList<T>(value: unknown, as: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(as).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function optional(value: unknown, as: (value: unknown) => unknown): boolean {
  return value === undefined || as(value) !== undefined;
}
