import { ByteLog } from './byteLog';
import { foldTable, isAsciiWord, isIgnorable } from './fold';
import { END_OF_DOCUMENT, GAP_START, type GappedParts } from './gappedText';
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

/** Units that are written by one call: many short ones, so that the code of the loop is soon compiled. */
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
  /** Of the word that the text ends with by now: its length, and its hash. */
  #letters = 0;
  #hash = 0;
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
    for (let first = 0; first < markdown.length; first += blockLength) {
      blocks.push({ unit: this.#count, byte: start + this.#place });
      const end = Math.min(first + blockLength, markdown.length);
      for (let index = first; index < end; index += PIECE) this.#writePiece(markdown, index, Math.min(index + PIECE, end), start);
    }
    if (this.#letters > 1) this.words.note(this.#squeezed, this.#count - this.#letters, this.#count, this.#hash);
    this.#bytes[this.#place++] = END_OF_DOCUMENT;
    this.#text.take(this.#place);
    this.#textEnds.push(this.#text.length);
    this.#gapEnds.push(this.#gapLength);
    this.words.endDocument();
    return { units: this.#squeezed, count: this.#count, blocks };
  }

  /** Writes units from `from` to `end`; `start` is where the document begins among the bytes. */
  #writePiece(markdown: string, from: number, end: number, start: number): void {
    // What is imported is read once: where modules are CommonJS, each use of it is a call.
    const gapStart = GAP_START;
    const write = writeUnit;
    const squeezed = this.#squeezed;
    const bytes = this.#bytes;
    const gapBits = this.#gapBits;
    const gapBytes = this.#gapBytes;
    const codes = this.#codes;
    const { words, units } = this;
    let count = this.#count;
    let place = this.#place;
    let gapLength = this.#gapLength;
    let letters = this.#letters;
    let hash = this.#hash;
    // One loop over small branches, and few calls: it decides how long building takes.
    for (let index = from; index < end; index++) {
      const unit = markdown.charCodeAt(index);
      const code = codes[unit] || this.#learn(unit);
      if ((code & WORD_MASK) === KIND.word) {
        letters++;
        hash = (Math.imul(hash, 31) + (code & 0x7f)) | 0;
        squeezed[count++] = code;
        bytes[place++] = code;
        continue;
      }
      if (letters > 0) {
        if (letters > 1) words.note(squeezed, count - letters, count, hash);
        letters = hash = 0;
      }
      if (code < 0) {
        squeezed[count++] = code;
        bytes[place++] = code >>> 16;
        bytes[place++] = 0xc0 | (code >>> 24);
      } else if ((code & KIND.ignorable) !== 0) {
        const at = (start + place) >> 3;
        const bits = gapBits[at] ?? 0;
        const bit = 1 << ((start + place) & 7);
        gapBytes[gapLength++] = (bits & bit) === 0 ? code | gapStart : code;
        gapBits[at] = bits | bit;
      } else {
        squeezed[count++] = code;
        if ((code & KIND.long) !== 0) place = write(bytes, place, units.numberOf(code & 0xffff));
        else bytes[place++] = code;
      }
    }
    this.#count = count;
    this.#place = place;
    this.#gapLength = gapLength;
    this.#letters = letters;
    this.#hash = hash;
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
    const kind = first === undefined ? KIND.long : unit > 0x7f ? KIND.wide : isAsciiWord(unit) ? KIND.word : isIgnorable(unit) ? KIND.ignorable : 0;
    return (this.#codes[raw] = kind | (((second ?? 0) & 0x3f) << 24) | ((first ?? 0) << 16) | unit);
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
    this.#count = this.#place = this.#letters = this.#hash = 0;
    const gapBits = ((this.#text.length + units * LONGEST_UNIT) >> 3) + 1;
    if (gapBits > this.#gapBits.length) this.#gapBits = grown(this.#gapBits, gapBits);
    if (this.#gapLength + units > this.#gapBytes.length) this.#gapBytes = grown(this.#gapBytes, this.#gapLength + units);
  }
}

/** Bits of a code; none of other ASCII. Those of the second byte of a wide unit reach up to that of a word. */
const KIND = { wide: 1 << 31, ignorable: 1 << 30, word: 1 << 29, long: 1 << 28 } as const;
const WORD_MASK = KIND.wide | KIND.word;

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, needed));
  larger.set(bytes);
  return larger;
}
