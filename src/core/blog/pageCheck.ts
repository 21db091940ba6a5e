import { ReaderError } from '../model/errors';

/**
 * Throws what fits a page that has no part of the blog's: `empty`, `gate` (the site's own script that sets a cookie),
 * `charset`, `captive` (a login page of a network), `layout` (the blog, but changed).
 */
export function refuseForeignPage(html: string, url: string): never {
  throw new ReaderError('unreadable', url, { reason: reasonOf(html) });
}

function reasonOf(html: string): string {
  if (html.trim() === '') return 'empty';
  if (hasWrongCharset(html)) return 'charset';
  if (html.length < 1000 && /location(?:\.href)?\s*=|location\.replace\(/i.test(html)) return 'gate';
  if (!isOfTheBlog(html)) return 'captive';
  return 'layout';
}

/** Whether the page ends as a whole one does: nothing but comments and scripts behind `</html>`. */
export function hasEnd(html: string): boolean {
  if (/<\/html\s*>\s*$/i.test(html.slice(-32))) return true;
  const tail = html.slice(-16_384);
  const end = tail.toLowerCase().lastIndexOf('</html');
  return end >= 0 && /^<\/html\s*>\s*$/i.test(tail.slice(end).replace(/<!--[\s\S]*?-->|<script\b[\s\S]*?<\/script\s*>/gi, ''));
}

/** Whether the page says that it is one of the blog's. */
export function isOfTheBlog(html: string): boolean {
  return /Scientific Spaces|科学空间|\/usr\/themes\/geekg\//.test(html);
}

/**
 * Whether the bytes were read in another encoding than they were written in: the Latin half of the blog's name is there
 * but not the Chinese one, or a good part of the page are replacement characters.
 */
export function hasWrongCharset(html: string): boolean {
  const check = new CharsetCheck();
  check.look(html);
  return check.isWrong;
}

/** Looks for {@link hasWrongCharset} at a page piece by piece. */
export class CharsetCheck {
  #hasLatinName = false;
  #hasChineseName = false;
  #units = 0;
  #broken = 0;

  /** @param before what stands right before the piece, at least as much as a name is long */
  look(piece: string, before = ''): void {
    this.#hasLatinName ||= (before + piece).includes('Scientific Spaces');
    this.#hasChineseName ||= (before + piece).includes('科学空间');
    this.#units += piece.length;
    for (let at = piece.indexOf('\uFFFD'); at >= 0; at = piece.indexOf('\uFFFD', at + 1)) this.#broken++;
  }

  get isWrong(): boolean {
    return (this.#hasLatinName && !this.#hasChineseName) || this.#broken > 10 + this.#units / 200;
  }
}
