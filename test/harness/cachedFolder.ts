import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir } from './paths';

const marker = '.complete';
const abandonedAfterMs = 60 * 60 * 1000;

/** Partial folders that a killed installation left behind. Younger ones may belong to one that is running now. */
async function removeAbandoned(name: string): Promise<void> {
  for (const entry of await readdir(cacheDir)) {
    const folder = path.join(cacheDir, entry);
    if (entry.startsWith(`${name}.partial-`) && Date.now() - (await stat(folder)).mtimeMs > abandonedAfterMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * A folder of the cache that is either whole or not there: built aside, then renamed.
 *
 * `build` fills an empty folder. `isWhole` judges a folder without our mark, which something else may have put there.
 * Two processes may ask at once: the first to finish wins, the other takes that one's.
 */
export async function cachedFolder(name: string, build: (folder: string) => Promise<void>, isWhole: (folder: string) => Promise<boolean>): Promise<string> {
  const folder = path.join(cacheDir, name);
  const mark = path.join(folder, marker);
  if (existsSync(mark)) return folder;
  if (existsSync(folder) && (await isWhole(folder))) {
    await writeFile(mark, '');
    return folder;
  }
  await mkdir(cacheDir, { recursive: true });
  await removeAbandoned(name);
  const partial = await mkdtemp(path.join(cacheDir, `${name}.partial-`));
  try {
    await build(partial);
    if (!(await isWhole(partial))) throw new Error(`${name} was installed, but does not run`);
    await writeFile(path.join(partial, marker), '');
    if (!existsSync(mark)) {
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}
