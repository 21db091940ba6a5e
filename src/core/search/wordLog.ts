import { NumberTable } from './hashTable';

/** Notes once a document each word of ASCII letters and digits that it has. */
export class WordLog {
  readonly #words: string[] = [];
  readonly #table = new NumberTable(1 << 12);
  #last = new Uint16Array(1 << 13);
  #log = new Uint32Array(1 << 14);
  #length = 0;
  readonly #ends: number[] = [];

  /** `hash` must be the same for the same word, and may be the same for others. */
  note(text: Uint8Array, start: number, end: number, hash: number): void {
    const word = this.#wordAt(text, start, end, hash >>> 0);
    if (word >= this.#last.length) {
      const last = new Uint16Array(this.#last.length * 2);
      last.set(this.#last);
      this.#last = last;
    }
    const document = this.#ends.length + 1;
    if (this.#last[word] === document) return;
    this.#last[word] = document;
    if (this.#length === this.#log.length) {
      const log = new Uint32Array(this.#log.length * 2);
      log.set(this.#log);
      this.#log = log;
    }
    this.#log[this.#length++] = word;
  }

  endDocument(): void {
    this.#ends.push(this.#length);
  }

  /** What is noted by now, for `packPostings`. */
  parts(): { readonly log: Uint32Array; readonly ends: readonly number[]; readonly words: readonly string[] } {
    return { log: this.#log.subarray(0, this.#length), ends: [...this.#ends], words: [...this.#words] };
  }

  #wordAt(text: Uint8Array, start: number, end: number, hash: number): number {
    const known = this.#table.size;
    const word = this.#table.add(hash);
    if (word === known) this.#words.push(asciiText(text, start, end));
    // Another word of the same hash: the next free number is this one's.
    return this.#isWord(word, text, start, end) ? word : this.#wordAt(text, start, end, (hash + 0x9e3779b1) >>> 0);
  }

  #isWord(word: number, text: Uint8Array, start: number, end: number): boolean {
    const known = this.#words[word] ?? '';
    if (known.length !== end - start) return false;
    for (let index = 0; index < known.length; index++) if (known.charCodeAt(index) !== text[start + index]) return false;
    return true;
  }
}

function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
