import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, Row } from '../bench/row';
import { root } from './paths';

const folder = path.join(root, 'test/bench');
const ending = '.bench.ts';

/** Three digits that mean something are enough for a median on a noisy machine. */
const round = (value: number) => Number(value.toPrecision(4));

function print({ name, value, unit, ratio, against }: Row): void {
  console.log(JSON.stringify({ name, value: round(value), unit, ...(ratio !== undefined && { ratio: round(ratio), against }) }));
}

/** A module as tsx gives it: an ES module, or what it made of one for CommonJS. */
type Loaded = Bench | { readonly default: Bench };
const benchIn = (loaded: Loaded): Bench => ('run' in loaded ? loaded : loaded.default);

/**
 * `npm run bench [-- NAME ...]`: runs `test/bench/<file>.bench.ts` and prints a row a line; a word keeps the files whose
 * name holds it. Rows go to standard output, everything else to standard error.
 */
export async function main(wanted: readonly string[]): Promise<number> {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(ending)).sort() : [];
  const chosen = files.filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
  if (chosen.length === 0) throw new Error(`No measurement matches ${wanted.join(' ')}. There are: ${files.map((file) => file.replace(ending, '')).join(' ')}`);
  let failed = 0;
  for (const file of chosen) {
    try {
      await benchIn((await import(pathToFileURL(path.join(folder, file)).href)) as Loaded).run(print);
    } catch (error) {
      console.error(file, error);
      failed += 1;
    }
  }
  return failed === 0 ? 0 : 1;
}
