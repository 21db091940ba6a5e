import type { Steps } from '../util/slices';
import { foldTable, foldText, isAsciiWord, isIgnorable, squeeze } from './fold';
import { END_OF_DOCUMENT, GAP_END } from './gappedText';
import { ASCII_CLASS, BLOCK, CLASS_BITS, firstRow, fourRow, GRAM_ROWS, gramRows, GROUP, OVERLAP, pairHash, secondRow, sixRow, thirdRow, tripleRow, twelveRow, twoRow } from './grams';
import { findHeadings } from './headings';
import { packPostings } from './postings';
import { TextSegment, type Group } from './textSegment';
import { UnitNumbers } from './unitNumbers';
import { writeUnit } from './units';
import { WordLog } from './wordLog';

/** Bytes copied between two pauses. */
const SLICE = 1 << 22;

interface OpenGroup extends Group {
  units: Uint32Array;
  headingUnits: Uint32Array;
}

/** Collects articles into a {@link TextSegment}. Adding one takes about a quarter of a millisecond. */
export class SegmentBuilder {
  readonly ids: string[] = [];
  #text = new Uint8Array(1 << 16);
  #textLength = 0;
  readonly #textEnds: number[] = [];
  #gapBits = new Uint8Array(1 << 13);
  #gapBytes = new Uint8Array(1 << 14);
  #gapLength = 0;
  readonly #gapEnds: number[] = [];
  readonly #headings: string[] = [];
  readonly #units = new UnitNumbers();
  readonly #words = new WordLog();
  readonly #groups: OpenGroup[] = [];
  readonly #blockStarts: number[] = [];
  readonly #firstBlocks: number[] = [];
  #open: { readonly group: OpenGroup; readonly bit: number } = { group: makeGroup(), bit: 0 };

  get textBytes(): number {
    return this.#textLength;
  }

  add(id: string, markdown: string): void {
    this.ids.push(id);
    this.#firstBlocks.push(this.#blockStarts.length);
    this.#reserve(markdown.length);
    this.#openBlock('');
    const { group, bit } = this.#open;
    this.#scan(markdown);
    const headings = findHeadings(markdown).map(({ text }) => foldText(text)).join('\n');
    this.#headings.push(headings);
    group.headingUnits = this.#wideEnough(group.headingUnits);
    for (let index = 0; index < headings.length; index++) setBit(group.headingUnits, this.#units.numberOf(headings.charCodeAt(index)), bit);
    this.#words.endDocument();
    this.#textEnds.push(this.#textLength);
    this.#gapEnds.push(this.#gapLength);
  }

  /** The segment of what has been added so far; more may be added afterwards. Pauses every few milliseconds. */
  *build(): Steps<TextSegment> {
    const { log, ends, words } = this.#words.parts();
    const [textLength, gapLength] = [this.#textLength, this.#gapLength];
    const parts = {
      ids: [...this.ids],
      textEnds: Uint32Array.from(this.#textEnds),
      blockStarts: Uint32Array.from(this.#blockStarts),
      firstBlocks: Uint32Array.from(this.#firstBlocks),
      gapEnds: Uint32Array.from(this.#gapEnds),
      headings: this.#headings.map((heading) => `${heading}\u0001`).join(''),
      words: words.join('\n'),
      units: this.#units.text,
    };
    yield;
    // The open group still gets bits, of other blocks: what is in them by then does no harm.
    const groups = this.#groups.slice(0, Math.ceil(parts.blockStarts.length / GROUP)).map((group) => ({ ...group }));
    const postings = yield* packPostings(log, ends, words.length);
    return new TextSegment({
      ...parts,
      text: yield* copied(this.#text, textLength),
      gapBits: yield* copied(this.#gapBits, (textLength >> 3) + 1),
      gapBytes: yield* copied(this.#gapBytes, gapLength),
      postings,
      groups,
    });
  }

  /** @param before squeezed text before it, of which it has the pieces too */
  #openBlock(before: string): void {
    const place = this.#blockStarts.push(this.#textLength) - 1;
    if (place % GROUP === 0) this.#groups.push(makeGroup());
    const group = this.#groups.at(-1) as OpenGroup;
    const bit = 1 << place % GROUP;
    group.units = this.#wideEnough(group.units);
    for (const row of before.length > 1 ? gramRows(before) : []) setBit(group.grams, row, bit);
    this.#open = { group, bit };
  }

  #wideEnough(rows: Uint32Array): Uint32Array {
    const { size } = this.#units;
    if (rows.length >= size) return rows;
    const wider = new Uint32Array(Math.max(256, Math.ceil(size * 1.1)));
    wider.set(rows);
    return wider;
  }

  #reserve(units: number): void {
    // A unit gives four bytes at most.
    const textLength = this.#textLength + units * 4 + 1;
    if (textLength > this.#text.length) this.#text = grown(this.#text, textLength);
    if (this.#text.length >> 3 >= this.#gapBits.length) this.#gapBits = grown(this.#gapBits, (this.#text.length >> 3) + 1);
    if (this.#gapLength + units > this.#gapBytes.length) this.#gapBytes = grown(this.#gapBytes, this.#gapLength + units);
  }

  #scan(markdown: string): void {
    // What is imported is read once: where modules are CommonJS, each use of it is a call.
    const [fold, kinds, classes] = [foldTable(), UNIT_KINDS, ASCII_CLASS];
    const [toPair, first, second, third, toTriple] = [pairHash, firstRow, secondRow, thirdRow, tripleRow];
    const [toTwo, toFour, toSix, toTwelve, write] = [twoRow, fourRow, sixRow, twelveRow, writeUnit];
    const [bitsPerClass, gapEnd] = [CLASS_BITS, GAP_END];
    const text = this.#text;
    const gapBits = this.#gapBits;
    const gapBytes = this.#gapBytes;
    const { numbers } = this.#units;
    let { group, bit } = this.#open;
    let { grams, units } = group;
    const blockSize = Math.ceil(markdown.length / Math.max(1, Math.round(markdown.length / BLOCK)));
    let blockEnd = blockSize;
    const words = this.#words;
    let gapLength = this.#gapLength;
    let isGapOpen = false;
    let place = this.#textLength;
    let previous = 0;
    let run = 0;
    let runLength = 0;
    // The runs of up to fifteen units ago, each at its place's last four bits.
    const runs = new Int32Array(16);
    let lastPair = 0;
    let hasPair = false;
    let wordStart = -1;
    let wordHash = 0;
    // One loop without calls for the common units: it decides how long building takes.
    for (let index = 0; index <= markdown.length; index++) {
      const isEnd = index === markdown.length;
      if (index === blockEnd && !isEnd) {
        this.#textLength = place;
        this.#openBlock(squeezedBefore(markdown, index));
        ({ group, bit } = this.#open);
        ({ grams, units } = group);
        blockEnd += blockSize;
      }
      const unit = isEnd ? 0 : (fold[markdown.charCodeAt(index)] ?? 0);
      const kind = unit > 0x7f ? UNIT.other : (kinds[unit] ?? 0);
      if (kind === UNIT.word) {
        if (wordStart < 0) {
          wordStart = place;
          wordHash = 0;
        }
        wordHash = (Math.imul(wordHash, 31) + unit) | 0;
      } else if (wordStart >= 0) {
        if (place - wordStart > 1) words.note(text, wordStart, place, wordHash);
        wordStart = -1;
      }
      if (isGapOpen && (isEnd || kind !== UNIT.ignorable)) {
        gapBits[place >> 3] = (gapBits[place >> 3] ?? 0) | (1 << (place & 7));
        gapBytes[gapLength - 1] = (gapBytes[gapLength - 1] ?? 0) | gapEnd;
        isGapOpen = false;
      }
      if (isEnd) break;
      if (unit > 0x7f) {
        if (numbers[unit] === 0) {
          this.#units.add(unit);
          units = group.units = this.#wideEnough(units);
        }
        const number = numbers[unit] ?? 0;
        setBit(units, number, bit);
        if (previous !== 0) {
          const pair = toPair(previous, unit);
          setBit(grams, first(pair), bit);
          setBit(grams, second(pair), bit);
          setBit(grams, third(pair), bit);
          if (hasPair) setBit(grams, toTriple(lastPair, unit), bit);
          lastPair = pair;
          hasPair = true;
        }
        previous = unit;
        place = write(text, place, number);
        runLength = 0;
        continue;
      }
      setBit(units, unit, bit);
      if (kind === UNIT.ignorable) {
        gapBytes[gapLength++] = unit;
        isGapOpen = true;
        continue;
      }
      text[place++] = unit;
      if (previous !== 0) {
        lastPair = toPair(previous, unit);
        hasPair = true;
        if (runLength > 0) setBit(grams, toTwo(lastPair), bit);
        else {
          setBit(grams, first(lastPair), bit);
          setBit(grams, second(lastPair), bit);
          setBit(grams, third(lastPair), bit);
        }
      }
      previous = unit;
      run = (run << bitsPerClass) | (classes[unit] ?? 0);
      runs[place & 15] = run;
      runLength++;
      if (runLength < 4) continue;
      setBit(grams, toFour(run), bit);
      if (runLength < 6) continue;
      setBit(grams, toSix(runs[(place - 2) & 15] ?? 0, run), bit);
      if (runLength > 11) setBit(grams, toTwelve(runs[(place - 8) & 15] ?? 0, runs[(place - 4) & 15] ?? 0, run), bit);
    }
    text[place++] = END_OF_DOCUMENT;
    this.#gapLength = gapLength;
    this.#textLength = place;
  }
}

const UNIT = { other: 0, word: 1, ignorable: 2 } as const;
const UNIT_KINDS = Uint8Array.from({ length: 128 }, (_, unit) => (isAsciiWord(unit) ? UNIT.word : isIgnorable(unit) ? UNIT.ignorable : UNIT.other));

function makeGroup(): OpenGroup {
  return { units: new Uint32Array(), headingUnits: new Uint32Array(), grams: new Uint32Array(GRAM_ROWS) };
}

/** The last units before a place, folded and without blanks and braces. */
function squeezedBefore(markdown: string, end: number): string {
  for (let length = 2 * OVERLAP; ; length *= 2) {
    const squeezed = squeeze(foldText(markdown.slice(Math.max(0, end - length), end)));
    if (squeezed.length >= OVERLAP || length >= end) return squeezed.slice(-OVERLAP);
  }
}

function setBit(rows: Uint32Array, row: number, bit: number): void {
  rows[row] = (rows[row] ?? 0) | bit;
}

function* copied(bytes: Uint8Array, length: number): Steps<Uint8Array> {
  const copy = new Uint8Array(length);
  for (let start = 0; start < length; start += SLICE) {
    copy.set(bytes.subarray(start, Math.min(length, start + SLICE)), start);
    yield;
  }
  return copy;
}

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, needed));
  larger.set(bytes);
  return larger;
}
