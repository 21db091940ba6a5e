// Builds the extension: dist/node (entry + parts loaded on first use), dist/web (one file), dist/webview.
//   node esbuild.mjs [--production] [--watch]
import * as esbuild from 'esbuild';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  target: 'es2023',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none', // they stand in dist/ThirdPartyNotices.txt
  metafile: true,
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  // markdown-it-texmath requires KaTeX's CommonJS form, everything else imports the other: one copy is enough.
  alias: { katex: fileURLToPath(import.meta.resolve('katex')) },
};

/** Parts of the extension host that no activation needs: each a file of its own in dist/node, loaded by `import()`. */
const parts = ['main', 'article', 'render', 'search', 'citation', 'styles', 'blogs', 'mathjax'];
const partOf = (request) => parts.find((part) => request.endsWith(`/parts/${part}`));

/** Leaves `import('…/parts/x')` as `require('./x.js')`, so that the entry stays small. A part may import another. */
const partsStayOutside = {
  name: 'parts-stay-outside',
  setup(build) {
    build.onResolve({ filter: /\/parts\/\w+$/ }, ({ path: request, kind }) => {
      const part = partOf(request);
      if (!part || kind === 'entry-point') return undefined;
      if (kind !== 'dynamic-import') return { errors: [{ text: `${request} is a part: load it by import()` }] };
      return { path: `./${part}.js`, external: true };
    });
  },
};

/**
 * In the web bundle, leaves the parts to `loadWebPart`, so that they need not be packed twice. What `import()` gives is then
 * a namespace with a `then`, which `await` follows: top-level await would be plainer, but there is none in the format that
 * VS Code's worker runs.
 */
const partsAreReadFromFiles = {
  name: 'parts-are-read-from-files',
  setup(build) {
    build.onResolve({ filter: /\/parts\/\w+$/ }, ({ path: request }) => ({ path: partOf(request), namespace: 'web-part' }));
    build.onLoad({ filter: /.*/, namespace: 'web-part' }, ({ path: part }) => ({
      contents: `import { loadWebPart } from './src/host/webParts';
        export const then = (resolve, reject) => loadWebPart('${part}').then(resolve, reject);`,
      resolveDir: root,
    }));
  },
};

/**
 * Gives every file VS Code's API as it is. A namespace import of it would be a copy in each file that has one, made when the
 * bundle is loaded: hundreds of members, half a millisecond a file.
 */
const vscodeIsNotCopied = {
  name: 'vscode-is-not-copied',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/](?:host[\\/].*|shell)\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(/^import \* as vscode from 'vscode';$/m, "const vscode = require('vscode');"),
      loader: 'ts',
      watchFiles: [file],
    }));
  },
};

const existingParts = parts.filter((part) => existsSync(path.join(root, `src/parts/${part}.ts`)));

/** The border of the core: it must bundle with nothing outside, for no platform. */
const coreCheck = { ...common, entryPoints: ['src/core/**/*.ts'], outdir: 'dist/core', format: 'esm', platform: 'neutral', write: false, sourcemap: false };
const node = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', ...Object.fromEntries(existingParts.map((part) => [part, `src/parts/${part}.ts`])) },
  outdir: 'dist/node',
  format: 'cjs',
  platform: 'node',
  external: ['vscode'],
  // A part is loaded by require(): for import() Node reads through the whole file twice, for its kind and for its names.
  supported: { 'dynamic-import': false },
  plugins: [partsStayOutside, vscodeIsNotCopied],
};
const web = { ...common, entryPoints: { extension: 'src/extension.web.ts' }, outdir: 'dist/web', format: 'cjs', platform: 'browser', external: ['vscode'], define: { global: 'globalThis' }, plugins: [partsAreReadFromFiles, vscodeIsNotCopied] };
const webview = { ...common, entryPoints: { article: 'src/webview/main.ts' }, outdir: 'dist/webview', format: 'iife', platform: 'browser' };

await rm(path.join(root, 'dist'), { recursive: true, force: true });
const katex = path.dirname(fileURLToPath(import.meta.resolve('katex/package.json')));
await cp(path.join(katex, 'dist/katex.min.css'), path.join(root, 'dist/katex/katex.min.css'));
await cp(path.join(katex, 'dist/fonts'), path.join(root, 'dist/katex/fonts'), { recursive: true, filter: (file) => !/\.(ttf|woff)$/.test(file) });

if (watch) {
  await Promise.all([node, web, webview].map(async (options) => (await esbuild.context(options)).watch()));
} else {
  await esbuild.build(coreCheck);
  await writeNotices(await Promise.all([node, web, webview].map((options) => esbuild.build(options))));
}

/** Writes the licences of all packages that are in the bundles, or whose tables are. */
async function writeNotices(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const bundled = inputs.map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter((name) => name !== undefined);
  const sourcesOfTables = ['opencc-js', 'pinyin-pro'];
  const notices = [...new Set([...bundled, ...sourcesOfTables])].sort().map(async (name) => {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|third_party)/i.test(entry.name));
    if (files.length === 0) throw new Error(`${name} has no file with its licence`);
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file.name), 'utf8')));
    return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
  });
  await writeFile(path.join(root, 'dist/ThirdPartyNotices.txt'), (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`));
}
