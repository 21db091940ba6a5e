import { h } from './dom';

/**
 * Makes a figure of a paragraph that holds nothing but an image (perhaps a link to the original) and, in italics, its
 * caption: that is how the article's Markdown keeps the blog's captions.
 */
export function makeFigure(image: HTMLImageElement): void {
  const paragraph = image.closest('p');
  const shown = image.closest('a') ?? image;
  if (!paragraph || shown.parentElement !== paragraph) return;
  const others = Array.from(paragraph.childNodes).filter((node) => node !== shown && (node.nodeType !== 3 || node.nodeValue?.trim()));
  const [first, second] = others;
  const caption = first?.nodeName === 'BR' ? second : first;
  if (others.length > 2 || !(caption instanceof HTMLElement) || caption.localName !== 'em' || caption !== others.at(-1)) return;
  paragraph.replaceWith(h('figure', {}, shown, h('figcaption', {}, caption)));
}
