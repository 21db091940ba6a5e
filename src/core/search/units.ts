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

const AT_ONCE = 8192;

export function decodeUnits(bytes: Uint8Array, start: number, end: number): string {
  const units: number[] = [];
  let text = '';
  for (let at = start; at < end; ) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units.push(first);
      at += 1;
    } else if (first < 0xe0) {
      units.push(((first & 0x1f) << 6) | ((bytes[at + 1] ?? 0) & 0x3f));
      at += 2;
    } else {
      units.push(((first & 0x0f) << 12) | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f));
      at += 3;
    }
    if (units.length < AT_ONCE) continue;
    text += String.fromCharCode(...units);
    units.length = 0;
  }
  return text + String.fromCharCode(...units);
}

/** Whether the bytes from `start` to `end` hold `pattern`; Boyer and Moore's rule for bad characters, as Horspool has it. */
export function holds(bytes: Uint8Array, start: number, end: number, pattern: Uint8Array, skips: Uint8Array): boolean {
  const last = pattern.length - 1;
  const final = pattern[last] ?? 0;
  for (let at = start + last; at < end; ) {
    const byte = bytes[at] ?? 0;
    if (byte === final) {
      let matched = 1;
      while (matched <= last && bytes[at - matched] === pattern[last - matched]) matched++;
      if (matched > last) return true;
    }
    at += skips[byte] ?? 1;
  }
  return false;
}

export function makeSkips(pattern: Uint8Array): Uint8Array {
  const longest = Math.min(pattern.length, 255);
  const skips = new Uint8Array(256).fill(longest);
  for (let index = Math.max(0, pattern.length - 1 - longest); index < pattern.length - 1; index++) skips[pattern[index] ?? 0] = Math.min(longest, pattern.length - 1 - index);
  return skips;
}

/**
 * Whether the bytes hold `pattern` when blanks and braces in them are passed over. `anchor` is the place in `pattern`
 * of the byte that is looked for first: a rare one makes it fast.
 */
export function holdsSqueezed(bytes: Uint8Array, start: number, end: number, pattern: Uint8Array, anchor: number): boolean {
  const rare = pattern[anchor] ?? 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] === rare && matchesAround(bytes, start, end, pattern, anchor, at)) return true;
  }
  return false;
}

function matchesAround(bytes: Uint8Array, start: number, end: number, pattern: Uint8Array, anchor: number, at: number): boolean {
  for (let index = anchor - 1, place = at - 1; index >= 0; index--, place--) {
    while (place >= start && isPassedOver(bytes[place] ?? 0)) place--;
    if (place < start || bytes[place] !== pattern[index]) return false;
  }
  for (let index = anchor + 1, place = at + 1; index < pattern.length; index++, place++) {
    while (place < end && isPassedOver(bytes[place] ?? 0)) place++;
    if (place >= end || bytes[place] !== pattern[index]) return false;
  }
  return true;
}

function isPassedOver(byte: number): boolean {
  return byte <= 0x20 || byte === 0x7b || byte === 0x7d;
}
