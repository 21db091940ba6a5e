/** Bytes of a piece. */
const LARGEST_PIECE = 1 << 22;
const FIRST_PIECE = 1 << 16;

/** Bytes one after the other, in pieces: none is ever copied. */
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
      piece = new Uint8Array(Math.max(most, Math.min(LARGEST_PIECE, Math.max(FIRST_PIECE, this.#length))));
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

  /** What is taken in by now. The pieces of later bytes may go on where the last one of these ends. */
  pieces(): Uint8Array[] {
    return this.#pieces.map((piece, index) => (index === this.#pieces.length - 1 ? piece.subarray(0, this.#used) : piece));
  }
}
