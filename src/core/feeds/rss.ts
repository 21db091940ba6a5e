import { authorOf } from './atom';
import { endsLikeExcerpt } from './excerpt';
import type { Feed, FeedEntry } from './feed';
import { distinct, maybeHtmlText, plainText } from './plainText';
import { baseWithin, childDay, childrenOf, childText, findChild, isAtom, isDublinCore, resolveUrl } from './xmlRead';
import { innerHtml, textOf, type XmlElement } from './xmlTree';

/** A description of this many characters is taken for the whole post, where no `content:encoded` says otherwise. */
const longDescription = 3000;

/** Reads RSS 0.9 to 2.0 (items inside the channel) and RSS 1.0 (items beside it). */
export function readRss(root: XmlElement, url: string): Feed | undefined {
  const channel = childrenOf(root).find(({ name }) => name === 'channel') ?? root;
  const base = baseWithin(channel, baseWithin(root, url));
  const siteUrl = resolveUrl(linkOf(channel, base), base);
  const author = creatorOf(channel) || personName(childText(channel, ['own'], 'managingeditor'));
  const items = [...new Set([root, channel])].flatMap(childrenOf).filter(({ name, isClosed }) => name === 'item' && isClosed);
  return {
    format: root.name === 'rdf' ? 'rdf' : 'rss',
    title: maybeHtmlText(childText(channel, ['own', 'dc', 'atom'], 'title')),
    siteUrl: siteUrl === '' ? undefined : siteUrl,
    author,
    // without a base of their own, addresses start from the blog's, wherever the feed is
    entries: items.map((item) => readItem(item, base === url ? siteUrl || url : base, author)),
    isComplete: root.isClosed,
  };
}

function readItem(item: XmlElement, outerBase: string, channelAuthor: string): FeedEntry {
  const base = baseWithin(item, outerBase);
  const guid = findChild(item, ['own'], 'guid', 'id') ?? findChild(item, ['dc'], 'identifier');
  const guidText = guid ? textOf(guid).trim() : (item.attributes.get('rdf:about')?.trim() ?? '');
  const permalink = guid?.attributes.get('ispermalink')?.trim().toLowerCase();
  const isPermalink = permalink === 'true' || (permalink !== 'false' && /^https?:/i.test(guidText));
  const url = resolveUrl(linkOf(item, base), base) || (isPermalink ? resolveUrl(guidText, base) : '');
  const title = maybeHtmlText(childText(item, ['own', 'dc', 'atom'], 'title'));
  const body = readBody(item);
  return {
    identity: guidText || url || title || plainText(body.content).slice(0, 200),
    url,
    title,
    author: creatorOf(item) || channelAuthor,
    date: childDay(item, ['own', 'dc', 'atom'], 'pubdate', 'date', 'created', 'issued', 'published', 'updated', 'modified'),
    tags: distinct(childrenOf(item).filter(({ name }) => name === 'category' || name === 'subject').map(textOf)),
    content: body.content,
    baseUrl: url || base,
    isExcerpt: body.isExcerpt,
  };
}

function readBody(item: XmlElement): { content: string; isExcerpt: boolean } {
  const encoded = findChild(item, ['content', 'own'], 'encoded') ?? findChild(item, ['atom'], 'content');
  const xhtml = childrenOf(item).find(({ name, namespace }) => (name === 'body' || name === 'div') && namespace === 'http://www.w3.org/1999/xhtml');
  if (xhtml) return { content: innerHtml(xhtml), isExcerpt: false };
  const description = htmlOf(findChild(item, ['own', 'dc', 'atom'], 'description', 'summary', 'abstract'));
  const content = htmlOf(encoded);
  if (content !== '') {
    const isExcerpt = endsLikeExcerpt(content);
    if (!isExcerpt || plainText(content).length > plainText(description).length) return { content, isExcerpt };
  }
  return { content: description, isExcerpt: description.length < longDescription || endsLikeExcerpt(description) };
}

/** Escaped HTML or CDATA is text here; some feeds put the elements themselves. */
function htmlOf(element: XmlElement | undefined): string {
  if (!element) return '';
  return childrenOf(element).length > 0 ? innerHtml(element).trim() : textOf(element).trim();
}

function linkOf(element: XmlElement, base: string): string {
  const links = childrenOf(element).filter(({ name, namespace }) => name === 'link' && !isAtom(namespace));
  // what FeedBurner put its own address before
  const original = childrenOf(element).find(({ name }) => name === 'origlink');
  if (original) return textOf(original).trim();
  const plain = links.map((link) => textOf(link).trim() || (link.attributes.get('href') ?? '')).find((link) => resolveUrl(link, base) !== '');
  const atom = childrenOf(element).find(({ name, namespace, attributes }) => name === 'link' && isAtom(namespace) && (attributes.get('rel') ?? 'alternate') === 'alternate');
  return plain ?? atom?.attributes.get('href') ?? childText(element, ['own'], 'url');
}

/** All who are named as creators, else the author. */
function creatorOf(element: XmlElement): string {
  const creators = childrenOf(element).filter(({ name, namespace }) => name === 'creator' && isDublinCore(namespace));
  const author = childText(element, ['own'], 'creator', 'author');
  return distinct(creators.map((creator) => personName(textOf(creator)))).join(', ') || personName(author) || authorOf(element);
}

/** `me@example.org (Some Name)` and `Some Name <me@example.org>` → `Some Name`. */
export function personName(text: string): string {
  const name = maybeHtmlText(text.replace(/<[^<>\s]+@[^<>\s]+>/g, ''));
  const inBrackets = /^\S+@\S+\s*\((.+)\)$/.exec(name)?.[1];
  return (inBrackets ?? name.replace(/\s*\(\s*\S+@\S+\s*\)$/, '')).trim();
}
