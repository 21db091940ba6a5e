import { Workbench } from '../harness/workbench';
import type { Report } from './row';
import { readTimes, watch } from './stopwatch';
import { median } from './timing';

const rounds = 7;

/** From the click on the icon in the activity bar of a fresh window to the first rows. */
export async function run(report: Report): Promise<void> {
  const times: number[] = [];
  const workbench = await Workbench.open();
  try {
    await watch(workbench.page, '.sidebar .customview-tree .monaco-list-row');
    for (let round = 0; round < rounds; round++) {
      await workbench.reload();
      await workbench.page.waitForTimeout(2000);
      await workbench.openSideBar();
      times.push((await readTimes(workbench.page)).first);
      await workbench.page.keyboard.press('Control+Shift+E'); // the next window opens with the files
    }
  } finally {
    await workbench.close();
  }
  report({ name: 'tree.firstRows', value: median(times), unit: 'ms' });
}
