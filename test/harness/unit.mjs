// npm run test:unit [-- FILE-PART ...]: the tests that need plain Node only. test:shared takes test/shared instead.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const shared = process.argv.includes('--shared');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const folders = shared ? ['test/shared'] : ['test/core', 'test/webview', 'test/tools'];
const files = folders
  .flatMap((folder) => {
    try {
      return readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file));
    } catch {
      return []; // a folder that has no test yet
    }
  })
  .filter((file) => /\.test\.ts$/.test(file) && (wanted.length === 0 || wanted.some((word) => file.includes(word))))
  .sort();
if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(' ') || folders.join(' ')}.`);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...files], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
