/**
 * The key space of a segment's postings.
 *
 * - `0 … 0xffff`: a unit by itself, ASCII or not
 * - then, of ASCII without blanks and braces, pairs of units, four units in a row, and three and six {@link TokenRun}
 *   tokens in a row, the last three hashed: for LaTeX and for ASCII with punctuation; a list may hold too many
 *   documents, never too few
 * - then pairs of units beyond ASCII, and whole words of ASCII letters and digits, as they turn up
 */
export const FIRST_PAIR = 0x10000;
const CLASS_BITS = 6;
export const FIRST_QUAD = FIRST_PAIR + (1 << (2 * CLASS_BITS));
const QUAD_BITS = 17;
const FIRST_SHORT_RUN = FIRST_QUAD + (1 << QUAD_BITS);
const FIRST_LONG_RUN = FIRST_SHORT_RUN + (1 << QUAD_BITS);
export const FIRST_DYNAMIC = FIRST_LONG_RUN + (1 << QUAD_BITS);

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

const LETTERS = 1;
const DIGITS = 2;
const BACKSLASH = 3;
const PUNCTUATION = 4;

/**
 * Cuts squeezed ASCII into tokens (letters, with a backslash before them or without; digits; single marks) and gives
 * keys for three and for six of them in a row. Formulas are made of the same few pieces: only long rows tell them apart.
 */
export class TokenRun {
  /** Keys of the rows that end with the last token; −1 while there are too few tokens. */
  shortKey = -1;
  longKey = -1;
  #kind = 0;
  #hash = 0;
  #count = 0;
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #e = 0;

  /** Takes a unit; true when a token has ended before it and the keys are new. */
  push(unit: number): boolean {
    const kind = unit >= 0x61 && unit <= 0x7a ? LETTERS : unit >= 0x30 && unit <= 0x39 ? DIGITS : unit === 0x5c ? BACKSLASH : PUNCTUATION;
    const continues = kind === LETTERS ? this.#kind === LETTERS || this.#kind === BACKSLASH : kind === DIGITS && this.#kind === DIGITS;
    if (continues) {
      this.#hash = (Math.imul(this.#hash, 31) + unit) | 0;
      this.#kind = kind;
      return false;
    }
    const hasEnded = this.end();
    this.#kind = kind;
    this.#hash = unit;
    return hasEnded;
  }

  /** Ends the token that is open; true when there was one. */
  end(): boolean {
    if (this.#kind === 0) return false;
    const hash = Math.imul(this.#hash ^ (this.#hash >>> 15), 0x85ebca6b);
    const three = (Math.imul(Math.imul(this.#a, 0x9e3779b1) + this.#b, 0x9e3779b1) + hash) | 0;
    const six = (Math.imul(Math.imul(Math.imul(this.#c, 0x9e3779b1) + this.#d, 0x9e3779b1) + this.#e, 0x9e3779b1) ^ Math.imul(three, 0xc2b2ae35)) | 0;
    this.#count++;
    this.shortKey = this.#count < 3 ? -1 : FIRST_SHORT_RUN + (Math.imul(three, 0x9e3779b1) >>> (32 - QUAD_BITS));
    this.longKey = this.#count < 6 ? -1 : FIRST_LONG_RUN + (Math.imul(six, 0x9e3779b1) >>> (32 - QUAD_BITS));
    this.#e = this.#d;
    this.#d = this.#c;
    this.#c = this.#a;
    this.#a = this.#b;
    this.#b = hash;
    this.#kind = 0;
    return true;
  }

  reset(): void {
    this.#kind = 0;
    this.#count = 0;
  }
}

/** Keys that every document with this squeezed ASCII text has. The first and the last token may be cut in it. */
export function asciiKeys(squeezed: string): number[] {
  if (squeezed.length === 1) return [squeezed.charCodeAt(0)];
  const keys = new Set<number>();
  let run = 0;
  for (let index = 0; index < squeezed.length; index++) {
    run = (run << CLASS_BITS) | (ASCII_CLASS[squeezed.charCodeAt(index)] ?? 0);
    if (squeezed.length < 4 ? index > 0 : index > 2) keys.add(squeezed.length < 4 ? pairKey(run) : quadKey(run));
  }
  const whole = squeezed.replace(/^[a-z0-9]+/, '').replace(/\\?[a-z]*$|[0-9]+$/, '');
  const tokens = new TokenRun();
  const add = (): void => {
    if (tokens.shortKey >= 0) keys.add(tokens.shortKey);
    if (tokens.longKey >= 0) keys.add(tokens.longKey);
  };
  for (let index = 0; index < whole.length; index++) if (tokens.push(whole.charCodeAt(index))) add();
  if (tokens.end()) add();
  return [...keys];
}

export const RUN_SHIFT = CLASS_BITS;
