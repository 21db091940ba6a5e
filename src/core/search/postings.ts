import type { Steps } from '../util/slices';

/** For each key the documents it stands in: sorted numbers as differences, seven bits a byte. */
export class Postings {
  /**
   * @param starts where the list of each key begins in `bytes`, and after the last one the end
   */
  constructor(
    readonly starts: Uint32Array,
    readonly bytes: Uint8Array,
  ) {}

  /** Raises `flags[document]` to `value` for the documents of the list. */
  mark(key: number, flags: Uint8Array, value: number): void {
    const { bytes } = this;
    const end = this.starts[key + 1] ?? 0;
    let document = -1;
    for (let at = this.starts[key] ?? 0; at < end; ) {
      let byte = bytes[at++] ?? 0;
      let difference = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = bytes[at++] ?? 0;
        difference |= (byte & 0x7f) << shift;
      }
      document += difference + 1;
      if ((flags[document] ?? 0) < value) flags[document] = value;
    }
  }
}

/** Documents between two pauses of {@link packPostings}. */
const SLICE = 16;

/**
 * Turns a log (the keys of document 0, of document 1, …) into lists by key.
 *
 * @param ends where the keys of each document end in `log`
 */
export function* packPostings(log: Uint32Array, ends: readonly number[], keyCount: number): Steps<Postings> {
  const starts = new Uint32Array(keyCount + 1);
  const previous = new Int32Array(keyCount).fill(-1);
  for (let document = 0, at = 0; document < ends.length; document++) {
    for (const end = ends[document] ?? 0; at < end; at++) {
      const key = log[at] ?? 0;
      const difference = document - (previous[key] ?? 0) - 1;
      previous[key] = document;
      starts[key] = (starts[key] ?? 0) + (difference < 0x80 ? 1 : difference < 0x4000 ? 2 : 3);
    }
    if (document % SLICE === SLICE - 1) yield;
  }
  let total = 0;
  for (let key = 0; key <= keyCount; key++) {
    const size = starts[key] ?? 0;
    starts[key] = total;
    total += size;
  }
  const bytes = new Uint8Array(total);
  const next = starts.slice();
  previous.fill(-1);
  yield;
  for (let document = 0, at = 0; document < ends.length; document++) {
    for (const end = ends[document] ?? 0; at < end; at++) {
      const key = log[at] ?? 0;
      let difference = document - (previous[key] ?? 0) - 1;
      previous[key] = document;
      let place = next[key] ?? 0;
      for (; difference > 0x7f; difference >>>= 7) bytes[place++] = (difference & 0x7f) | 0x80;
      bytes[place++] = difference;
      next[key] = place;
    }
    if (document % SLICE === SLICE - 1) yield;
  }
  return new Postings(starts, bytes);
}
