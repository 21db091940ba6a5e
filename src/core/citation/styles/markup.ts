import { decodeHTML } from 'entities';
import type { Rich, Run } from './richText';

/**
 * The HTML of a CSL processor as rich text: italics, bold, superscript; other elements give their text.
 *
 * @param urls what counts as an address in the text
 */
export function fromMarkup(html: string, urls: readonly string[] = []): Rich {
  const runs: Run[] = [];
  const open: string[] = [];
  for (const [, tag, slash, name, text] of html.replace(/\n\s*/g, '').matchAll(/(<(\/?)([a-z]+)[^>]*>)|([^<]+)/g)) {
    if (tag && name) {
      if (slash) {
        const at = open.lastIndexOf(name);
        if (at >= 0) open.splice(at, 1);
        if (name === 'div' && runs.length > 0) runs.push({ text: ' ' });
      } else {
        open.push(name);
      }
    } else if (text) {
      const look = {
        ...(open.includes('i') ? { italic: true } : {}),
        ...(open.includes('b') ? { bold: true } : {}),
        ...(open.includes('sup') ? { superscript: true } : {}),
      };
      for (const piece of splitAt(decodeHTML(text), urls)) runs.push({ text: piece, ...look, ...(urls.includes(piece) ? { url: true } : {}) });
    }
  }
  while (runs.at(-1)?.text === ' ') runs.pop();
  return runs;
}

/** `text` cut around the first of `urls` that it has. */
function splitAt(text: string, urls: readonly string[]): string[] {
  const url = urls.filter((each) => each && text.includes(each)).sort((a, b) => b.length - a.length)[0];
  if (!url) return [text];
  const at = text.indexOf(url);
  return [text.slice(0, at), url, text.slice(at + url.length)].filter(Boolean);
}
