import type { HtmlElement } from '../htmlWalker';
import { linkDestination, resolveImage } from '../links';
import type { Rule } from '../rule';

/**
 * Films, sounds, frames and plug-ins: a link to them, by the title that the page gives them, else the name of the file
 * or of the site. What stands inside is for browsers that cannot show them.
 */
export const embedded: Rule = {
  tags: ['iframe', 'embed', 'video', 'audio', 'object'],
  open(conversion) {
    conversion.raw = [];
    conversion.mediaAddress = undefined;
  },
  close(conversion, element) {
    const { writer, baseUrl } = conversion;
    conversion.raw = undefined;
    const address = resolveImage(mediaAddress(element) ?? conversion.mediaAddress, baseUrl);
    if (address === undefined) return;
    writer.inline.openLink(linkDestination(address));
    writer.inline.addText(`▶ ${element.attributes['title']?.trim() || nameOf(address)}`);
    writer.inline.closeMark('link');
  },
};

/** Where the element says that a film or a sound is. */
export function mediaAddress({ name, attributes }: HtmlElement): string | undefined {
  if (name === 'param') return /^(?:movie|src|url)$/i.test(attributes['name'] ?? '') ? attributes['value'] : undefined;
  return attributes['src'] ?? attributes['data-src'] ?? attributes['data'];
}

function nameOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, pathname } = new URL(address);
  const file = /[^/]+\.(?:mp4|webm|ogv|mov|avi|flv|swf|mp3|ogg|wav|m4a|pdf)$/i.exec(pathname)?.[0];
  if (file === undefined) return hostname;
  try {
    return decodeURIComponent(file);
  } catch {
    return file; // not UTF-8
  }
}
