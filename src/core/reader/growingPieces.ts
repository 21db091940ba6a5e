/** Some of an article's pieces. */
export interface SomePieces {
  readonly pieces: readonly string[];
  /** Others follow. */
  readonly more: boolean;
}

/** The pieces of an article that are still being made: each can be had as soon as it is there, by any number of readers. */
export class GrowingPieces {
  readonly #pieces: string[] = [];
  #hasEnded = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: () => void = () => undefined;
  #change = this.#nextChange();

  /** Adds what has been made, and says whether more will come. */
  push(pieces: readonly string[], more: boolean): void {
    this.#pieces.push(...pieces);
    this.#hasEnded = !more;
    if (pieces.length > 0 || !more) this.#changed();
  }

  /** No more can be made: whoever waits, or asks for more than there is, gets the error. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.#changed();
  }

  /** All pieces from the `index`-th on that there are; waits for the first of them. */
  async from(index: number): Promise<SomePieces> {
    while (this.#pieces.length <= index && !this.#hasEnded) {
      if (this.#failure) throw this.#failure.error;
      await this.#change;
    }
    return { pieces: this.#pieces.slice(index), more: !this.#hasEnded };
  }

  #changed(): void {
    this.#wake();
    this.#change = this.#nextChange();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
