/**
 * Which short pieces of text a document has, as bits: a row for each hashed piece, a bit for each of 32 blocks of text.
 *
 * Pieces are taken from text without blanks and braces: every two neighbours of which one is beyond ASCII (by two
 * hashes: they are most of what is looked for), every three that end beyond ASCII, and of runs of ASCII every two,
 * four and twelve: formulas are made of the same few pieces, and only long ones tell them apart. Hashes meet, so
 * a row may have a block too many, never one too few. Setting a bit is all that adding a piece takes: lists of
 * documents, which must be counted and packed, took five times as long.
 */
const PAIR_BITS = 15;
const OTHER_BITS = 15;
const FIRST_OTHER = 1 << PAIR_BITS;
/** Rows of a group: those of pairs with a unit beyond ASCII, then those of all other pieces. */
export const GRAM_ROWS = FIRST_OTHER + (1 << OTHER_BITS);
/** Blocks whose bits share a number. */
export const GROUP = 32;
/** About so many units of a text are a block: a long text in one would have nearly every piece. */
export const BLOCK = 8192;
/** Before its first unit, a block has the pieces of so many units more: what begins there and goes on in it is found in it. */
export const OVERLAP = 64;

const CLASS_BITS = 6;
const FOUR = 0xffffff;
/** How far down the oldest of four classes goes. */
const OLDEST = 3 * CLASS_BITS;

/** Six bits for each printable ASCII unit in small letters: 69 units, some rare punctuation shares a class. */
const ASCII_CLASS: Uint8Array = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61;
  if (unit >= 0x30 && unit <= 0x39) return 26 + unit - 0x30;
  const punctuation = '\\_^&=+-*/()[]|<>,.:;\'"!?#$%@~`'.indexOf(String.fromCharCode(unit));
  return 36 + (punctuation < 0 ? 27 : Math.min(punctuation, 27));
});

/** Of two units, to be made rows by {@link firstRow} and {@link secondRow}, or {@link twoRow} where both are ASCII. */
function pairHash(first: number, second: number): number {
  const mixed = Math.imul((first << 16) | second, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
}

function firstRow(pair: number): number {
  return pair >>> (32 - PAIR_BITS);
}

function secondRow(pair: number): number {
  return (pair ^ (pair >>> 13)) & (FIRST_OTHER - 1);
}

/** `pair` is the hash of the first two units. */
function tripleRow(pair: number, third: number): number {
  return otherRow(Math.imul(pair ^ Math.imul(third, 0x27d4eb2f), 0xc2b2ae35));
}

function twoRow(pair: number): number {
  return otherRow(pair);
}

/** `run` holds the classes of the last units, the newest lowest. */
function fourRow(run: number): number {
  return otherRow(Math.imul(run & FOUR, 0xc2b2ae35));
}

/** `middle` is the run four units ago, `before` that of eight. */
function twelveRow(before: number, middle: number, run: number): number {
  const mixed = Math.imul(Math.imul(before & FOUR, 0x85ebca6b) ^ (middle & FOUR), 0x9e3779b1);
  return otherRow(Math.imul(mixed ^ (mixed >>> 15) ^ (run & FOUR), 0xc2b2ae35));
}

function otherRow(hash: number): number {
  return FIRST_OTHER + (hash >>> (32 - OTHER_BITS));
}

/** Rows in which every block with this text, of two units or more and without blanks and braces, has its bit; rare ones first. */
export function gramRows(squeezed: string): number[] {
  const [twelves, triples, pairs, fours, twos]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  const runs: number[] = [];
  for (let index = 0; index < squeezed.length; index++) {
    const unit = squeezed.charCodeAt(index);
    const previous = squeezed.charCodeAt(index - 1);
    const pair = index > 0 ? pairHash(previous, unit) : 0;
    if (index > 0 && (unit > 0x7f || previous > 0x7f)) pairs.push(firstRow(pair), secondRow(pair));
    if (unit > 0x7f) {
      if (index > 1) triples.push(tripleRow(pairHash(squeezed.charCodeAt(index - 2), previous), unit));
      runs.length = 0;
      continue;
    }
    const run = ((runs.at(-1) ?? 0) << CLASS_BITS) | (ASCII_CLASS[unit] ?? 0);
    runs.push(run);
    if (runs.length > 1) twos.push(twoRow(pair));
    if (runs.length > 3) fours.push(fourRow(run));
    if (runs.length > 11) twelves.push(twelveRow(runs.at(-9) ?? 0, runs.at(-5) ?? 0, run));
  }
  return [...new Set([...twelves, ...triples, ...pairs, ...fours, ...twos])];
}

/**
 * Sets `bit` in the {@link gramRows} of units, folded and without blanks and braces, those from `start` to `end`, and
 * in the rows of `unitRows` by their `numbers`.
 */
export function setGrams(grams: Int32Array, unitRows: Int32Array, numbers: Uint16Array, bit: number, units: Uint16Array, start: number, end: number): void {
  // Of a run of ASCII the last four classes, the four before those, and the four before these.
  let last = 0;
  let middle = 0;
  let before = 0;
  let runLength = 0;
  let previous = 0;
  let lastPair = 0;
  // One loop over few variables, and calls that are small: it decides how long building takes.
  for (let index = start; index < end; index++) {
    const unit = units[index] ?? 0;
    const isWide = unit > 0x7f;
    const pair = pairHash(previous, unit);
    setBit(unitRows, numbers[unit] ?? 0, bit);
    if (index > start) {
      if (isWide || runLength === 0) {
        setBit(grams, firstRow(pair), bit);
        setBit(grams, secondRow(pair), bit);
      } else setBit(grams, twoRow(pair), bit);
    }
    if (isWide) {
      if (index > start + 1) setBit(grams, tripleRow(lastPair, unit), bit);
      runLength = 0;
    } else {
      before = ((before << CLASS_BITS) | (middle >>> OLDEST)) & FOUR;
      middle = ((middle << CLASS_BITS) | (last >>> OLDEST)) & FOUR;
      last = ((last << CLASS_BITS) | (ASCII_CLASS[unit] ?? 0)) & FOUR;
      runLength++;
      if (runLength > 3) setBit(grams, fourRow(last), bit);
      if (runLength > 11) setBit(grams, twelveRow(before, middle, last), bit);
    }
    previous = unit;
    lastPair = pair;
  }
}

/** Raises one of the numbers of a group. They have signs: code for others would be made anew once the highest bit is set. */
export function setBit(rows: Int32Array, row: number, bit: number): void {
  rows[row] = (rows[row] ?? 0) | bit;
}
