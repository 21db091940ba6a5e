import { SIMPLIFIED, TRADITIONAL } from './tables/simplified';

let table: Uint16Array | undefined;

/**
 * For each UTF-16 unit the one that search takes it for: small for capital, half for full width, simplified for
 * traditional. One unit for one, so that a place in folded text is the place in the text.
 */
export function foldTable(): Uint16Array {
  return (table ??= makeTable());
}

function makeTable(): Uint16Array {
  const units = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = unit;
  for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = unit - 0xfee0;
  units[0x3000] = 0x20;
  for (let index = 0; index < TRADITIONAL.length; index++) units[TRADITIONAL.charCodeAt(index)] = SIMPLIFIED.charCodeAt(index);
  // No letters with case beyond, but for those that full width has led here. Few stretches have any.
  for (let start = 0; start < 0x3000; start += STRETCH) {
    const stretch = String.fromCharCode(...units.subarray(start, start + STRETCH));
    if (stretch.toLowerCase() !== stretch) for (let unit = start; unit < start + STRETCH; unit++) makeSmall(units, unit);
  }
  for (let unit = 0xff01; unit <= 0xff5e; unit++) makeSmall(units, unit);
  return units;
}

/** Units that are asked together whether any has a small form. */
const STRETCH = 64;

function makeSmall(units: Uint16Array, unit: number): void {
  const small = String.fromCharCode(units[unit] ?? 0).toLowerCase();
  if (small.length === 1) units[unit] = small.charCodeAt(0);
}

/** Folds a short text: a title or a query. */
export function foldText(text: string): string {
  const units = foldTable();
  let folded = '';
  for (let index = 0; index < text.length; index++) folded += String.fromCharCode(units[text.charCodeAt(index)] ?? 0);
  return folded;
}

/** Whether blanks, line ends and braces, which a LaTeX fragment may have or leave out, are what this unit is. */
export function isIgnorable(unit: number): boolean {
  return unit <= 0x20 || unit === 0x7b || unit === 0x7d;
}

/** Text without what {@link isIgnorable} names. */
export function squeeze(text: string): string {
  return text.replace(/[\u0000-\u0020{}]+/g, '');
}

export function isAsciiWord(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}
