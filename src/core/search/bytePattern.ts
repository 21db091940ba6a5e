/** Longer patterns are found by leaps, shorter ones by their rarest byte. */
const SHORT = 9;
/** So many bytes of a text tell well enough how common each is. */
const SAMPLE = 1 << 16;
/** The least distance between two of them: an odd one, so that no pattern repeats with it. */
const STRIDE = 61;

/** A row of bytes that is looked for in many texts. */
export class BytePattern {
  readonly #leaps: Uint8Array | undefined;
  readonly #anchor: number;

  /** @param counts of each byte, from {@link countBytes} */
  constructor(
    private readonly bytes: Uint8Array,
    counts: Uint32Array,
  ) {
    this.#leaps = bytes.length < SHORT ? undefined : makeLeaps(bytes);
    let anchor = 0;
    for (let index = 1; index < bytes.length; index++) if ((counts[bytes[index] ?? 0] ?? 0) < (counts[bytes[anchor] ?? 0] ?? 0)) anchor = index;
    this.#anchor = anchor;
  }

  get length(): number {
    return this.bytes.length;
  }

  /** The first place from `start` on where the pattern stands before `end`, −1 for none. */
  find(text: Uint8Array, start: number, end: number): number {
    return this.#leaps ? this.#leap(text, start, end, this.#leaps) : this.#scan(text, start, end);
  }

  /** A leap waits for the byte before it: with short ones, looking at every byte for a rare one is faster, four at once. */
  #scan(text: Uint8Array, start: number, end: number): number {
    const anchor = this.#anchor;
    const rare = this.bytes[anchor] ?? 0;
    const last = end - (this.bytes.length - anchor);
    let at = start + anchor;
    for (; at + 3 <= last; at += 4) {
      if (text[at] !== rare && text[at + 1] !== rare && text[at + 2] !== rare && text[at + 3] !== rare) continue;
      for (let place = at; place < at + 4; place++) if (text[place] === rare && this.#standsAt(text, place - anchor)) return place - anchor;
    }
    for (; at <= last; at++) if (text[at] === rare && this.#standsAt(text, at - anchor)) return at - anchor;
    return -1;
  }

  #standsAt(text: Uint8Array, start: number): boolean {
    const { bytes } = this;
    let index = 0;
    while (index < bytes.length && text[start + index] === bytes[index]) index++;
    return index === bytes.length;
  }

  /** Horspool's form of Boyer and Moore. */
  #leap(text: Uint8Array, start: number, end: number, leaps: Uint8Array): number {
    const { bytes } = this;
    const last = bytes.length - 1;
    const final = bytes[last];
    for (let at = start + last; at < end; ) {
      const byte = text[at] ?? 0;
      if (byte === final) {
        let matched = 1;
        while (matched <= last && text[at - matched] === bytes[last - matched]) matched++;
        if (matched > last) return at - last;
      }
      at += leaps[byte] ?? 1;
    }
    return -1;
  }
}

/** How often each byte stands in a sample of a text, given in pieces. */
export function countBytes(pieces: readonly Uint8Array[]): Uint32Array {
  const counts = new Uint32Array(256);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const stride = Math.max(STRIDE, Math.floor(length / SAMPLE) | 1);
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += stride) {
      const byte = piece[at] ?? 0;
      counts[byte] = (counts[byte] ?? 0) + 1;
    }
  }
  return counts;
}

function makeLeaps(pattern: Uint8Array): Uint8Array {
  const longest = Math.min(pattern.length, 255);
  const leaps = new Uint8Array(256).fill(longest);
  for (let index = Math.max(0, pattern.length - 1 - longest); index < pattern.length - 1; index++) {
    leaps[pattern[index] ?? 0] = Math.min(longest, pattern.length - 1 - index);
  }
  return leaps;
}
