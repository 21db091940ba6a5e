import { Parser } from 'htmlparser2';
import { oneLine } from './plainText';
import { resolveFeedUrl, resolveUrl } from './xmlRead';

export interface FeedLink {
  readonly url: string;
  readonly title: string;
}

const feedType = /^(?:application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json|xml)|text\/xml)$/i;

/** The feeds that a page names by `<link rel="alternate">`, those of comments last, else in the page's order. */
export function findFeeds(html: string, pageUrl: string): FeedLink[] {
  const found = new Map<string, FeedLink>();
  let base = pageUrl;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base' && attributes['href'] !== undefined) base = resolveUrl(attributes['href'], pageUrl) || pageUrl;
      if (name !== 'link' || !/(?:^|\s)alternate(?:\s|$)/i.test(attributes['rel'] ?? '') || !feedType.test((attributes['type'] ?? '').split(';')[0]?.trim() ?? '')) return;
      const url = resolveFeedUrl(attributes['href'] ?? '', base);
      if (url !== '' && !found.has(url)) found.set(url, { url, title: oneLine(attributes['title'] ?? '') });
    },
  });
  parser.write(html);
  parser.end();
  const isSecondary = ({ url, title }: FeedLink): number => (/comments?\b|评论|wp-json|oembed/i.test(`${url} ${title}`) ? 1 : 0);
  return [...found.values()].sort((a, b) => isSecondary(a) - isSecondary(b));
}
