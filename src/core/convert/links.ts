/** Schemes that a link of a page may have. Everything else (`javascript:`, `command:`, `data:` …) is shown as its text. */
const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const IMAGE_SCHEMES = new Set(['http:', 'https:']);

/**
 * The absolute address behind an `href`, as browsers read it: blanks around it and line breaks in it don't count.
 * `#fragment` stays as it is; `undefined` where the scheme isn't http, https or mailto.
 */
export function resolveLink(href: string | undefined, base: string): string | undefined {
  return resolve(href, base, LINK_SCHEMES);
}

/** The absolute address of an image, http or https. */
export function resolveImage(src: string | undefined, base: string): string | undefined {
  return src?.startsWith('#') ? undefined : resolve(src, base, IMAGE_SCHEMES);
}

function resolve(href: string | undefined, base: string, schemes: ReadonlySet<string>): string | undefined {
  const address = href?.replace(/[\t\n\r]+/g, '').replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
  if (!address) return undefined;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase();
  if (scheme !== undefined) return schemes.has(scheme) ? address : undefined;
  if (address.startsWith('#')) return address;
  if (/^\/(?![/\\])/.test(address)) return originOf(base) + address;
  try {
    const url = new URL(address, base);
    return schemes.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined; // not an address at all: shown as its text
  }
}

function originOf(base: string): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(base)?.[0] ?? '';
}

const DESTINATION = /[\u0000-\u0020\u007F\u00A0\u2028\u2029\u3000\uFEFF<>"\\`$|]/g;

/** An address as the destination of a Markdown link, `(…)` without the parentheses. A `$` would look like a formula. */
export function linkDestination(address: string): string {
  let out = address.replace(DESTINATION, (char) => encodeURIComponent(char));
  if (/[()]/.test(out) && !isBalanced(out)) out = out.replace(/[()]/g, (char) => (char === '(' ? '%28' : '%29'));
  if (out.includes('&')) out = out.replace(/&(?=#?\w+;)/g, '&amp;');
  return out;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '(') deepest = Math.max(deepest, ++depth);
    else if (char === ')' && --depth < 0) return false;
  }
  return depth === 0 && deepest < 8;
}
