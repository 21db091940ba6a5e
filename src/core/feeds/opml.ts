import { ReaderError } from '../model/errors';
import { oneLine } from './plainText';
import { childrenOf, resolveFeedUrl, resolveUrl } from './xmlRead';
import { escapeHtml, parseXml, type XmlElement } from './xmlTree';

/** A blog in a list of subscriptions. */
export interface Subscription {
  readonly title: string;
  readonly feedUrl: string;
  readonly siteUrl: string | undefined;
}

/** Reads OPML 1.0 and 2.0, folders flattened, each feed once. Throws a ReaderError `unreadable` (`notOpml`). */
export function parseOpml(text: string): Subscription[] {
  const root = parseXml(text);
  if (root?.name !== 'opml') throw new ReaderError('unreadable', '', { reason: 'notOpml' });
  const found = new Map<string, Subscription>();
  const visit = (element: XmlElement): void => {
    if (element.name === 'outline') {
      const { attributes } = element;
      const feedUrl = resolveFeedUrl(attributes.get('xmlurl') ?? '', 'about:blank');
      const siteUrl = resolveUrl(attributes.get('htmlurl') ?? '', 'about:blank');
      const title = oneLine(attributes.get('title') ?? '') || oneLine(attributes.get('text') ?? '');
      if (feedUrl !== '' && !found.has(feedUrl)) found.set(feedUrl, { title, feedUrl, siteUrl: siteUrl === '' ? undefined : siteUrl });
    }
    childrenOf(element).forEach(visit);
  };
  visit(root);
  return [...found.values()];
}

/** Writes OPML 2.0. */
export function formatOpml(subscriptions: readonly Subscription[], title: string): string {
  const outlines = subscriptions.map(({ title: name, feedUrl, siteUrl }) => {
    const site = siteUrl === undefined ? '' : ` htmlUrl="${attribute(siteUrl)}"`;
    return `    <outline type="rss" text="${attribute(name)}" title="${attribute(name)}" xmlUrl="${attribute(feedUrl)}"${site}/>`;
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', '  <head>', `    <title>${attribute(title)}</title>`, '  </head>', '  <body>', ...outlines, '  </body>', '</opml>', ''].join('\n');
}

/** XML has no place for control characters, not even escaped. */
const attribute = (text: string): string => escapeHtml(oneLine(text).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD'));
