import { READINGS } from './tables/readings';

/** How well a spelling fits: its share of characters spelled in full, 0 (initials only) to 1. */
export interface PinyinMatch {
  readonly start: number;
  readonly end: number;
  readonly fullness: number;
  /** Han characters and abbreviated words in it. */
  readonly characters: number;
}

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;

/** By unit, from U+4E00 on. */
interface Pinyin {
  readonly readings: readonly (readonly string[] | undefined)[];
  /** The letters, one bit each, that a reading may begin with. */
  readonly initials: Uint32Array;
}

let pinyin: Pinyin | undefined;
const none: readonly string[] = [];

/** Readings of a character without tone, ü as v and also as u; none for what is no Han character. */
export function readingsOf(unit: number): readonly string[] {
  return readPinyin().readings[unit - FIRST_HAN] ?? none;
}

/** The letters, one bit each, that a reading of a Han character may begin with. */
export function initialsOf(han: number): number {
  return readPinyin().initials[han - FIRST_HAN] ?? 0;
}

/** Reads the table of all readings, which the first match would do: some milliseconds. */
export function readPinyin(): Pinyin {
  return (pinyin ??= readTable());
}

function readTable(): Pinyin {
  const initials = new Uint32Array(LAST_HAN - FIRST_HAN + 1);
  const readings = new Array<readonly string[] | undefined>(initials.length).fill(undefined);
  for (const [, syllable = '', characters = ''] of READINGS.matchAll(/([a-z]+)([^a-z]+)/g)) {
    // ü is typed as v by most, as u by many; n and l also stand before a true u, which the table has beside it.
    const spellings = syllable.includes('v') ? [syllable, syllable.replace('v', 'u')] : /^[jqxy]u/.test(syllable) ? [syllable, syllable.replace('u', 'v')] : [syllable];
    const initial = 1 << (syllable.charCodeAt(0) - 0x61);
    for (let index = 0; index < characters.length; index++) {
      const place = characters.charCodeAt(index) - FIRST_HAN;
      const known = readings[place];
      readings[place] = known ? [...known, ...spellings] : spellings;
      initials[place] = (initials[place] ?? 0) | initial;
    }
  }
  return { readings, initials };
}

/**
 * The best place where `letters` (a–z and digits) spell a run of characters in a folded title, `undefined` where they
 * do nowhere.
 *
 * Each Han character takes one of its readings in full or its initial (`zh`, `ch`, `sh` as one letter or two); the last
 * one may be cut anywhere. A Latin word takes its letters or its first letter, a digit itself or nothing; blanks and
 * punctuation between are passed over. It begins at a Han character or at the beginning of a word.
 */
export function matchPinyin(letters: string, folded: string): PinyinMatch | undefined {
  const { initials } = readPinyin();
  const first = letters.charCodeAt(0) - 0x61;
  let best: PinyinMatch | undefined;
  for (let start = 0; start < folded.length; start++) {
    const unit = folded.charCodeAt(start);
    const mayBegin = isHan(unit) ? (((initials[unit - FIRST_HAN] ?? 0) >> first) & 1) === 1 : unit === letters.charCodeAt(0) && !isLetter(folded.charCodeAt(start - 1));
    if (!mayBegin) continue;
    const found = new Speller(letters, folded, start).best();
    if (found && (best === undefined || found.fullness > best.fullness)) best = found;
    if (best?.fullness === 1) break;
  }
  return best;
}

/** Tries the ways to spell from one place, depth first; a wrong one ends within a letter or two. */
class Speller {
  #best: PinyinMatch | undefined;

  constructor(
    private readonly letters: string,
    private readonly title: string,
    private readonly start: number,
  ) {}

  best(): PinyinMatch | undefined {
    this.#visit(0, this.start, 0, 0);
    return this.#best;
  }

  /** `full` counts what was spelled in full among the `characters` that could be. */
  #visit(taken: number, at: number, full: number, characters: number): void {
    if (this.#best?.fullness === 1) return;
    const { letters, title } = this;
    if (taken === letters.length) {
      const fullness = characters === 0 ? 1 : full / characters;
      if (this.#best === undefined || fullness > this.#best.fullness) this.#best = { start: this.start, end: at, fullness, characters };
      return;
    }
    let place = at;
    while (place < title.length && isPassedOver(title.charCodeAt(place))) place++;
    if (place === title.length) return;
    const unit = title.charCodeAt(place);
    if (isHan(unit)) return this.#visitHan(unit, taken, place, full, characters);
    if (unit === letters.charCodeAt(taken)) {
      this.#visit(taken + 1, place + 1, full, characters);
      if (isLetter(unit) && !isLetter(title.charCodeAt(place - 1)) && isLetter(title.charCodeAt(place + 1))) {
        let end = place + 1;
        while (isLetter(title.charCodeAt(end))) end++;
        this.#visit(taken + 1, end, full, characters + 1);
      }
    }
    if (isDigit(unit)) this.#visit(taken, place + 1, full, characters);
  }

  #visitHan(unit: number, taken: number, place: number, full: number, characters: number): void {
    const { letters } = this;
    const rest = letters.length - taken;
    for (const reading of readingsOf(unit)) {
      if (letters.startsWith(reading, taken)) this.#visit(taken + reading.length, place + 1, full + 1, characters + 1);
      else if (rest > 1 && rest < reading.length && reading.startsWith(letters.slice(taken))) this.#visit(letters.length, place + 1, full + rest / reading.length, characters + 1);
      if (reading.length === 1 || reading[0] !== letters[taken]) continue;
      this.#visit(taken + 1, place + 1, full, characters + 1);
      if (reading[1] === 'h' && letters[taken + 1] === 'h') this.#visit(taken + 2, place + 1, full, characters + 1);
    }
  }
}

export function isHan(unit: number): boolean {
  return unit >= FIRST_HAN && unit <= LAST_HAN;
}

export function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isPassedOver(unit: number): boolean {
  return !isHan(unit) && !isLetter(unit) && !isDigit(unit);
}
