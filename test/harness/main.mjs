// node test/harness/main.mjs COMMAND [ARGUMENT ...]: installs the project's packages if they are missing or of other
// versions than package.json says, then calls `main(ARGUMENTS)` of test/harness/COMMAND.ts, whose result is the exit code.
// Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

function packagesAreInstalled() {
  return Object.entries(readJson('package.json').devDependencies).every(([name, wanted]) => {
    try {
      const exact = wanted.replace(/^npm:.*@/, '');
      const { version } = readJson(`node_modules/${name}/package.json`);
      return version === exact || !/^\d/.test(exact);
    } catch {
      return false; // not there
    }
  });
}

if (!packagesAreInstalled()) {
  console.log('Installing the packages of package-lock.json (npm ci)…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const [command, ...rest] = process.argv.slice(2);
const [esm, cjs] = await Promise.all([import('tsx/esm/api'), import('tsx/cjs/api')]);
esm.register();
cjs.register();
const { main } = await import(`./${command}.ts`);
try {
  process.exitCode = await main(rest);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
