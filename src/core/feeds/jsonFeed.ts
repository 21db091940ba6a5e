import { endsLikeExcerpt } from './excerpt';
import type { Feed, FeedEntry } from './feed';
import { feedDay } from './feedDate';
import { distinct, oneLine } from './plainText';
import { resolveUrl } from './xmlRead';
import { escapeHtml } from './xmlTree';

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org); `undefined` for other JSON. */
export function readJsonFeed(text: string, url: string): Feed | undefined {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    return undefined; // cut or no JSON at all: nothing of it can be trusted
  }
  if (!isRecord(feed) || !Array.isArray(feed['items'])) return undefined;
  const siteUrl = resolveUrl(asText(feed['home_page_url']), url);
  const author = authorOf(feed);
  return {
    format: 'json',
    title: oneLine(asText(feed['title'])),
    siteUrl: siteUrl === '' ? undefined : siteUrl,
    author,
    entries: feed['items'].filter(isRecord).map((item) => readItem(item, siteUrl || url, author)),
    isComplete: true,
  };
}

function readItem(item: Record<string, unknown>, base: string, feedAuthor: string): FeedEntry {
  const id = asText(item['id']);
  const url = resolveUrl(asText(item['url']) || asText(item['external_url']) || (/^https?:/i.test(id) ? id : ''), base);
  const html = asText(item['content_html']) || escapeHtml(asText(item['content_text'])).replace(/\n/g, '<br>\n');
  const title = oneLine(asText(item['title']));
  return {
    identity: id || url || title || html.slice(0, 200),
    url,
    title,
    author: authorOf(item) || feedAuthor,
    date: feedDay(asText(item['date_published']) || asText(item['date_modified'])),
    tags: Array.isArray(item['tags']) ? distinct(item['tags'].map(asText)) : [],
    content: html || escapeHtml(asText(item['summary'])),
    baseUrl: url || base,
    isExcerpt: html === '' || endsLikeExcerpt(html),
  };
}

function authorOf({ authors, author }: Record<string, unknown>): string {
  const people = [...(Array.isArray(authors) ? (authors as unknown[]) : []), author].filter(isRecord);
  return distinct(people.map(({ name }) => asText(name))).join(', ');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const asText = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
