import type { LinkMarkup } from './link';

/** Text that Markdown shows as it is, also inside the brackets of a link, also where dollar signs make math. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>$~|]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&').replace(/!(?=\\\[)/g, '\\!');
}

/** `[title](address)`. */
export const markdownLink: LinkMarkup = {
  write: (address, text) => `[${text}](${destination(address)})`,
  escape: escapeMarkdown,
  pattern: /(?<!!)\[(?:[^[\]\\]|\\.)*\]\((?<address>[^()\s<>]+)(?:\s+"[^"\n]*")?\)/g,
};

/** An address as the destination of a link: parentheses and blanks would end it. */
export function destination(address: string): string {
  return address.replace(/[\s()<>\\]/g, (character) => (character === '(' ? '%28' : character === ')' ? '%29' : encodeURIComponent(character)));
}
