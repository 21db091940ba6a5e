import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command';
import { outDir, root } from './paths';

/** Where tests expect the package under test. */
export const vsixFile = path.join(outDir, 'scientific-spaces.vsix');

const tool = (name: string) => path.join(root, 'node_modules/.bin', name);

/** Builds the bundles into `dist/`. */
export const buildExtension = (production: boolean) => runCommand(process.execPath, ['esbuild.mjs', ...(production ? ['--production'] : [])]);

/** Builds for production and packs the VSIX; resolves to its path. */
export async function packageVsix(): Promise<string> {
  mkdirSync(outDir, { recursive: true });
  await buildExtension(true);
  await runCommand(tool('vsce'), ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsixFile]);
  return vsixFile;
}

/** The package that the run at hand has made; a test started by itself makes it. */
export const findOrPackageVsix = async () => (existsSync(vsixFile) && process.env.VSIX_IS_FRESH ? vsixFile : packageVsix());

export const vsixKilobytes = () => statSync(vsixFile).size / 1024;
