/** Where a piece of text stands: what is before and behind it decides what could be read as markup. */
export interface TextPlace {
  /** Whether the text begins a line. */
  readonly lineStart: boolean;
  /** Whether it stands in the text of a link or an image, where brackets count. */
  readonly inLink: boolean;
  /** Whether readers no longer see the bracket of that link: then `\[` would be taken for the begin of a formula. */
  readonly isBracketHidden?: boolean;
  /** Whether it stands in a table cell, where `|` ends the cell. */
  readonly inCell: boolean;
}

const SPECIAL = /[\\`*_~^$<&[\]|]/;
const SPECIALS = /[\\`*_~^$<&[\]|]/g;
/** Also what stands for a formula, which begins with a `$` or a backslash. */
const PUNCTUATION = /[!-/:-@[-`{-~\uFDD0\uFDD2]/;
/** Characters between which `_` can neither open nor close emphasis. */
const WORD = /[\p{L}\p{N}]/u;
const ENTITY = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/y;
/** What begins a block at the start of a line: heading, list item, quote, rule or setext underline. */
const BLOCK_START = /^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|[-=]+(?=\s*$)|>|\d{1,9}[.)](?=\s|$))/;
const TABLE_UNDERLINE = /^[-:| ]+$/;

/**
 * Escapes text so that CommonMark shows it to the letter. Only what could be read as markup is escaped; `~`, `^` and `$`
 * always are, because in our Markdown they mean `~~deleted~~`, `~sub~`, `^sup^` and formulas.
 */
export function escapeText(text: string, place: TextPlace): string {
  let out = SPECIAL.test(text)
    ? text.replace(SPECIALS, (char, at: number) => (isMarkup(char, text, at, place) ? escaped(char, place) : char))
    : text;
  // only ASCII signs and digits begin a block
  if (place.lineStart && text.charCodeAt(0) < 128) out = escapeLineStart(out);
  return out;
}

function escaped(char: string, place: TextPlace): string {
  return char === '[' && place.isBracketHidden ? '&#91;' : `\\${char}`;
}

function isMarkup(char: string, text: string, at: number, place: TextPlace): boolean {
  const next = text.charAt(at + 1);
  switch (char) {
    case '\\':
      // before a letter it stands for itself, except where a formula could begin
      return next === '' || PUNCTUATION.test(next) || text.startsWith('begin{', at + 1) || /^(?:eq)?ref\{/.test(text.slice(at + 1, at + 7));
    case '_':
      return at === 0 || next === '' || !WORD.test(text.charAt(at - 1)) || !WORD.test(next);
    case '*':
      return at === 0 || text.charAt(at - 1) !== ' ' || next !== ' ';
    case '<':
      return next === '' || /[a-zA-Z/!?]/.test(next);
    case '&':
      ENTITY.lastIndex = at;
      return ENTITY.test(text);
    case '[':
      return place.inLink;
    case ']':
      return place.inLink || next === '(' || next === '[' || next === ':';
    case '|':
      return place.inCell;
    default:
      return true;
  }
}

function escapeLineStart(text: string): string {
  const mark = BLOCK_START.exec(text)?.[0];
  if (mark !== undefined) {
    return /^\d/.test(mark) ? `${mark.slice(0, -1)}\\${text.slice(mark.length - 1)}` : `\\${text}`;
  }
  return TABLE_UNDERLINE.test(text) && !text.startsWith('\\') ? `\\${text}` : text;
}
