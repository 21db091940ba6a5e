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

  /** Room for `most` bytes behind the last one: what is written there counts after {@link take}. */
  room(most: number): Uint8Array {
    let piece = this.#pieces.at(-1);
    if (!piece || piece.length - this.#used < most) {
      if (piece) this.#pieces[this.#pieces.length - 1] = piece.subarray(0, this.#used);
      piece = new Uint8Array(Math.max(most, Math.min(MOST_AT_ONCE, Math.max(FIRST_PIECE, this.#length))));
      this.#pieces.push(piece);
      this.#used = 0;
    }
    return piece.subarray(this.#used);
  }

  /** Takes in the first bytes of the {@link room}. */
  take(count: number): void {
    this.#used += count;
    this.#length += count;
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
