import { NumberTable } from './hashTable';

const LINE_END = 0x0a;
/** Room at first. Little: what grows before the code that uses it is compiled need not have it compiled anew. */
const FEW = 16;

/** Notes once a document each word of ASCII letters and digits that it has. */
export class WordLog {
  readonly #table = new NumberTable();
  /** The words by their numbers, each with a line end behind. */
  #letters = new Uint8Array(FEW);
  /** Where each word begins, and after the last one the end. */
  #starts = new Uint32Array(FEW);
  #count = 0;
  /** The last document of each word, from 1 on. */
  #last = new Uint32Array(FEW);
  #log = new Uint32Array(FEW);
  #length = 0;
  readonly #ends: number[] = [];

  /** `hash` must be the same for the same word, and may be the same for others. */
  note(units: Uint16Array, start: number, end: number, hash: number): void {
    const word = this.#wordAt(units, start, end, hash);
    const document = this.#ends.length + 1;
    if (this.#last[word] === document) return;
    this.#last[word] = document;
    if (this.#length === this.#log.length) this.#log = grown(this.#log);
    this.#log[this.#length++] = word;
  }

  endDocument(): void {
    this.#ends.push(this.#length);
  }

  /** What is noted by now, for `packPostings`; of the words a line each. */
  parts(): { readonly log: Uint32Array; readonly ends: readonly number[]; readonly words: string; readonly wordCount: number } {
    const letters = this.#letters.subarray(0, Math.max(0, (this.#starts[this.#count] ?? 0) - 1));
    return { log: this.#log.subarray(0, this.#length), ends: [...this.#ends], words: new TextDecoder().decode(letters), wordCount: this.#count };
  }

  #wordAt(units: Uint16Array, start: number, end: number, hash: number): number {
    // Another word of the same hash: the next free number is this one's.
    for (let key = hash; ; key = (key + 0x9e3779b1) | 0) {
      const word = this.#table.add(key);
      if (word === this.#count) this.#addWord(units, start, end);
      if (this.#isWord(word, units, start, end)) return word;
    }
  }

  #addWord(units: Uint16Array, start: number, end: number): void {
    const from = this.#starts[this.#count] ?? 0;
    const to = from + end - start;
    while (to >= this.#letters.length) {
      const letters = new Uint8Array(this.#letters.length * 2);
      letters.set(this.#letters);
      this.#letters = letters;
    }
    for (let index = start; index < end; index++) this.#letters[from + index - start] = units[index] ?? 0;
    this.#letters[to] = LINE_END;
    this.#count++;
    if (this.#count === this.#starts.length) [this.#starts, this.#last] = [grown(this.#starts), grown(this.#last)];
    this.#starts[this.#count] = to + 1;
  }

  #isWord(word: number, units: Uint16Array, start: number, end: number): boolean {
    const letters = this.#letters;
    const from = (this.#starts[word] ?? 0) - start;
    if (letters[from + end] !== LINE_END) return false;
    for (let index = start; index < end; index++) if (letters[from + index] !== units[index]) return false;
    return true;
  }
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
