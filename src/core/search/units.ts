/**
 * UTF-16 units as bytes, each by itself as UTF-8 would write a character of that number: one to three bytes, so that
 * text with LaTeX takes two thirds of its UTF-16 size. Surrogates stay two units of three bytes.
 */
export function encodeUnits(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let index = 0; index < text.length; index++) at = writeUnit(bytes, at, text.charCodeAt(index));
  return bytes.slice(0, at);
}

/** Returns the place behind. */
export function writeUnit(bytes: Uint8Array, at: number, unit: number): number {
  if (unit < 0x80) {
    bytes[at] = unit;
    return at + 1;
  }
  if (unit < 0x800) {
    bytes[at] = 0xc0 | (unit >> 6);
    bytes[at + 1] = 0x80 | (unit & 0x3f);
    return at + 2;
  }
  bytes[at] = 0xe0 | (unit >> 12);
  bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
  bytes[at + 2] = 0x80 | (unit & 0x3f);
  return at + 3;
}

/** Steps for {@link find}. */
export function makeSkips(pattern: Uint8Array): Uint8Array {
  const longest = Math.min(pattern.length, 255);
  const skips = new Uint8Array(256).fill(longest);
  for (let index = Math.max(0, pattern.length - 1 - longest); index < pattern.length - 1; index++) skips[pattern[index] ?? 0] = Math.min(longest, pattern.length - 1 - index);
  return skips;
}

/** The first place from `start` on where `pattern` stands before `end`, −1 for none: Horspool's form of Boyer and Moore. */
export function find(bytes: Uint8Array, start: number, end: number, pattern: Uint8Array, skips: Uint8Array): number {
  const last = pattern.length - 1;
  const final = pattern[last] ?? 0;
  for (let at = start + last; at < end; ) {
    const byte = bytes[at] ?? 0;
    if (byte === final) {
      let matched = 1;
      while (matched <= last && bytes[at - matched] === pattern[last - matched]) matched++;
      if (matched > last) return at - last;
    }
    at += skips[byte] ?? 1;
  }
  return -1;
}
