import { BytePattern, countBytes } from './bytePattern';
import { isIgnorable, squeeze } from './fold';
import { encodeUnits, lengthOfUnit, readNumber } from './units';

/** Ends each document, so that what stands before the end has a byte to stand before. */
export const END_OF_DOCUMENT = 0x01;
/** On the first byte of a gap. */
export const GAP_START = 0x80;

const NO_TEXT = new Uint8Array();

export interface GappedParts {
  /** Units beyond ASCII, by their numbers. */
  readonly units: string;
  /**
   * Text without blanks and braces, as `encodeUnits` writes it; after each document {@link END_OF_DOCUMENT}. In pieces
   * that end with a document; places are counted through all of them.
   */
  readonly pieces: readonly Uint8Array[];
  readonly textEnds: Uint32Array;
  /** A bit for each byte of the text: whether something was left out before it. */
  readonly gapBits: Uint8Array;
  /** What was left out, gap by gap, the first byte of each with {@link GAP_START}. */
  readonly gapBytes: Uint8Array;
  /** Where the gaps of each document end in `gapBytes`. */
  readonly gapEnds: Uint32Array;
}

/**
 * Texts from which blanks and braces are taken out, and kept aside: LaTeX is compared without them at the full speed of
 * a byte search, everything else by a look at the bits where it has matched.
 */
export class GappedText {
  #counts: Uint32Array | undefined;
  /** The units beyond ASCII by their numbers, from the first of these on. */
  #numbered: Uint16Array | undefined;

  /** Of each document its piece, and where in the text that begins. */
  readonly #pieceOf: Uint16Array;
  readonly #pieceStartOf: Uint32Array;

  constructor(readonly parts: GappedParts) {
    const { pieces, textEnds } = parts;
    this.#pieceOf = new Uint16Array(textEnds.length);
    this.#pieceStartOf = new Uint32Array(textEnds.length);
    for (let document = 0, piece = 0, start = 0; document < textEnds.length; document++) {
      while (start + (pieces[piece]?.length ?? Infinity) < (textEnds[document] ?? 0)) start += pieces[piece++]?.length ?? 0;
      this.#pieceOf[document] = piece;
      this.#pieceStartOf[document] = start;
    }
  }

  get byteLength(): number {
    const { pieces, textEnds, gapBits, gapBytes, gapEnds, units } = this.parts;
    const text = pieces.reduce((sum, { length }) => sum + length, 0);
    return 2 * units.length + text + textEnds.byteLength + gapBits.length + gapBytes.length + gapEnds.byteLength;
  }

  /** The whole folded text. */
  textOf(document: number): string {
    const { gapBits, gapBytes } = this.parts;
    const text = this.#pieceWith(document);
    const pieceStart = this.#pieceStartOf[document] ?? 0;
    const numbered = (this.#numbered ??= unitsOf(this.parts.units));
    // What is imported is read once: where modules are CommonJS, each use of it is a call.
    const [gapStart, read, lengthOf] = [GAP_START, readNumber, lengthOfUnit];
    const end = this.#end(document);
    let at = this.#start(document);
    let gap = this.#firstGap(document);
    const units = new Uint16Array(end - at + Math.max(0, (this.parts.gapEnds[document] ?? 0) - gap));
    let count = 0;
    for (;;) {
      if (((gapBits[at >> 3] ?? 0) >> (at & 7)) & 1) {
        do units[count++] = (gapBytes[gap++] ?? 0) & 0x7f;
        while ((gapBytes[gap] ?? gapStart) < gapStart);
      }
      if (at >= end) break;
      const first = text[at - pieceStart] ?? 0;
      units[count++] = first < 0x80 ? first : (numbered[read(text, at - pieceStart)] ?? 0);
      at += lengthOf(first);
    }
    return textOfUnits(units.subarray(0, count));
  }

  /**
   * Whether a document holds `folded` in bytes `[from, to)`; with `isSqueezed`, where blanks and braces in the text do
   * not count. A match that begins before `to` may end behind it.
   */
  matcher(folded: string, isSqueezed: boolean): (document: number, from: number, to: number) => boolean {
    const { pieces, units } = this.parts;
    const bytes = encodeUnits(squeeze(folded), units);
    if (!bytes) return () => false;
    if (bytes.length === 0) return (document) => this.textOf(document).includes(folded);
    const pattern = new BytePattern(bytes, (this.#counts ??= countBytes(pieces)));
    const gaps = isSqueezed ? undefined : gapsOf(folded, units);
    return (document, from, to) => {
      const text = this.#pieceWith(document);
      const pieceStart = this.#pieceStartOf[document] ?? 0;
      const start = Math.max(from, this.#start(document)) - pieceStart;
      const end = Math.min(to + pattern.length, this.#end(document)) - pieceStart;
      for (let found = pattern.find(text, start, end); found >= 0; found = pattern.find(text, found + 1, end)) {
        const at = pieceStart + found;
        if (!gaps || (this.#hasGapsWithin(gaps, at, at + pattern.length) && this.#hasGapsAround(gaps, document, at, at + pattern.length))) return true;
      }
      return false;
    };
  }

  /** Whether, between the ends of a match, the text has the wanted gaps and no others. Their places alone tell nearly all others apart. */
  #hasGapsWithin(gaps: Gaps, start: number, end: number): boolean {
    for (let at = start + 1; at < end; at++) if (this.#hasGap(at) !== (gaps.within[at - start] ?? '') > '') return false;
    return true;
  }

  #hasGapsAround({ before, within, after, isEmpty }: Gaps, document: number, start: number, end: number): boolean {
    if (isEmpty) return true;
    let gap = this.#firstGap(document);
    const { gapBits } = this.parts;
    for (let at = this.#start(document); at < start; at++) {
      if ((at & 7) === 0 && start - at > 8) {
        // Most of a text is far from any match: eight places at once.
        for (let bits = gapBits[at >> 3] ?? 0; bits !== 0; bits &= bits - 1) gap = this.#behindGap(gap);
        at += 7;
      } else if (this.#hasGap(at)) gap = this.#behindGap(gap);
    }
    for (let at = start; at <= end; at++) {
      const next = this.#hasGap(at) ? this.#behindGap(gap) : gap;
      const found = this.#gapText(gap, next);
      gap = next;
      if (at === start ? !found.endsWith(before) : at === end ? !found.startsWith(after) : found !== (within[at - start] ?? '')) return false;
    }
    return true;
  }

  #behindGap(gap: number): number {
    const { gapBytes } = this.parts;
    let next = gap + 1;
    while ((gapBytes[next] ?? GAP_START) < GAP_START) next++;
    return next;
  }

  #gapText(start: number, end: number): string {
    let text = '';
    for (let at = start; at < end; at++) text += String.fromCharCode((this.parts.gapBytes[at] ?? 0) & 0x7f);
    return text;
  }

  #hasGap(at: number): boolean {
    return (((this.parts.gapBits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
  }

  #pieceWith(document: number): Uint8Array {
    return this.parts.pieces[this.#pieceOf[document] ?? 0] ?? NO_TEXT;
  }

  #firstGap(document: number): number {
    return document === 0 ? 0 : (this.parts.gapEnds[document - 1] ?? 0);
  }

  #start(document: number): number {
    return document === 0 ? 0 : (this.parts.textEnds[document - 1] ?? 0);
  }

  /** The place of the mark at the end. */
  #end(document: number): number {
    return (this.parts.textEnds[document] ?? 1) - 1;
  }
}

/** Blanks and braces of a piece of text. */
interface Gaps {
  readonly before: string;
  /** By the place, in bytes from the first, of the unit that they stand before. */
  readonly within: readonly (string | undefined)[];
  readonly after: string;
  readonly isEmpty: boolean;
}

function gapsOf(folded: string, units: string): Gaps {
  const within: (string | undefined)[] = [];
  let before = '';
  let open = '';
  let at = 0;
  for (const unit of folded.split('')) {
    if (isIgnorable(unit.charCodeAt(0))) {
      open += unit;
      continue;
    }
    if (at === 0) before = open;
    else if (open !== '') within[at] = open;
    open = '';
    at += encodeUnits(unit, units)?.length ?? 0;
  }
  return { before, within, after: open, isEmpty: before === '' && open === '' && within.length === 0 };
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
  return units;
}

const AT_ONCE = 8192;

function textOfUnits(units: Uint16Array): string {
  let text = '';
  for (let start = 0; start < units.length; start += AT_ONCE) text += String.fromCharCode(...units.subarray(start, start + AT_ONCE));
  return text;
}
