import { scientificSpaces } from './citationItem';
import type { CitationItem } from './citationItem';
import { texAddress } from './tex/texText';

/**
 * An address of a 科学空间 post in any of the forms that answer: either host with or without `www.`, http or https,
 * `/archives/N` or `/index.php/archives/N`, a slash, a query or a fragment behind. Group 1 is the number.
 */
const postPattern = String.raw`(?:https?:)?//(?:www\.)?(?:kexue\.fm|spaces\.ac\.cn)(?::\d+)?/(?:index\.php/)?archives/(\d+)(?![\w-])`;

const onlyPost = new RegExp(`^${postPattern}`, 'i');

/** The archive number in an address of a 科学空间 post; `undefined` for every other address. */
export function postNumber(address: string): string | undefined {
  return onlyPost.exec(address)?.[1];
}

/** A new global expression that finds the addresses of 科学空间 posts in a text; group 1 is the number. */
export function postAddresses(): RegExp {
  return new RegExp(String.raw`${postPattern}(?:\.html)?/?(?:\?[^\s<>"'{}|\\^\x60()\[\]#]*)?(?:#[\w%./-]*)?`, 'gi');
}

/**
 * What two addresses of one page have in common: `post:10088` for 科学空间, else host and path in one form.
 *
 * Takes also what stands in a bibliography field: `\url{…}`, `\href{…}{…}`, TeX escapes.
 */
export function addressIdentity(text: string): string {
  const bare = bareAddress(text);
  const number = postNumber(bare);
  if (number !== undefined) return `post:${number}`;
  const match = /^(?:https?:)?\/\/(?:www\.)?([^/?#\s]+)([^?#\s]*)(\?[^#\s]*)?/i.exec(bare);
  if (!match) return bare.trim();
  return `${(match[1] ?? '').toLowerCase()}${(match[2] ?? '').replace(/\/+$/, '')}${match[3] ?? ''}`;
}

/** The address in a bibliography field's value, without the TeX around it. */
export function bareAddress(value: string): string {
  const command = /\\(?:url|href|path|nolinkurl)\s*\{+\s*([^{}\s]*)/.exec(value);
  const raw = command?.[1] ?? /(?:https?:)?\/\/[^\s{}"]+/i.exec(value)?.[0] ?? value.trim();
  return raw.replace(/\\([&%$#_~{}])/g, '$1').replace(/^%5Curl%7B/i, '').replace(/%7D$/i, '');
}

/** Whether `text`, an address in any form, leads to `item`. */
export function isAddressOf(item: CitationItem, text: string): boolean {
  return addressIdentity(text) === itemIdentity(item);
}

/** The identity of an item's own address. */
export function itemIdentity(item: CitationItem): string {
  return item.blog.slug === scientificSpaces.blog.slug && /^\d+$/.test(item.id) ? `post:${item.id}` : addressIdentity(texAddress(item.url));
}

/** A short string that every text naming the item's address holds: what a fast search looks for first. */
export function identityNeedle(item: CitationItem): string {
  const identity = itemIdentity(item);
  if (identity.startsWith('post:')) return `archives/${identity.slice(5)}`;
  return identity.replace(/\?.*$/, '').split('/').at(-1) ?? identity;
}
