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

/** Units that are written by one call: many short ones, so that the code of the loop is soon compiled, and knows how it ends. */
const PIECE = 1024;

/** Writes texts one after the other as a `GappedText` has them, and notes their words. */
export class TextWriter {
  readonly units = new UnitNumbers();
  readonly words = new WordLog();
  readonly #text = new ByteLog();
  readonly #textEnds: number[] = [];
  #gapBits = new Uint8Array();
  #gapBytes = new Uint8Array();
  #gapLength = 0;
  readonly #gapEnds: number[] = [];
  /** Of the text that is being written: its units, and its bytes. */
  #squeezed = new Uint16Array();
  #count = 0;
  #bytes: Uint8Array = new Uint8Array();
  #place = 0;
  /** All that is to be known of each unit as it comes: see {@link #learn}. 0 where it has not come yet. */
  readonly #codes = new Int32Array(0x10000);

  /** Bytes of all texts. */
  get length(): number {
    return this.#text.length;
  }

  /** @param blockLength of its units, as it comes, about so many are a block */
  write(markdown: string, blockLength: number): Written {
    this.#reserve(markdown.length);
    const start = this.#text.length;
    const blocks: BlockStart[] = [];
    for (let index = 0, end = blockLength; index < markdown.length; end += blockLength) {
      if (index >= end) continue; // a word went on through all of a block
      blocks.push({ unit: this.#count, byte: start + this.#place });
      while (index < end && index < markdown.length) index = this.#writePiece(markdown, index, Math.min(index + PIECE, end, markdown.length), start);
    }
    this.#bytes[this.#place++] = END_OF_DOCUMENT;
    this.#text.take(this.#place);
    this.#textEnds.push(this.#text.length);
    this.#gapEnds.push(this.#gapLength);
    this.words.endDocument();
    return { units: this.#squeezed, count: this.#count, blocks };
  }

  /** Writes units from `index` to `end`, and on to the end of a word or gap; returns the place behind. */
  #writePiece(markdown: string, index: number, end: number, start: number): number {
    // What is imported is read once: where modules are CommonJS, each use of it is a call.
    const gapEnd = GAP_END;
    const write = writeUnit;
    const squeezed = this.#squeezed;
    const bytes = this.#bytes;
    const gapBits = this.#gapBits;
    const gapBytes = this.#gapBytes;
    const { words, units } = this;
    let count = this.#count;
    let place = this.#place;
    let gapLength = this.#gapLength;
    // Few calls, and runs in loops of their own: it decides how long building takes.
    while (index < end) {
      let code = this.#codeAt(markdown, index);
      if (code >>> KIND_SHIFT === KIND.word) {
        const wordStart = count;
        let hash = 0;
        do {
          hash = (Math.imul(hash, 31) + (code & 0x7f)) | 0;
          squeezed[count++] = code;
          bytes[place++] = code;
          if (++index === markdown.length) break;
          code = this.#codeAt(markdown, index);
        } while (code >>> KIND_SHIFT === KIND.word);
        if (count - wordStart > 1) words.note(squeezed, wordStart, count, hash);
      } else if (code >>> KIND_SHIFT === KIND.ignorable) {
        do {
          gapBytes[gapLength++] = code;
          if (++index === markdown.length) break;
          code = this.#codeAt(markdown, index);
        } while (code >>> KIND_SHIFT === KIND.ignorable);
        gapBytes[gapLength - 1] = (gapBytes[gapLength - 1] ?? 0) | gapEnd;
        gapBits[(start + place) >> 3] = (gapBits[(start + place) >> 3] ?? 0) | (1 << ((start + place) & 7));
      } else {
        index++;
        squeezed[count++] = code;
        if (code >>> KIND_SHIFT === KIND.long) place = write(bytes, place, units.numberOf(code & 0xffff));
        else {
          bytes[place++] = code >>> 16;
          if (code < 0) bytes[place++] = 0xc0 | (code >>> 24);
        }
      }
    }
    this.#count = count;
    this.#place = place;
    this.#gapLength = gapLength;
    return index;
  }

  #codeAt(markdown: string, index: number): number {
    const unit = markdown.charCodeAt(index);
    return this.#codes[unit] || this.#learn(unit);
  }

  /** What a `GappedText` is of. More may be written later: behind what is in these parts, which they share. */
  parts(): GappedParts {
    return {
      units: this.units.text,
      pieces: this.#text.pieces(),
      textEnds: Uint32Array.from(this.#textEnds),
      gapEnds: Uint32Array.from(this.#gapEnds),
      gapBits: this.#gapBits.subarray(0, (this.length >> 3) + 1),
      gapBytes: this.#gapBytes.subarray(0, this.#gapLength),
    };
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
    if (units > this.#squeezed.length) this.#squeezed = new Uint16Array(units * 2);
    this.#bytes = this.#text.room(units * LONGEST_UNIT + 1);
    [this.#count, this.#place] = [0, 0];
    const gapBits = ((this.#text.length + units * LONGEST_UNIT) >> 3) + 1;
    if (gapBits > this.#gapBits.length) this.#gapBits = grown(this.#gapBits, gapBits);
    if (this.#gapLength + units > this.#gapBytes.length) this.#gapBytes = grown(this.#gapBytes, this.#gapLength + units);
  }
}

/** The highest three bits of a code; 0 in no code. Of a wide unit the lowest of the three is one of its second byte. */
const KIND = { long: 1, ascii: 2, word: 3, wide: 4, ignorable: 6 } as const;
const KIND_SHIFT = 29;

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, needed));
  larger.set(bytes);
  return larger;
}
