import { feedDay } from './feedDate';
import { textOf, type XmlElement } from './xmlTree';

export const childrenOf = (element: XmlElement): XmlElement[] => element.children.filter((child) => typeof child !== 'string');

/** Whose element it is: the feed's own vocabulary, or that of a module. */
type Family = 'own' | 'atom' | 'dc' | 'content';

const xhtml = 'http://www.w3.org/1999/xhtml';

const belongs: Readonly<Record<Family, (element: XmlElement) => boolean>> = {
  // What bears no prefix is the feed's own, whatever its namespace is called: there have been dozens.
  own: ({ namespace, hasPrefix }) => (!hasPrefix && namespace !== xhtml) || /^https?:\/\/(?:purl\.org\/rss\/1\.0\/$|(?:backend|my)\.\w+\.com\/rss|\w+\.law\.harvard\.edu\/)/.test(namespace),
  atom: ({ namespace }) => isAtom(namespace),
  dc: ({ namespace }) => isDublinCore(namespace),
  content: ({ namespace }) => namespace.startsWith('http://purl.org/rss/1.0/modules/content') || namespace === 'content',
};

export function isDublinCore(namespace: string): boolean {
  return namespace.startsWith('http://purl.org/dc/') || namespace === 'dc' || namespace === 'dcterms';
}

export function isAtom(namespace: string): boolean {
  return namespace === 'http://www.w3.org/2005/atom' || namespace === 'http://purl.org/atom/ns#' || namespace === 'atom' || namespace === 'atom10';
}

/** The first child of that name which isn't empty, in the first of the families that has one. */
export function findChild(element: XmlElement, families: readonly Family[], ...names: string[]): XmlElement | undefined {
  for (const name of names) {
    for (const family of families) {
      const found = childrenOf(element).filter((child) => child.name === name && belongs[family](child));
      const filled = found.find((child) => child.children.length > 0) ?? found[0];
      if (filled) return filled;
    }
  }
  return undefined;
}

/** The text of {@link findChild}, without blanks around it; empty when there is none. */
export function childText(element: XmlElement, families: readonly Family[], ...names: string[]): string {
  const found = findChild(element, families, ...names);
  return found ? textOf(found).trim() : '';
}

/** The first of the elements that holds a date, as its day; empty when none does. */
export function childDay(element: XmlElement, families: readonly Family[], ...names: string[]): string {
  const dated = childrenOf(element).filter((child) => names.includes(child.name) && families.some((family) => belongs[family](child)));
  dated.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  return dated.map((child) => feedDay(textOf(child))).find((day) => day !== '') ?? '';
}

/** The absolute http(s) address, or empty. */
export function resolveUrl(address: string, base: string): string {
  const trimmed = address.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return '';
  const url = new URL(trimmed, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : '';
}

/** As {@link resolveUrl}, for what is the address of a feed: `feed:` before it asks for a reader of feeds. */
export function resolveFeedUrl(address: string, base: string): string {
  return resolveUrl(address.trim().replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:(?=\/\/)/i, 'http:'), base);
}

/** `base` as changed by the element's `xml:base`. */
export function baseWithin(element: XmlElement, base: string): string {
  const own = element.attributes.get('xml:base');
  return own === undefined ? base : resolveUrl(own, base) || base;
}
