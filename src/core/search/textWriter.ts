import type { Steps } from '../util/slices';
import { ByteLog } from './byteLog';
import { foldTable, isAsciiWord, isIgnorable } from './fold';
import { END_OF_DOCUMENT, GAP_END, type GappedParts } from './gappedText';
import { UnitNumbers } from './unitNumbers';
import { LONGEST_UNIT, writeUnit } from './units';
import { WordLog } from './wordLog';

/** Where a block of a text begins. */
export interface BlockStart {
  /** Among the units of the text. */
  readonly unit: number;
  /** Among the bytes of all texts. */
  readonly byte: number;
}

/** A text as it was written: valid until the next one is. */
export interface Written {
  /** Its units, folded and without blanks and braces: as many as {@link count}. */
  readonly units: Uint16Array;
  readonly count: number;
  readonly blocks: readonly BlockStart[];
}

/** Writes texts one after the other as a `GappedText` has them, and notes their words. */
export class TextWriter {
  readonly units = new UnitNumbers();
  readonly words = new WordLog();
  readonly #text = new ByteLog();
  readonly #textEnds: number[] = [];
  #gapBits = new Uint8Array(1 << 13);
  #gapBytes = new Uint8Array(1 << 14);
  #gapLength = 0;
  readonly #gapEnds: number[] = [];
  /** Of the text that is being written. */
  #squeezed = new Uint16Array(1 << 14);
  #bytes = new Uint8Array((1 << 14) * LONGEST_UNIT + 1);
  /** All that is to be known of each unit as it comes: see {@link #learn}. 0 where it has not come yet. */
  readonly #codes = new Int32Array(0x10000);

  /** Bytes of all texts. */
  get length(): number {
    return this.#text.length;
  }

  /** @param blockLength of its units, as it comes, so many are a block */
  write(markdown: string, blockLength: number): Written {
    this.#reserve(markdown.length);
    // What is imported is read once: where modules are CommonJS, each use of it is a call.
    const [gapEnd, write] = [GAP_END, writeUnit];
    const [squeezed, bytes, gapBits, gapBytes] = [this.#squeezed, this.#bytes, this.#gapBits, this.#gapBytes];
    const { words } = this;
    const codes = this.#codes;
    const start = this.#text.length;
    const blocks: BlockStart[] = [];
    let nextBlock = 0;
    let gapLength = this.#gapLength;
    let isGapOpen = false;
    let count = 0;
    let place = 0;
    let wordStart = -1;
    let wordHash = 0;
    // One loop with few calls: it decides how long building takes.
    for (let index = 0; index < markdown.length; index++) {
      if (index === nextBlock) {
        blocks.push({ unit: count, byte: start + place });
        nextBlock += blockLength;
      }
      const unit = markdown.charCodeAt(index);
      const code = codes[unit] || this.#learn(unit);
      const kind = code >>> KIND_SHIFT;
      if (kind === KIND.word) {
        if (wordStart < 0) {
          wordStart = count;
          wordHash = 0;
        }
        wordHash = (Math.imul(wordHash, 31) + (code & 0x7f)) | 0;
      } else {
        if (wordStart >= 0) {
          if (count - wordStart > 1) words.note(squeezed, wordStart, count, wordHash);
          wordStart = -1;
        }
        if (kind === KIND.ignorable) {
          gapBytes[gapLength++] = code;
          isGapOpen = true;
          continue;
        }
      }
      if (isGapOpen) {
        closeGap(gapBits, start + place, gapBytes, gapLength, gapEnd);
        isGapOpen = false;
      }
      squeezed[count++] = code;
      if (kind === KIND.long) {
        place = write(bytes, place, this.units.numberOf(code & 0xffff));
        continue;
      }
      bytes[place++] = code >>> 16;
      if (kind >= KIND.wide) bytes[place++] = 0xc0 | (code >>> 24);
    }
    if (count - wordStart > 1 && wordStart >= 0) words.note(squeezed, wordStart, count, wordHash);
    if (isGapOpen) closeGap(gapBits, start + place, gapBytes, gapLength, gapEnd);
    bytes[place++] = END_OF_DOCUMENT;
    this.#gapLength = gapLength;
    this.#text.append(bytes.subarray(0, place));
    this.#textEnds.push(this.#text.length);
    this.#gapEnds.push(gapLength);
    words.endDocument();
    return { units: squeezed, count, blocks };
  }

  /** What a `GappedText` is of, with pauses. More may be written meanwhile. */
  *parts(): Steps<GappedParts> {
    const { length } = this;
    const gapLength = this.#gapLength;
    const parts = {
      units: this.units.text,
      textEnds: Uint32Array.from(this.#textEnds),
      gapEnds: Uint32Array.from(this.#gapEnds),
      gapBits: this.#gapBits.slice(0, (length >> 3) + 1),
    };
    yield;
    const gapBytes = this.#gapBytes.slice(0, gapLength);
    yield;
    return { ...parts, gapBytes, text: yield* this.#text.together(length) };
  }

  /** From its lowest bits up, the folded unit (16), its first byte (8), what its second has of 6 bits, and its {@link KIND}. */
  #learn(raw: number): number {
    const unit = foldTable()[raw] ?? 0;
    const [first, second] = unit > 0x7f ? this.#encode(unit) : [unit, 0];
    const kind = first === undefined ? KIND.long : unit > 0x7f ? KIND.wide : isAsciiWord(unit) ? KIND.word : isIgnorable(unit) ? KIND.ignorable : KIND.ascii;
    return (this.#codes[raw] = (kind << KIND_SHIFT) | (((second ?? 0) & 0x3f) << 24) | ((first ?? 0) << 16) | unit);
  }

  /** The two bytes of a unit beyond ASCII; none where it has more. */
  #encode(unit: number): readonly number[] {
    const bytes = new Uint8Array(LONGEST_UNIT);
    const length = writeUnit(bytes, 0, this.units.numberOf(unit) || this.units.add(unit));
    return length > 2 ? [] : [...bytes.subarray(0, 2)];
  }

  #reserve(units: number): void {
    if (units > this.#squeezed.length) {
      this.#squeezed = new Uint16Array(units * 2);
      this.#bytes = new Uint8Array(this.#squeezed.length * LONGEST_UNIT + 1);
    }
    const gapBits = ((this.#text.length + units * LONGEST_UNIT) >> 3) + 1;
    if (gapBits > this.#gapBits.length) this.#gapBits = grown(this.#gapBits, gapBits);
    if (this.#gapLength + units > this.#gapBytes.length) this.#gapBytes = grown(this.#gapBytes, this.#gapLength + units);
  }
}

/** The highest three bits of a code; 0 in no code. Of a wide unit the lowest of the three is one of its second byte. */
const KIND = { long: 1, ascii: 2, word: 3, wide: 4, ignorable: 6 } as const;
const KIND_SHIFT = 29;

/** Notes a gap before the byte at `place`: its own bytes end at `end`. */
function closeGap(bits: Uint8Array, place: number, bytes: Uint8Array, end: number, mark: number): void {
  bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  bytes[end - 1] = (bytes[end - 1] ?? 0) | mark;
}

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, needed));
  larger.set(bytes);
  return larger;
}
