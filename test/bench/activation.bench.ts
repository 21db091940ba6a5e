import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../harness/paths';
import { packageVsix, vsixKilobytes } from '../harness/vsix';
import { Workbench } from '../harness/workbench';
import type { Report } from './row';
import { median } from './timing';

const rounds = 9;
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

/** Each is activated by a command when nothing else starts: VS Code's load time is shared by what starts together. */
export async function run(report: Report): Promise<void> {
  const emptyExtension = path.join(root, 'test/bench/emptyExtension');
  await packageVsix();
  report({ name: 'vsix.size', value: vsixKilobytes(), unit: 'KB' });
  report({ name: 'activation.bundle', value: statSync(path.join(root, 'dist/node/extension.js')).size / 1024, unit: 'KB' });
  const times = { ours: [] as number[], empty: [] as number[] };
  const workbench = await Workbench.open({ alsoInstall: [emptyExtension] });
  try {
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await workbench.reload();
      for (const { command } of round % 2 === 0 ? [ours, empty] : [empty, ours]) {
        await workbench.page.waitForTimeout(1500);
        await workbench.runCommand(command);
      }
      const text = await readReport(workbench);
      times.ours.push(activationTime(text, ours.id));
      times.empty.push(activationTime(text, empty.id));
      await workbench.runCommand('View: Close All Editors');
    }
  } finally {
    await workbench.close();
  }
  report({ name: 'activation.total', value: median(times.ours), unit: 'ms', ratio: median(times.ours) / median(times.empty), against: 'an empty extension' });
}
