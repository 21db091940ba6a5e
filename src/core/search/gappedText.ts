import { isIgnorable, squeeze } from './fold';
import { encodeUnits, find, makeSkips } from './units';

/** Ends each document, so that what stands before the end has a byte to stand before. */
export const END_OF_DOCUMENT = 0x01;
/** On the last byte of a gap. */
export const GAP_END = 0x80;

export interface GappedParts {
  /** Text without blanks and braces, as `encodeUnits` writes it; after each document {@link END_OF_DOCUMENT}. */
  readonly text: Uint8Array;
  readonly textEnds: Uint32Array;
  /** A bit for each byte of `text`: whether something was left out before it. */
  readonly gapBits: Uint8Array;
  /** What was left out, gap by gap, the last byte of each with {@link GAP_END}. */
  readonly gapBytes: Uint8Array;
  /** Where the gaps of each document end in `gapBytes`. */
  readonly gapEnds: Uint32Array;
}

/**
 * Texts from which blanks and braces are taken out, and kept aside: LaTeX is compared without them at the full speed of
 * a byte search, everything else by a look at the bits where it has matched.
 */
export class GappedText {
  constructor(readonly parts: GappedParts) {}

  get byteLength(): number {
    const { text, textEnds, gapBits, gapBytes, gapEnds } = this.parts;
    return text.length + textEnds.byteLength + gapBits.length + gapBytes.length + gapEnds.byteLength;
  }

  /** The whole folded text. */
  textOf(document: number): string {
    const { text, gapBits, gapBytes, gapEnds } = this.parts;
    let gap = document === 0 ? 0 : (gapEnds[document - 1] ?? 0);
    const units: number[] = [];
    for (let at = this.#start(document), end = this.#end(document); at <= end; ) {
      if (((gapBits[at >> 3] ?? 0) >> (at & 7)) & 1) {
        for (let byte = 0; byte < GAP_END; units.push(byte & 0x7f)) byte = gapBytes[gap++] ?? GAP_END;
      }
      if (at === end) break;
      const first = text[at] ?? 0;
      if (first < 0x80) {
        units.push(first);
        at += 1;
      } else if (first < 0xe0) {
        units.push(((first & 0x1f) << 6) | ((text[at + 1] ?? 0) & 0x3f));
        at += 2;
      } else {
        units.push(((first & 0x0f) << 12) | (((text[at + 1] ?? 0) & 0x3f) << 6) | ((text[at + 2] ?? 0) & 0x3f));
        at += 3;
      }
    }
    return textOfUnits(units);
  }

  /** Whether a document holds `folded`; with `isSqueezed`, where blanks and braces in the text do not count. */
  matcher(folded: string, isSqueezed: boolean): (document: number) => boolean {
    const { text } = this.parts;
    const pattern = encodeUnits(squeeze(folded));
    const skips = makeSkips(pattern);
    if (isSqueezed) return (document) => find(text, this.#start(document), this.#end(document), pattern, skips) >= 0;
    if (hasGap(folded)) {
      return (document) =>
        (pattern.length === 0 || find(text, this.#start(document), this.#end(document), pattern, skips) >= 0) && this.textOf(document).includes(folded);
    }
    return (document) => {
      const end = this.#end(document);
      for (let at = find(text, this.#start(document), end, pattern, skips); at >= 0; at = find(text, at + 1, end, pattern, skips)) {
        if (this.#isWhole(at, at + pattern.length)) return true;
      }
      return false;
    };
  }

  #isWhole(start: number, end: number): boolean {
    const { gapBits } = this.parts;
    for (let at = start + 1; at < end; at++) if (((gapBits[at >> 3] ?? 0) >> (at & 7)) & 1) return false;
    return true;
  }

  #start(document: number): number {
    return document === 0 ? 0 : (this.parts.textEnds[document - 1] ?? 0);
  }

  /** The place of the mark at the end. */
  #end(document: number): number {
    return (this.parts.textEnds[document] ?? 1) - 1;
  }
}

function hasGap(folded: string): boolean {
  for (let index = 0; index < folded.length; index++) if (isIgnorable(folded.charCodeAt(index))) return true;
  return false;
}

const AT_ONCE = 8192;

function textOfUnits(units: readonly number[]): string {
  let text = '';
  for (let start = 0; start < units.length; start += AT_ONCE) text += String.fromCharCode(...units.slice(start, start + AT_ONCE));
  return text;
}
