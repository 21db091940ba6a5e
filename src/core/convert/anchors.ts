import { decodeHTMLAttribute } from 'entities/decode';
import type { HtmlElement } from './htmlWalker';

const BEFORE_FRAGMENT = /\bhref\s*=\s*(?:["']?[^\s"'<>]*|"[^"<>]*|'[^'<>]*)$/i;
const FRAGMENT = /[^\s"'<>]+/y;
/** How much of an address before its `#` is looked at. */
const LONGEST_ADDRESS = 300;
/** The ` #` that the theme puts behind headings leads nowhere else. */
const HEADING_LINK = /[^<>]*>\s*#\s*<\/a/iy;
const NONE: readonly string[] = [];
const SPECIAL = /[&"<>`$\\|\r\n\t\uFDD0-\uFDEF\uFEFF]/g;

/** The names that links of the page have behind `#`: of places in it or in other pages. */
export function referredNames(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = html.indexOf('#'); at >= 0; at = html.indexOf('#', at + 1)) {
    FRAGMENT.lastIndex = at + 1;
    const fragment = FRAGMENT.exec(html)?.[0];
    if (fragment === undefined || !BEFORE_FRAGMENT.test(html.slice(Math.max(0, at - LONGEST_ADDRESS), at))) continue;
    HEADING_LINK.lastIndex = FRAGMENT.lastIndex;
    if (HEADING_LINK.test(html)) continue;
    const name = decodeHTMLAttribute(fragment);
    names.add(name).add(decoded(name));
  }
  return names;
}

/** The names by which links find the element: all that an anchor has, of another element those that are in use. */
export function namesOf({ name, attributes }: HtmlElement, referred: ReadonlySet<string>): readonly string[] {
  const id = attributes['id'];
  const own = name === 'a' ? attributes['name'] : undefined;
  if (id === undefined && own === undefined) return NONE;
  const isAnchor = name === 'a' && attributes['href'] === undefined;
  return [id, own].filter((each): each is string => Boolean(each) && (isAnchor || referred.has(each ?? '')));
}

/** The place that links of this name lead to, in the only form that readers of Markdown agree on. */
export function anchor(name: string): string {
  return `<a id="${name.replace(SPECIAL, (char) => `&#${String(char.charCodeAt(0))};`)}"></a>`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a lone % stands for itself
  }
}
