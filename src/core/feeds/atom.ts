import { endsLikeExcerpt } from './excerpt';
import type { Feed, FeedEntry } from './feed';
import { distinct, oneLine, plainText } from './plainText';
import { baseWithin, childDay, childrenOf, childText, findChild, resolveUrl } from './xmlRead';
import { escapeHtml, innerHtml, textOf, type XmlElement } from './xmlTree';

/** Atom elements stand in its namespace, or, in feeds that forgot it, in none. */
const families = ['atom', 'own'] as const;

/** Reads Atom 1.0 (RFC 4287) and 0.3. */
export function readAtom(root: XmlElement, url: string): Feed {
  const base = baseWithin(root, url);
  const author = authorOf(root);
  const siteUrl = linkOf(root, base);
  return {
    format: 'atom',
    title: titleOf(root),
    siteUrl: siteUrl === '' ? undefined : siteUrl,
    author,
    entries: childrenOf(root)
      .filter(({ name, isClosed }) => name === 'entry' && isClosed)
      .map((entry) => readEntry(entry, base, author)),
    isComplete: root.isClosed,
  };
}

function readEntry(entry: XmlElement, outerBase: string, feedAuthor: string): FeedEntry {
  const base = baseWithin(entry, outerBase);
  const id = childText(entry, families, 'id');
  const url = linkOf(entry, base) || (/^https?:/i.test(id) ? resolveUrl(id, base) : '');
  const title = titleOf(entry);
  const content = findChild(entry, families, 'content');
  const summary = findChild(entry, families, 'summary');
  const body = content ? htmlOf(content) : '';
  const html = body || (summary ? htmlOf(summary) : '');
  const source = findChild(entry, families, 'source');
  return {
    identity: id || url || title || plainText(html).slice(0, 200),
    url,
    title,
    author: authorOf(entry) || (source ? authorOf(source) : '') || feedAuthor,
    date: childDay(entry, [...families, 'dc'], 'published', 'issued', 'created', 'date', 'updated', 'modified'),
    tags: distinct(childrenOf(entry).filter(({ name }) => name === 'category').map(({ attributes }) => attributes.get('label') ?? attributes.get('term') ?? '')),
    content: html,
    baseUrl: content ? baseWithin(content, url || base) : url || base,
    isExcerpt: body === '' || endsLikeExcerpt(body),
  };
}

function titleOf(element: XmlElement): string {
  const title = findChild(element, families, 'title');
  return title ? plainText(htmlOf(title)) : '';
}

/** A text construct or content (RFC 4287, 3.1 and 4.1.3) as HTML, with the `mode` of Atom 0.3. */
function htmlOf(element: XmlElement): string {
  const type = (element.attributes.get('type') ?? 'text').toLowerCase();
  const mode = element.attributes.get('mode')?.toLowerCase();
  if (mode === 'base64' || isBinary(type)) return escapedUnlessHtml(decodeBase64(textOf(element)), isBinary(type) ? 'html' : type);
  if (childrenOf(element).length > 0) return innerHtml(element).trim();
  // Atom 0.3 says nothing for XML inside; text without a tag then means itself.
  if (type === 'xhtml' || type === 'application/xhtml+xml') return mode === 'escaped' ? textOf(element).trim() : escapeHtml(textOf(element).trim());
  return escapedUnlessHtml(textOf(element).trim(), type);
}

/** RFC 4287, 4.1.3.3: what is neither text nor XML stands in base64. */
const isBinary = (type: string): boolean => type.includes('/') && !/^text\/|html|[/+]xml$/.test(type);

function escapedUnlessHtml(text: string, type: string): string {
  return type === 'html' || type === 'text/html' || type === 'application/xhtml+xml' ? text : escapeHtml(text).replace(/\n{2,}/g, '<p>').replace(/\n/g, '<br>\n');
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.replace(/\s+/g, '')), (unit) => unit.charCodeAt(0)));
  } catch {
    return ''; // no base64: nothing that could be shown
  }
}

/** The names of the `author` elements, else of the Dublin Core's `creator`. */
export function authorOf(element: XmlElement): string {
  const authors = childrenOf(element).filter(({ name }) => name === 'author');
  const names = authors.map((author) => oneLine(childText(author, families, 'name') || (childrenOf(author).length === 0 ? textOf(author) : '')));
  return names.filter((name) => name !== '').join(', ') || oneLine(childText(element, ['dc'], 'creator'));
}

function linkOf(element: XmlElement, base: string): string {
  const links = childrenOf(element).filter(({ name }) => name === 'link');
  const alternates = links.filter(({ attributes }) => (attributes.get('rel') ?? 'alternate').toLowerCase() === 'alternate');
  const html = alternates.find(({ attributes }) => /^(?:text\/html|application\/xhtml\+xml)?$/i.test(attributes.get('type') ?? ''));
  const link = html ?? alternates[0];
  return link ? resolveUrl(link.attributes.get('href') ?? '', baseWithin(link, base)) : '';
}
