import { linkDestination, resolveImage } from '../links';
import { hasClass, type Rule } from '../rule';

/** Images, with the address that a lazy loader keeps aside. An image from elsewhere than http(s) leaves its description. */
export const image: Rule = {
  tags: ['img'],
  open({ writer, baseUrl }, { attributes }) {
    const kept = attributes['data-original'] ?? attributes['data-src'];
    const address = resolveImage(kept, baseUrl) ?? resolveImage(attributes['src'], baseUrl);
    const alt = attributes['alt'] ?? '';
    if (address !== undefined) writer.inline.addImage(alt, linkDestination(address));
    else if (alt.trim() !== '') writer.inline.addText(alt);
  },
};

/**
 * The words below an image: behind a line break in the image's paragraph, in italics, as is usual in Markdown:
 * `[![alt](src)](src)\⏎*caption*`.
 */
export const caption: Rule = {
  tags: ['p', 'div', 'figcaption', 'span'],
  matches: (element) => element.name === 'figcaption' || hasClass(element, 'typecho-caption-text') || hasClass(element, 'wp-caption-text'),
  open({ writer, table }) {
    table?.beginBlock(false);
    if (writer.resumeImage()) writer.inline.addBreak();
    writer.inline.openMark('em');
  },
  close({ writer }) {
    writer.inline.closeMark('em');
    writer.flush();
  },
};

/** Films, sounds and frames: a link to them, with a sign instead of words that the page doesn't have. */
export const embedded: Rule = {
  tags: ['iframe', 'embed', 'video', 'audio', 'source'],
  open({ writer, baseUrl }, { attributes }) {
    const address = resolveImage(attributes['src'], baseUrl);
    if (address === undefined) return;
    writer.inline.openLink(linkDestination(address));
    writer.inline.addText('▶');
    writer.inline.closeMark('link');
  },
};
