import { isAsciiWord, squeeze } from './fold';
import { GappedText, type GappedParts } from './gappedText';
import { gramRows, GROUP, OVERLAP } from './grams';
import type { Postings } from './postings';
import { numberIn } from './unitNumbers';
import { LONGEST_UNIT } from './units';

/** What is known of a document and a piece of text before its text is read. */
export const Presence = {
  none: 0,
  /** The text must be read: {@link TextSegment.matcher}. */
  maybe: 1,
  /** It stands there, but only within words. */
  withinWords: 2,
  certain: 3,
  inHeading: 4,
} as const;

/** What each of {@link GROUP} blocks of text has, a bit for each in every row. */
export interface Group {
  /** By the number of a unit; none beyond the end. */
  readonly units: Int32Array;
  /** The same of headings alone. */
  readonly headingUnits: Int32Array;
  readonly grams: Int32Array;
}

export interface SegmentParts extends GappedParts {
  readonly ids: readonly string[];
  /** Folded headings, a line each, and after those of each document U+0001. */
  readonly headings: string;
  /** Words of two and more ASCII letters and digits, a line each. */
  readonly words: string;
  /** The documents of each word. */
  readonly postings: Postings;
  readonly groups: readonly Group[];
  /** Where each block begins in the text. */
  readonly blockStarts: Uint32Array;
  /** The first block of each document; headings are all noted there. */
  readonly firstBlocks: Uint32Array;
}

/** Folded text of some hundred articles and what of it stands where. Never changes. */
export class TextSegment {
  #headingEnds: Uint32Array | undefined;
  #wordEnds: Uint32Array | undefined;
  /** The document of each block. */
  readonly #documents: Uint32Array;

  readonly #text: GappedText;

  constructor(readonly parts: SegmentParts) {
    this.#text = new GappedText(parts);
    const { blockStarts, firstBlocks } = parts;
    this.#documents = new Uint32Array(blockStarts.length);
    for (const [document, first] of firstBlocks.entries()) this.#documents.fill(document, first, firstBlocks[document + 1]);
  }

  get size(): number {
    return this.parts.ids.length;
  }

  get byteLength(): number {
    const { postings, headings, words, groups, blockStarts, firstBlocks } = this.parts;
    const bits = groups.reduce((sum, group) => sum + group.units.byteLength + group.headingUnits.byteLength + group.grams.byteLength, 0);
    return this.#text.byteLength + postings.starts.byteLength + postings.bytes.length + 2 * (headings.length + words.length) + bits + 2 * blockStarts.byteLength + firstBlocks.byteLength;
  }

  textOf(document: number): string {
    return this.#text.textOf(document);
  }

  /** Where `folded` may stand, by document. `isSqueezed`: it is a LaTeX fragment without blanks and braces, and not looked for in headings. */
  presence(folded: string, isSqueezed: boolean): Uint8Array {
    const flags = new Uint8Array(this.size);
    const isUnit = folded.length === 1 && squeeze(folded) === folded;
    if (isUnit) this.#raise(flags, Presence.certain, this.#bitsOf(folded));
    else if (!isSqueezed && isWord(folded)) this.#markWords(folded, flags);
    else this.#raise(flags, Presence.maybe, this.#bitsOf(folded));
    if (isSqueezed) return flags;
    if (isUnit) this.#raise(flags, Presence.inHeading, this.#headingBitsOf(folded));
    else this.#markHeadings(folded, flags);
    return flags;
  }

  /** Reads one document's text for `folded`: the blocks where it may stand. */
  matcher(folded: string, isSqueezed: boolean): (document: number) => boolean {
    const { groups, blockStarts, firstBlocks, textEnds } = this.parts;
    const bits = groups.map(this.#bitsOf(folded));
    const stands = this.#text.matcher(folded, isSqueezed);
    return (document) => {
      const end = firstBlocks[document + 1] ?? blockStarts.length;
      for (let block = firstBlocks[document] ?? end; block < end; block++) {
        if ((((bits[Math.floor(block / GROUP)] ?? 0) >>> block % GROUP) & 1) === 0) continue;
        const from = (blockStarts[block] ?? 0) - OVERLAP * LONGEST_UNIT;
        if (stands(document, from, block + 1 < end ? (blockStarts[block + 1] ?? 0) : (textEnds[document] ?? 0))) return true;
      }
      return false;
    };
  }

  #markHeadings(folded: string, flags: Uint8Array): void {
    const { headings } = this.parts;
    const ends = (this.#headingEnds ??= endsOf(headings, '\u0001'));
    let candidates = 0;
    for (const flag of flags) if (flag !== Presence.none) candidates++;
    if (candidates < flags.length / FEW) {
      for (let document = 0; document < flags.length; document++) {
        if (flags[document] === Presence.none) continue;
        if (headings.slice(document === 0 ? 0 : ends[document - 1], ends[document]).includes(folded)) flags[document] = Presence.inHeading;
      }
      return;
    }
    for (let at = headings.indexOf(folded); at >= 0; ) {
      const document = indexAt(ends, at);
      flags[document] = Presence.inHeading;
      at = headings.indexOf(folded, ends[document]);
    }
  }

  #markWords(folded: string, flags: Uint8Array): void {
    const { words, postings } = this.parts;
    const ends = (this.#wordEnds ??= endsOf(words, '\n'));
    for (let at = words.indexOf(folded); at >= 0; ) {
      const word = indexAt(ends, at);
      const start = word === 0 ? 0 : (ends[word - 1] ?? 0);
      postings.mark(word, flags, at === start ? Presence.certain : Presence.withinWords);
      at = words.indexOf(folded, ends[word]);
    }
  }

  /** The blocks that have all that is known of the pieces of a text. */
  #bitsOf(folded: string): (group: Group) => number {
    const squeezed = squeeze(folded);
    if (squeezed === '') return () => -1;
    if (squeezed.length === 1) {
      const row = this.#rowOf(squeezed);
      return ({ units }) => units[row] ?? 0;
    }
    const rows = gramRows(squeezed.slice(0, OVERLAP));
    return ({ grams }) => {
      let bits = -1;
      for (let index = 0; index < rows.length && bits !== 0; index++) bits &= grams[rows[index] ?? 0] ?? 0;
      return bits;
    };
  }

  #headingBitsOf(unit: string): (group: Group) => number {
    const row = this.#rowOf(unit);
    return ({ headingUnits }) => headingUnits[row] ?? 0;
  }

  /** Beyond all rows for a unit that no text has. */
  #rowOf(unit: string): number {
    const row = numberIn(this.parts.units, unit.charCodeAt(0));
    return row < 0 ? NO_ROW : row;
  }

  /** Sets `flags` of the documents whose blocks have a bit. */
  #raise(flags: Uint8Array, presence: number, bitsOf: (group: Group) => number): void {
    const documents = this.#documents;
    // Read once: it is imported, and this is the innermost loop of a short query.
    const groupSize = GROUP;
    let first = 0;
    for (const group of this.parts.groups) {
      for (let bits = bitsOf(group); bits !== 0; bits &= bits - 1) {
        const block = first + 31 - Math.clz32(bits & -bits);
        if (block < documents.length) flags[documents[block] ?? 0] = presence;
      }
      first += groupSize;
    }
  }
}

const NO_ROW = 0x10000;
/** With fewer candidates than one in this many, their headings are looked at one by one. */
const FEW = 8;

function isWord(folded: string): boolean {
  for (let index = 0; index < folded.length; index++) if (!isAsciiWord(folded.charCodeAt(index))) return false;
  return true;
}

/** Behind each separator its end; after the last piece the end of the text. */
function endsOf(text: string, separator: string): Uint32Array {
  const ends: number[] = [];
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) ends.push(at + 1);
  if (!text.endsWith(separator)) ends.push(text.length);
  return Uint32Array.from(ends);
}

/** Which piece holds the place. */
function indexAt(ends: Uint32Array, place: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
