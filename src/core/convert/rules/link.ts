import { linkDestination, resolveLink } from '../links';
import type { Rule } from '../rule';

/** The ` #` that the theme puts behind headings. */
export const headingAnchor: Rule = {
  tags: ['a'],
  matches: ({ attributes }) => attributes['href']?.startsWith('#') ?? false,
  open(conversion, element) {
    if (conversion.inHeading) conversion.raw = [];
    else link.open?.(conversion, element);
  },
  close(conversion, element) {
    const text = conversion.raw?.join('');
    if (!conversion.inHeading || text === undefined) {
      link.close?.(conversion, element);
      return;
    }
    conversion.raw = undefined;
    if (text.trim() !== '#') conversion.writer.inline.addText(text);
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
