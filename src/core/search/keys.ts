/**
 * The key space of a segment's postings.
 *
 * - `0 … 0xffff`: a unit by itself, ASCII or not
 * - then, of ASCII without blanks and braces, pairs of units, four units in a row and every other one of eight in a
 *   row, all but pairs hashed: for LaTeX and for ASCII with punctuation; a list may hold too many documents, never too
 *   few. Formulas are made of the same few pieces: only long rows tell them apart
 * - then pairs of units beyond ASCII, and whole words of ASCII letters and digits, as they turn up
 */
export const FIRST_PAIR = 0x10000;
const CLASS_BITS = 6;
export const FIRST_QUAD = FIRST_PAIR + (1 << (2 * CLASS_BITS));
const QUAD_BITS = 17;
const FIRST_EIGHT = FIRST_QUAD + (1 << QUAD_BITS);
export const FIRST_DYNAMIC = FIRST_EIGHT + (1 << QUAD_BITS);

/** Six bits for each printable ASCII unit in small letters: 69 units, some rare punctuation shares a class. */
export const ASCII_CLASS: Uint8Array = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61;
  if (unit >= 0x30 && unit <= 0x39) return 26 + unit - 0x30;
  const punctuation = '\\_^&=+-*/()[]|<>,.:;\'"!?#$%@~`'.indexOf(String.fromCharCode(unit));
  return 36 + (punctuation < 0 ? 27 : Math.min(punctuation, 27));
});

/** `run` holds the classes of the last units, the newest lowest. */
export function pairKey(run: number): number {
  return FIRST_PAIR + (run & 0xfff);
}

export function quadKey(run: number): number {
  return FIRST_QUAD + (Math.imul(run & 0xffffff, 0x9e3779b1) >>> (32 - QUAD_BITS));
}

/**
 * Key for eight units, of which `before` holds the first four and `run` the last; −1 for the half that is left out.
 * Which half depends on the units alone, so that a query leaves out the same.
 */
export function eightKey(before: number, run: number): number {
  const hash = Math.imul(Math.imul(before & 0xffffff, 0x9e3779b1) ^ (run & 0xffffff), 0x85ebca6b);
  const mixed = hash ^ (hash >>> 13);
  return (mixed & 1) === 0 ? -1 : FIRST_EIGHT + (Math.imul(mixed, 0xc2b2ae35) >>> (32 - QUAD_BITS));
}

/** Keys that every document with this squeezed ASCII text has. */
export function asciiKeys(squeezed: string): number[] {
  if (squeezed.length === 1) return [squeezed.charCodeAt(0)];
  const keys = new Set<number>();
  const runs: number[] = [];
  for (let index = 0, run = 0; index < squeezed.length; index++) {
    run = (run << CLASS_BITS) | (ASCII_CLASS[squeezed.charCodeAt(index)] ?? 0);
    runs.push(run);
    if (squeezed.length < 4 ? index > 0 : index > 2) keys.add(squeezed.length < 4 ? pairKey(run) : quadKey(run));
    const eight = index > 6 ? eightKey(runs[index - 4] ?? 0, run) : -1;
    if (eight >= 0) keys.add(eight);
  }
  return [...keys];
}

export const RUN_SHIFT = CLASS_BITS;
