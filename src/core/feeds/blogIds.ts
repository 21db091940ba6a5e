import type { ArticleSummary } from '../model/article';
import { hashText } from '../util/hash';
import type { FeedEntry } from './feed';

/** Paths at which blogs put the one feed they have. */
const usualPath = /^\/(?:(?:feed|rss|atom|index|rss2|blog\/feed)(?:\.(?:xml|json|rdf|rss|atom))?|feed\/(?:rss|atom))?\/?$/i;

/**
 * The name of a blog within ids and file names, from the address of its feed alone, so that it's the same on every
 * machine: `https://www.example.org/feed.xml` → `example-org`; a further mark where a host has several feeds.
 */
export function blogKey(feedUrl: string): string {
  const { host, pathname, search } = new URL(feedUrl);
  const name = host.replace(/^www\./, '').replace(/[^a-z0-9]+/g, '-');
  return usualPath.test(pathname) && search === '' ? name : `${name}-${hashText(pathname + search).slice(0, 6)}`;
}

/** The id of a post: `example-org:some-post-1a2b3c4d`. The same as long as the feed gives the same identity. */
export function entryId(key: string, { identity, url }: Pick<FeedEntry, 'identity' | 'url'>): string {
  const lastWord = url === '' ? '' : (new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '');
  const slug = lastWord.toLowerCase().replace(/\.(?:html?|php|aspx?)$/, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
  return `${key}:${slug === '' ? '' : `${slug}-`}${hashText(identity).slice(-8)}`;
}

/** The blog that an id belongs to; `undefined` for a post of 科学空间. */
export function blogOfId(id: string): string | undefined {
  const colon = id.indexOf(':');
  return colon < 0 ? undefined : id.slice(0, colon);
}

/** @param fallbackTitle for an entry that has no title of its own */
export function toSummary(key: string, entry: FeedEntry, fallbackTitle: string): ArticleSummary {
  return { id: entryId(key, entry), title: entry.title || fallbackTitle, date: entry.date, category: undefined, tags: entry.tags, url: entry.url };
}
