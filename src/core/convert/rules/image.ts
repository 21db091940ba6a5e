import { linkDestination, resolveImage } from '../links';
import { hasClass, type Rule } from '../rule';

const KEPT_ASIDE = ['data-original', 'data-src', 'data-lazy-src', 'data-actualsrc'];

/** Images, with the address that a lazy loader keeps aside. An image from elsewhere than http(s) leaves its description. */
export const image: Rule = {
  tags: ['img'],
  open({ writer, baseUrl }, { attributes }) {
    const candidates = [...KEPT_ASIDE.map((name) => attributes[name]), attributes['src'], largestOf(attributes['data-srcset']), largestOf(attributes['srcset'])];
    const address = candidates.map((candidate) => resolveImage(candidate, baseUrl)).find((candidate) => candidate !== undefined);
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

/** The last and largest of the addresses in a `srcset`: `a.png 320w, b.png 640w` or `a.png, b.png 2x`. */
function largestOf(srcset: string | undefined): string | undefined {
  let best: string | undefined;
  let bestSize = 0;
  let address = '';
  const take = (size: number): void => {
    if (address !== '' && size > bestSize) [best, bestSize] = [address, size];
  };
  for (const word of srcset?.trim().split(/\s+/) ?? []) {
    if (address === '') address = word.replace(/^,+/, '');
    else {
      const comma = word.indexOf(',');
      take(Number.parseFloat(word) || 1);
      address = comma < 0 ? '' : word.slice(comma + 1);
    }
    if (address.endsWith(',')) {
      address = address.replace(/,+$/, '');
      take(1);
      address = '';
    }
  }
  take(1);
  return best;
}
