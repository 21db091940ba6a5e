import { isAsciiWord, squeeze } from './fold';
import { asciiKeys, FIRST_DYNAMIC } from './keys';
import type { Postings } from './postings';
import { GappedText, type GappedParts } from './gappedText';

/** What is known of a document and a piece of text before its text is read. */
export const Presence = {
  none: 0,
  /** The text must be read: {@link TextSegment.matcher}. */
  maybe: 1,
  /** It stands there, but only within words. */
  withinWords: 2,
  certain: 3,
} as const;

export interface SegmentParts extends GappedParts {
  readonly ids: readonly string[];
  /** Folded headings, a line each, and after those of each document U+0001. */
  readonly headings: string;
  /** Words of ASCII letters and digits, a line each. */
  readonly words: string;
  /** Pairs of units beyond ASCII, `first << 16 | second`, sorted. */
  readonly pairs: Uint32Array;
  readonly postings: Postings;
}

/** Folded text of some hundred articles and what of it stands where. Never changes. */
export class TextSegment {
  #headingEnds: Uint32Array | undefined;
  #wordEnds: Uint32Array | undefined;

  readonly #text: GappedText;

  constructor(readonly parts: SegmentParts) {
    this.#text = new GappedText(parts);
  }

  get size(): number {
    return this.parts.ids.length;
  }

  get byteLength(): number {
    const { pairs, postings, headings, words } = this.parts;
    return this.#text.byteLength + pairs.byteLength + postings.starts.byteLength + postings.bytes.length + 2 * (headings.length + words.length);
  }

  textOf(document: number): string {
    return this.#text.textOf(document);
  }

  /** Where `folded` may stand. `isSqueezed`: it is a LaTeX fragment without blanks and braces. */
  presence(folded: string, isSqueezed: boolean): Uint8Array {
    const flags = new Uint8Array(this.size);
    if (!isSqueezed && isWord(folded) && folded.length > 1) this.#markWords(folded, flags);
    else this.#markKeys(folded, isSqueezed, flags);
    return flags;
  }

  /** Reads one document's text for `folded`. */
  matcher(folded: string, isSqueezed: boolean): (document: number) => boolean {
    return this.#text.matcher(folded, isSqueezed);
  }

  /** Documents with `folded` in a heading, among those where `presences` says that it may stand. */
  inHeadings(folded: string, presences: Uint8Array, visit: (document: number) => void): void {
    const { headings } = this.parts;
    const ends = (this.#headingEnds ??= endsOf(headings, '\u0001'));
    let candidates = 0;
    for (let document = 0; document < presences.length; document++) if (presences[document] !== Presence.none) candidates++;
    if (candidates < presences.length / FEW) {
      for (let document = 0; document < presences.length; document++) {
        if (presences[document] === Presence.none) continue;
        if (headings.slice(document === 0 ? 0 : ends[document - 1], ends[document]).includes(folded)) visit(document);
      }
      return;
    }
    for (let at = headings.indexOf(folded); at >= 0; ) {
      const document = indexAt(ends, at);
      visit(document);
      at = headings.indexOf(folded, ends[document]);
    }
  }

  #markWords(folded: string, flags: Uint8Array): void {
    const { words, postings, pairs } = this.parts;
    const ends = (this.#wordEnds ??= endsOf(words, '\n'));
    const first = FIRST_DYNAMIC + pairs.length;
    for (let at = words.indexOf(folded); at >= 0; ) {
      const word = indexAt(ends, at);
      const start = word === 0 ? 0 : (ends[word - 1] ?? 0);
      postings.mark(first + word, flags, Presence.withinWords, at === start ? Presence.certain : Presence.withinWords);
      at = words.indexOf(folded, ends[word]);
    }
  }

  /** Documents that have all keys of the text, from the rarest key on. */
  #markKeys(folded: string, isSqueezed: boolean, flags: Uint8Array): void {
    const { postings } = this.parts;
    const keys = this.#keysOf(folded, isSqueezed);
    if (keys === undefined) return;
    if (keys.length === 0) {
      flags.fill(Presence.maybe);
      return;
    }
    const isPair = !isSqueezed && folded.length === 2 && folded.charCodeAt(0) > 0x7f && folded.charCodeAt(1) > 0x7f;
    const isExact = folded.length === 1 || isPair;
    keys.sort((a, b) => postings.size(a) - postings.size(b));
    const chosen = keys.slice(0, MOST_KEYS);
    let left = postings.mark(chosen[0] ?? 0, flags, 0, 1);
    for (let index = 1; index < chosen.length && left > 0; index++) left = postings.narrow(chosen[index] ?? 0, flags, index);
    const last = left > 0 ? chosen.length : 255;
    for (let document = 0; document < flags.length; document++) {
      flags[document] = flags[document] === last ? (isExact ? Presence.certain : Presence.maybe) : Presence.none;
    }
  }

  /** `undefined` where a part of the text stands in no document. */
  #keysOf(folded: string, isSqueezed: boolean): number[] | undefined {
    const keys: number[] = [];
    for (const [run] of folded.matchAll(/[\u0000-\u007f]+|[^\u0000-\u007f]+/g)) {
      if (run.charCodeAt(0) < 0x80) {
        const squeezed = squeeze(run);
        if (squeezed !== '') keys.push(...asciiKeys(squeezed));
        continue;
      }
      // What is squeezed may have blanks between in the text, where units are no pair.
      if (run.length === 1 || isSqueezed) {
        for (let index = 0; index < run.length; index++) keys.push(run.charCodeAt(index));
        continue;
      }
      for (let index = 1; index < run.length; index++) {
        const pair = indexOfSorted(this.parts.pairs, ((run.charCodeAt(index - 1) << 16) | run.charCodeAt(index)) >>> 0);
        if (pair < 0) return undefined;
        keys.push(FIRST_DYNAMIC + pair);
      }
    }
    return [...new Set(keys)];
  }
}

/** With fewer candidates than one in this many, their headings are looked at one by one. */
const FEW = 8;
/** Lists read for one piece of text: more hardly narrow it further. */
const MOST_KEYS = 24;

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

function indexOfSorted(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
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
