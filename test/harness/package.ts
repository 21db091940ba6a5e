import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths';
import { packageVsix, vsixKilobytes } from './vsix';

/** `npm run package`: packs `scientific-spaces.vsix` at the root, to be installed by *Extensions: Install from VSIX…*. */
export async function main(): Promise<number> {
  const target = path.join(root, 'scientific-spaces.vsix');
  await copyFile(await packageVsix(), target);
  console.log(`${target} (${vsixKilobytes().toFixed(0)} KB)`);
  return 0;
}
