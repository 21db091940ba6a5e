import type { Locator } from 'playwright-core';
import type { Workbench } from '../harness/workbench';

/** What the block watcher shows in the status bar, in milliseconds. */
export async function longestBlock({ page }: Workbench, watcher: Locator): Promise<number> {
  await page.waitForTimeout(1000); // what comes after the rows counts as well
  return Number(/(\d+) ms/.exec(await watcher.innerText())?.[1]);
}
