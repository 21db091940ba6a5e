import { isHeadingSign, leadsTo } from '../anchors';
import { linkDestination, resolveLink } from '../links';
import type { Rule } from '../rule';

/**
 * In a heading, links into the same page: the sign that themes put there goes, a heading that links to itself keeps its
 * text alone, and all others are links.
 */
export const headingAnchor: Rule = {
  tags: ['a'],
  matches: ({ attributes }) => attributes['href']?.startsWith('#') ?? false,
  open(conversion, element) {
    const { heading, html } = conversion;
    const { href, id } = element.attributes;
    if (heading && isHeadingSign(html, element.contentStart)) conversion.raw = [];
    else if (!heading || !(leadsTo(href, heading.attributes['id']) || leadsTo(href, id))) link.open?.(conversion, element);
  },
  close(conversion, element) {
    if (conversion.raw) conversion.raw = undefined;
    else link.close?.(conversion, element);
  },
};

/** Links to http, https and mailto. Others leave their text. */
export const link: Rule = {
  tags: ['a'],
  open({ writer, baseUrl }, { attributes }) {
    const address = resolveLink(attributes['href'], baseUrl);
    if (address !== undefined) writer.inline.openLink(linkDestination(address));
  },
  close({ writer }) {
    writer.inline.closeMark('link');
  },
};
