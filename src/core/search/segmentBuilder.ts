import { foldTable, foldText, isAsciiWord, isIgnorable } from './fold';
import { NumberTable } from './hashTable';
import { findHeadings } from './headings';
import { ASCII_CLASS, eightKey, FIRST_DYNAMIC, pairKey, quadKey, RUN_SHIFT } from './keys';
import { packPostings } from './postings';
import { TextSegment } from './textSegment';
import { writeUnit } from './units';
import { END_OF_DOCUMENT, GAP_END } from './gappedText';

/** A key of the log that counts words; its place follows when the number of pairs is known. */
const WORD_BIT = 0x80000000;
const SLICE = 1 << 20;

/** Collects articles into a {@link TextSegment}. Adding one takes about a third of a millisecond. */
export class SegmentBuilder {
  readonly ids: string[] = [];
  #text = new Uint8Array(1 << 16);
  #textLength = 0;
  readonly #textEnds: number[] = [];
  #gapBits = new Uint8Array(1 << 13);
  #gapBytes = new Uint8Array(1 << 14);
  #gapLength = 0;
  readonly #gapEnds: number[] = [];
  #log = new Uint32Array(1 << 14);
  #logLength = 0;
  readonly #logEnds: number[] = [];
  readonly #headings: string[] = [];
  readonly #words: string[] = [];
  readonly #pairTable = new NumberTable(1 << 14);
  readonly #wordTable = new NumberTable(1 << 12);
  // The last document of each key, plus one: a key is logged once a document.
  readonly #lastFixed = new Uint16Array(FIRST_DYNAMIC);
  #lastPair = new Uint16Array(1 << 15);
  #lastWord = new Uint16Array(1 << 13);

  get textBytes(): number {
    return this.#textLength;
  }

  add(id: string, markdown: string): void {
    const document = this.ids.push(id);
    this.#reserve(markdown.length);
    this.#scan(markdown, document);
    this.#textEnds.push(this.#textLength);
    this.#gapEnds.push(this.#gapLength);
    this.#logEnds.push(this.#logLength);
    this.#headings.push(findHeadings(markdown).map(({ text }) => foldText(text)).join('\n'));
  }

  /** The segment of what has been added so far; more may be added afterwards. Pauses every few milliseconds. */
  *build(): Generator<void, TextSegment> {
    const pairCount = this.#pairTable.size;
    // Sorted, so that a loaded segment finds a pair without building a table first.
    const pairs = this.#pairTable.keys.slice(0, pairCount).sort();
    const place = new Uint32Array(pairCount);
    for (let index = 0; index < pairCount; index++) place[this.#pairTable.find(pairs[index] ?? 0)] = FIRST_DYNAMIC + index;
    yield;
    const log = this.#log.slice(0, this.#logLength);
    for (let start = 0; start < log.length; start += SLICE) {
      for (let at = start; at < Math.min(log.length, start + SLICE); at++) {
        const key = log[at] ?? 0;
        if (key >= WORD_BIT) log[at] = FIRST_DYNAMIC + pairCount + (key - WORD_BIT);
        else if (key >= FIRST_DYNAMIC) log[at] = place[key - FIRST_DYNAMIC] ?? 0;
      }
      yield;
    }
    const postings = yield* packPostings(log, this.#logEnds, FIRST_DYNAMIC + pairCount + this.#words.length);
    return new TextSegment({
      ids: [...this.ids],
      text: this.#text.slice(0, this.#textLength),
      textEnds: Uint32Array.from(this.#textEnds),
      gapBits: this.#gapBits.slice(0, (this.#textLength >> 3) + 1),
      gapBytes: this.#gapBytes.slice(0, this.#gapLength),
      gapEnds: Uint32Array.from(this.#gapEnds),
      headings: this.#headings.map((heading) => `${heading}\u0001`).join(''),
      words: this.#words.join('\n'),
      pairs,
      postings,
    });
  }

  #reserve(units: number): void {
    // A unit gives three bytes at most, and five keys: itself, a pair, four and eight in a row, and a word.
    const textLength = this.#textLength + units * 3 + 1;
    if (textLength > this.#text.length) this.#text = grown(this.#text, textLength);
    if (this.#text.length >> 3 >= this.#gapBits.length) this.#gapBits = grown(this.#gapBits, (this.#text.length >> 3) + 1);
    if (this.#gapLength + units > this.#gapBytes.length) this.#gapBytes = grown(this.#gapBytes, this.#gapLength + units);
    if (this.#logLength + units * 5 + 8 > this.#log.length) {
      const log = new Uint32Array(Math.max(this.#log.length * 2, this.#logLength + units * 5 + 8));
      log.set(this.#log.subarray(0, this.#logLength));
      this.#log = log;
    }
  }

  #scan(markdown: string, document: number): void {
    const fold = foldTable();
    const text = this.#text;
    const gapBits = this.#gapBits;
    const gapBytes = this.#gapBytes;
    let gapLength = this.#gapLength;
    let isGapOpen = false;
    const log = this.#log;
    const last = this.#lastFixed;
    let place = this.#textLength;
    let logged = this.#logLength;
    let run = 0;
    let runLength = 0;
    // The runs of one to three units ago.
    let one = 0;
    let two = 0;
    let three = 0;
    let previous = 0;
    let wordStart = -1;
    let wordHash = 0;
    // One loop without calls for the common units: it decides how long building takes.
    for (let index = 0; index <= markdown.length; index++) {
      const unit = index < markdown.length ? (fold[markdown.charCodeAt(index)] ?? 0) : 0;
      const isWordUnit = isAsciiWord(unit);
      if (isWordUnit) {
        if (wordStart < 0) {
          wordStart = place;
          wordHash = 0;
        }
        wordHash = (Math.imul(wordHash, 31) + unit) | 0;
      } else if (wordStart >= 0) {
        const word = this.#noteWord(wordStart, place, wordHash, document);
        if (word >= 0) log[logged++] = WORD_BIT + word;
        wordStart = -1;
      }
      if (index === markdown.length) break;
      if (last[unit] !== document) {
        last[unit] = document;
        log[logged++] = unit;
      }
      if (isIgnorable(unit)) {
        gapBytes[gapLength++] = unit;
        isGapOpen = true;
        previous = 0;
        continue;
      }
      if (isGapOpen) {
        gapBits[place >> 3] = (gapBits[place >> 3] ?? 0) | (1 << (place & 7));
        gapBytes[gapLength - 1] = (gapBytes[gapLength - 1] ?? 0) | GAP_END;
        isGapOpen = false;
      }
      if (unit >= 0x80) {
        place = writeUnit(text, place, unit);
        runLength = 0;
        if (previous !== 0) {
          const pair = this.#notePair(((previous << 16) | unit) >>> 0, document);
          if (pair >= 0) log[logged++] = FIRST_DYNAMIC + pair;
        }
        previous = unit;
        continue;
      }
      text[place++] = unit;
      previous = 0;
      const four = three;
      three = two;
      two = one;
      one = run;
      run = (run << RUN_SHIFT) | (ASCII_CLASS[unit] ?? 0);
      runLength++;
      if (runLength < 2) continue;
      const pair = pairKey(run);
      if (last[pair] !== document) {
        last[pair] = document;
        log[logged++] = pair;
      }
      if (runLength < 4) continue;
      const quad = quadKey(run);
      if (last[quad] !== document) {
        last[quad] = document;
        log[logged++] = quad;
      }
      if (runLength < 8) continue;
      const eight = eightKey(four, run);
      if (eight >= 0 && last[eight] !== document) {
        last[eight] = document;
        log[logged++] = eight;
      }
    }
    if (isGapOpen) {
      gapBits[place >> 3] = (gapBits[place >> 3] ?? 0) | (1 << (place & 7));
      gapBytes[gapLength - 1] = (gapBytes[gapLength - 1] ?? 0) | GAP_END;
    }
    text[place++] = END_OF_DOCUMENT;
    this.#gapLength = gapLength;
    this.#textLength = place;
    this.#logLength = logged;
  }

  /** Number of the pair where this document did not have it before, else −1. */
  #notePair(key: number, document: number): number {
    const pair = this.#pairTable.add(key);
    if (pair >= this.#lastPair.length) this.#lastPair = grown16(this.#lastPair);
    if (this.#lastPair[pair] === document) return -1;
    this.#lastPair[pair] = document;
    return pair;
  }

  #noteWord(start: number, end: number, hash: number, document: number): number {
    const word = this.#wordAt(start, end, hash >>> 0);
    if (word >= this.#lastWord.length) this.#lastWord = grown16(this.#lastWord);
    if (this.#lastWord[word] === document) return -1;
    this.#lastWord[word] = document;
    return word;
  }

  #wordAt(start: number, end: number, hash: number): number {
    const known = this.#wordTable.size;
    const word = this.#wordTable.add(hash);
    if (word === known) this.#words.push(asciiText(this.#text, start, end));
    // Another word of the same hash: the next free number is this one's.
    return this.#isWord(word, start, end) ? word : this.#wordAt(start, end, (hash + 0x9e3779b1) >>> 0);
  }

  #isWord(word: number, start: number, end: number): boolean {
    const known = this.#words[word] ?? '';
    if (known.length !== end - start) return false;
    for (let index = 0; index < known.length; index++) if (known.charCodeAt(index) !== this.#text[start + index]) return false;
    return true;
  }
}

function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, needed));
  larger.set(bytes);
  return larger;
}

function grown16(numbers: Uint16Array): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
