import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../harness/paths';
import { packageVsix, vsixKilobytes } from '../harness/vsix';
import { Workbench } from '../harness/workbench';
import type { Report } from './row';
import { median } from './timing';

const rounds = 5;
const idleAfterMs = 5000;
const ours = { id: 'scientific-spaces.scientific-spaces', command: 'Scientific Spaces: Show Log' };
const empty = { id: 'scientific-spaces-bench.empty-extension', command: 'Activate the Empty Extension' };

/** VS Code's own table: the sum of load, call and finish of one extension. */
function activationTime(report: string, id: string): number {
  const cells = report.split('\n').find((line) => line.startsWith(`| ${id} `))?.split('|').map((cell) => cell.trim());
  const times = cells?.slice(3, 6).map(Number) ?? [];
  if (times.length !== 3 || times.some(Number.isNaN)) throw new Error(`No activation times of ${id}`);
  return times.reduce((sum, time) => sum + time, 0);
}

async function readReport(workbench: Workbench): Promise<string> {
  await workbench.runCommand('Developer: Startup Performance');
  await workbench.page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor();
  for (;;) {
    const text = await workbench.editorText();
    if (text.includes('## Extension Activation Stats')) return text;
    await workbench.page.waitForTimeout(200);
  }
}

/**
 * One of the two in a window of its own, activated by a command once the host is idle: VS Code's load time is shared by
 * what starts together, and the first extension to start pays for more than itself.
 */
async function activateAlone(workbench: Workbench, { id, command }: typeof ours): Promise<number> {
  await workbench.reload();
  await workbench.page.waitForTimeout(idleAfterMs);
  await workbench.runCommand(command);
  await workbench.page.waitForTimeout(1000);
  const time = activationTime(await readReport(workbench), id);
  await workbench.runCommand('View: Close All Editors');
  return time;
}

export async function run(report: Report): Promise<void> {
  const emptyExtension = path.join(root, 'test/bench/emptyExtension');
  await packageVsix();
  report({ name: 'vsix.size', value: vsixKilobytes(), unit: 'KB' });
  // What is loaded at activation, and what right after it.
  const bytes = ['extension.js', 'main.js'].map((file) => statSync(path.join(root, 'dist/node', file)).size);
  report({ name: 'activation.bundle', value: bytes.reduce((sum, size) => sum + size, 0) / 1024, unit: 'KB' });
  const times = { ours: [] as number[], empty: [] as number[] };
  const workbench = await Workbench.open({ alsoInstall: [emptyExtension] });
  try {
    for (let round = 0; round < rounds; round++) {
      times.empty.push(await activateAlone(workbench, empty));
      times.ours.push(await activateAlone(workbench, ours));
    }
  } finally {
    await workbench.close();
  }
  console.error(`activation: ours ${times.ours.join(' ')}, empty ${times.empty.join(' ')} ms`);
  report({ name: 'activation.total', value: median(times.ours), unit: 'ms', ratio: median(times.ours) / median(times.empty), against: 'an empty extension, alone' });
}
