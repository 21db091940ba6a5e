import type { Steps } from '../util/slices';

/** Bytes copied between two pauses, and in a piece. */
const MOST_AT_ONCE = 1 << 22;
const FIRST_PIECE = 1 << 16;

/** Bytes one after the other, in pieces: to have more of them, those that are there need not be copied. */
export class ByteLog {
  readonly #pieces: Uint8Array[] = [];
  /** Of the last piece, what is in use. */
  #used = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      let piece = this.#pieces.at(-1);
      if (!piece || this.#used === piece.length) {
        piece = new Uint8Array(Math.min(MOST_AT_ONCE, Math.max(FIRST_PIECE, this.#length)));
        this.#pieces.push(piece);
        this.#used = 0;
      }
      const part = bytes.subarray(at, at + piece.length - this.#used);
      piece.set(part, this.#used);
      this.#used += part.length;
      this.#length += part.length;
      at += part.length;
    }
  }

  /** The first bytes in one, with pauses. */
  *together(length: number): Steps<Uint8Array> {
    const all = new Uint8Array(length);
    let at = 0;
    for (const piece of this.#pieces) {
      if (at >= length) break;
      all.set(piece.subarray(0, all.length - at), at);
      at += piece.length;
      yield;
    }
    return all;
  }
}
