import { eachInSteps, type Steps } from '../util/slices';
import { initialsOf, isHan, isLetter, readingsOf } from './pinyin';

const LETTERS = 26;
const FIRST = 0x61;
/** Rows: for each two letters, for each letter as a beginning, and for each as all there is to spell. */
const FIRST_ONE = LETTERS * LETTERS;
const FIRST_WHOLE = FIRST_ONE + LETTERS;
const ROWS = FIRST_WHOLE + LETTERS;

/** Which titles have a place where a spelling with given first letters may begin, as bits: only they need be spelled (see `matchPinyin`). */
export class SpellingStarts {
  readonly #bits: Uint32Array;
  /** Numbers of each row. */
  readonly #width: number;

  private constructor(titleCount: number) {
    this.#width = Math.ceil(titleCount / 32);
    this.#bits = new Uint32Array(ROWS * this.#width);
  }

  /** @param titles folded */
  static *inSteps(titles: readonly string[]): Steps<SpellingStarts> {
    const starts = new SpellingStarts(titles.length);
    // one for all titles: each of its own would be memory outside the heap, to be had and collected
    const after = new Uint32Array(titles.reduce((longest, { length }) => Math.max(longest, length), 0) + 1);
    yield* eachInSteps(titles, (title, number) => starts.#note(title, number, after));
    return starts;
  }

  /** Titles in which the letters, a–z and digits, may be spelled. Others cannot have them. */
  candidates(letters: string, visit: (title: number) => void): void {
    const first = letters.charCodeAt(0) - FIRST;
    const second = letters.charCodeAt(1) - FIRST;
    this.#visit(second >= 0 && second < LETTERS ? first * LETTERS + second : FIRST_ONE + first, visit);
  }

  /** All titles in which a single letter is spelled, and whether by all of a reading or as itself. */
  single(letter: string, visit: (title: number, isWhole: boolean) => void): void {
    const first = letter.charCodeAt(0) - FIRST;
    this.#visit(FIRST_ONE + first, (title) => visit(title, (((this.#bits[(FIRST_WHOLE + first) * this.#width + (title >> 5)] ?? 0) >>> (title & 31)) & 1) === 1));
  }

  #visit(row: number, visit: (title: number) => void): void {
    const start = row * this.#width;
    for (let index = 0; index < this.#width; index++) {
      for (let bits = this.#bits[start + index] ?? 0; bits !== 0; bits &= bits - 1) visit(index * 32 + 31 - Math.clz32(bits & -bits));
    }
  }

  #note(title: string, number: number, after: Uint32Array): void {
    fillLettersFrom(title, after);
    for (let at = 0; at < title.length; at++) {
      const unit = title.charCodeAt(at);
      if (isHan(unit)) {
        for (const reading of readingsOf(unit)) {
          const first = reading.charCodeAt(0) - FIRST;
          this.#set(FIRST_ONE + first, number);
          if (reading.length === 1) this.#set(FIRST_WHOLE + first, number);
          else this.#set(first * LETTERS + reading.charCodeAt(1) - FIRST, number);
          this.#setPairs(first, after[at + 1] ?? 0, number);
        }
      } else if (isLetter(unit) && (at === 0 || !isLetter(title.charCodeAt(at - 1)))) {
        this.#set(FIRST_ONE + unit - FIRST, number);
        this.#set(FIRST_WHOLE + unit - FIRST, number);
        let end = at + 1;
        while (end < title.length && isLetter(title.charCodeAt(end))) end++;
        this.#setPairs(unit - FIRST, (after[at + 1] ?? 0) | (after[end] ?? 0), number);
      }
    }
  }

  #setPairs(first: number, seconds: number, title: number): void {
    for (let left = seconds; left !== 0; left &= left - 1) this.#set(first * LETTERS + 31 - Math.clz32(left & -left), title);
  }

  #set(row: number, title: number): void {
    const at = row * this.#width + (title >> 5);
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (title & 31));
  }
}

/** Fills in for each place the letters, a bit each, that a spelling may go on with there; none behind the title. */
function fillLettersFrom(title: string, letters: Uint32Array): void {
  letters[title.length] = 0;
  for (let at = title.length - 1; at >= 0; at--) {
    const unit = title.charCodeAt(at);
    letters[at] = isHan(unit) ? initialsOf(unit) : isLetter(unit) ? 1 << (unit - FIRST) : (letters[at + 1] ?? 0);
  }
}
