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

/** Two posts under one id are told apart by their addresses; what is the same in both is one post. */
function withOwnIdentities(entries: readonly FeedEntry[]): FeedEntry[] {
  const own = new Map<string, FeedEntry>();
  for (const entry of entries) {
    const first = own.get(entry.identity);
    const identity = first && first.url !== entry.url ? `${entry.identity} ${entry.url}` : entry.identity;
    if (identity !== '' && !own.has(identity)) own.set(identity, { ...entry, identity });
  }
  return [...own.values()];
}
