import { numberIn } from './unitNumbers';

const FIRST_LONG = 63 << 6;
const LONG = 0xbf;
/** Bytes. */
export const LONGEST_UNIT = 4;

/**
 * Writes a unit by its number (see `UnitNumbers`) and returns the place behind.
 *
 * ASCII is a byte; the first 4,032 others, which a blog hardly has more of, are two: 0x80–0xbe and 0xc0–0xff; the rest
 * four: 0xbf and three of 0xc0–0xff. As in UTF-8, no code stands within another, so that bytes can be searched, and
 * text with LaTeX takes two thirds of its UTF-16 size.
 */
export function writeUnit(bytes: Uint8Array, at: number, number: number): number {
  const beyond = number - 0x80;
  if (beyond < 0) {
    bytes[at] = number;
    return at + 1;
  }
  if (beyond < FIRST_LONG) {
    bytes[at] = 0x80 | (beyond >> 6);
    bytes[at + 1] = 0xc0 | (beyond & 0x3f);
    return at + 2;
  }
  bytes[at] = LONG;
  bytes[at + 1] = 0xc0 | (beyond >> 12);
  bytes[at + 2] = 0xc0 | ((beyond >> 6) & 0x3f);
  bytes[at + 3] = 0xc0 | (beyond & 0x3f);
  return at + 4;
}

/** Text as {@link writeUnit} writes it, with the units that `units` numbers; `undefined` where one has no number. */
export function encodeUnits(text: string, units: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length * LONGEST_UNIT);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const number = numberIn(units, text.charCodeAt(index));
    if (number < 0) return undefined;
    at = writeUnit(bytes, at, number);
  }
  return bytes.slice(0, at);
}

/** How many bytes the unit takes that begins with `first`. */
export function lengthOfUnit(first: number): number {
  if (first < 0x80) return 1;
  return first === LONG ? 4 : 2;
}

/** The number of the unit beyond ASCII at a place, counted from the first of these. */
export function readNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first !== LONG) return ((first & 0x3f) << 6) | ((bytes[at + 1] ?? 0) & 0x3f);
  return (((bytes[at + 1] ?? 0) & 0x3f) << 12) | (((bytes[at + 2] ?? 0) & 0x3f) << 6) | ((bytes[at + 3] ?? 0) & 0x3f);
}
