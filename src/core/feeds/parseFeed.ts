import { ReaderError } from '../model/errors';
import { readAtom } from './atom';
import type { Feed, FeedEntry } from './feed';
import { readJsonFeed } from './jsonFeed';
import { readRss } from './rss';
import { parseXml } from './xmlTree';

/** Of a feed, how many entries are taken: those of the blog's last years. */
const mostEntries = 20_000;

/**
 * Reads a feed: RSS 0.9 to 2.0 and 1.0, Atom 0.3 and 1.0, JSON Feed.
 *
 * @param url address of the feed, which relative addresses start from
 *
 * Throws a ReaderError `unreadable`: `empty`, `notFeed` for anything else. Forgives whatever else is wrong with it.
 */
export function parseFeed(text: string, url: string): Feed {
  const start = text.replace(/^[\uFEFF\s]+/, '');
  if (start === '') throw new ReaderError('unreadable', url, { reason: 'empty' });
  const feed = start.startsWith('{') ? readJsonFeed(start, url) : readXmlFeed(text, url);
  if (!feed) throw new ReaderError('unreadable', url, { reason: 'notFeed' });
  return { ...feed, entries: withOwnIdentities(feed.entries.slice(0, mostEntries)) };
}

function readXmlFeed(text: string, url: string): Feed | undefined {
  const root = parseXml(text);
  if (root?.name === 'feed') return readAtom(root, url);
  return root?.name === 'rss' || root?.name === 'rdf' ? readRss(root, url) : undefined;
}

/**
 * Two posts under one id are told apart by their addresses, where they have none of their own by their titles: all of
 * them, so that their identities stay when another comes in before them. What is the same in both is one post.
 */
function withOwnIdentities(entries: readonly FeedEntry[]): FeedEntry[] {
  const marks = new Map<string, Set<string>>();
  for (const entry of entries) marks.set(entry.identity, (marks.get(entry.identity) ?? new Set()).add(markOf(entry)));
  const own = new Map<string, FeedEntry>();
  for (const entry of entries) {
    const isShared = (marks.get(entry.identity)?.size ?? 0) > 1;
    const identity = isShared ? `${entry.identity} ${markOf(entry)}` : entry.identity;
    if (identity !== '' && !own.has(identity)) own.set(identity, { ...entry, identity });
  }
  return [...own.values()];
}

/** What tells an entry from others of its identity. */
const markOf = ({ identity, url, title }: FeedEntry): string => (url === '' || url === identity ? title : url);
