const FIRST_FREE = 0x80;

/** Small numbers for the units of texts: ASCII ones are their own, the others are numbered as they are first seen. */
export class UnitNumbers {
  /** By unit; 0 where it has none yet. */
  readonly numbers = new Uint16Array(0x10000);
  readonly #seen: string[] = [];

  constructor() {
    for (let unit = 0; unit < FIRST_FREE; unit++) this.numbers[unit] = unit;
  }

  /** The number of a unit, folded, that has had none yet. */
  add(unit: number): number {
    return (this.numbers[unit] = FIRST_FREE + this.#seen.push(String.fromCharCode(unit)) - 1);
  }

  numberOf(unit: number): number {
    return this.numbers[unit] ?? 0;
  }

  /** More than any number given so far. */
  get size(): number {
    return FIRST_FREE + this.#seen.length;
  }

  /** The units beyond ASCII, by their numbers: for {@link numberIn}. */
  get text(): string {
    return this.#seen.join('');
  }
}

/** The number of a unit among those that {@link UnitNumbers.text} names; −1 where it has none. */
export function numberIn(units: string, unit: number): number {
  if (unit < FIRST_FREE) return unit;
  const at = units.indexOf(String.fromCharCode(unit));
  return at < 0 ? -1 : FIRST_FREE + at;
}
