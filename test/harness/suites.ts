import * as esbuild from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { outDir, root } from './paths';

/** Suites of a folder, as paths from the root; `wanted` keeps those whose path holds one of its words. */
export function findTests(folder: string, wanted: readonly string[] = []): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
    .sort();
}

export interface SuiteBundle {
  /** Name of the file below `out/`. */
  readonly name: string;
  /** The module with `runMocha`, from the root. */
  readonly runner: string;
  readonly suites: readonly string[];
  readonly platform: 'node' | 'browser';
}

/** Bundles suites with their runner into one script that exports `run()`, as the extension host wants it; resolves to its path. */
export async function bundleSuites({ name, runner, suites, platform }: SuiteBundle): Promise<string> {
  const outfile = path.join(outDir, name);
  const load = suites.map((suite) => `await import(${JSON.stringify(`./${suite}`)});`).join(' ');
  await esbuild.build({
    absWorkingDir: root,
    stdin: { contents: `import { runMocha } from './${runner}';\nexport const run = () => runMocha(async () => { ${load} });`, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    charset: 'utf8',
    format: 'cjs',
    platform,
    target: 'es2023',
    sourcemap: 'inline',
    external: platform === 'node' ? ['vscode', 'mocha'] : ['vscode'],
    define: platform === 'browser' ? { global: 'globalThis', 'process.env.NODE_ENV': '"test"' } : {},
    mainFields: platform === 'browser' ? ['browser', 'module', 'main'] : ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}
