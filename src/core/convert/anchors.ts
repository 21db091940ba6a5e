import { decodeHTMLAttribute } from 'entities/decode';
import type { HtmlElement } from './htmlWalker';

const BEFORE_FRAGMENT = /\bhref\s*=\s*(?:["']?[^\s"'<>]*|"[^"<>]*|'[^'<>]*)$/i;
const FRAGMENT = /[^\s"'<>]+/y;
/** How much of an address before its `#` is looked at. */
const LONGEST_ADDRESS = 300;
/** What themes put beside headings, as a link to them: ` #`, `¶` … */
const HEADING_SIGN = /(?:[\s#¶\u200B]|&para;|🔗)*<\/a/iuy;
const REST_OF_TAG = /[^<>]*>/y;
const NONE: readonly string[] = [];
const SPECIAL = /[&"<>`$\\|\r\n\t\uFDD0-\uFDEF\uFEFF]/g;

/** The names that links of the page have behind `#`: of places in it or in other pages. */
export function referredNames(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = html.indexOf('#'); at >= 0; at = html.indexOf('#', at + 1)) {
    FRAGMENT.lastIndex = at + 1;
    const fragment = FRAGMENT.exec(html)?.[0];
    if (fragment === undefined || !BEFORE_FRAGMENT.test(html.slice(Math.max(0, at - LONGEST_ADDRESS), at))) continue;
    REST_OF_TAG.lastIndex = FRAGMENT.lastIndex;
    if (REST_OF_TAG.test(html) && isHeadingSign(html, REST_OF_TAG.lastIndex)) continue;
    const name = decodeHTMLAttribute(fragment);
    names.add(name).add(decoded(name));
  }
  return names;
}

/** Whether the link whose content begins at `contentStart` is nothing but the sign beside a heading. */
export function isHeadingSign(html: string, contentStart: number): boolean {
  HEADING_SIGN.lastIndex = contentStart;
  return HEADING_SIGN.test(html);
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

/** Whether a link of the page leads to the place of this name. */
export function leadsTo(href: string | undefined, name: string | undefined): boolean {
  return href !== undefined && name !== undefined && (href === `#${name}` || decoded(href) === `#${name}`);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a lone % stands for itself
  }
}
