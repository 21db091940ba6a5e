import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Blog } from '../harness/blog';
import { root } from '../harness/paths';
import { Workbench } from '../harness/workbench';
import { longestBlock } from './longestBlock';
import { longContentPage, longLength } from './longIndex';
import type { Report } from './row';
import { readTimes, watch } from './stopwatch';
import { median } from './timing';

const rounds = 7;
const refreshRounds = 3;
const idleAfterMs = 5000;
const firstRow = '.sidebar .customview-tree .monaco-list-row';

/** From the click on the icon in the activity bar of a fresh window to the first rows: with the shipped list, and with 100,000 posts. */
export async function run(report: Report): Promise<void> {
  const workbench = await Workbench.open();
  try {
    await watch(workbench.page, firstRow);
    report({ name: 'tree.firstRows', value: median(await timesToFirstRows(workbench)), unit: 'ms' });
  } finally {
    await workbench.close();
  }
  await runLong(report);
}

interface Around {
  readonly before?: () => Promise<void>;
  readonly after?: () => Promise<void>;
}

async function timesToFirstRows(workbench: Workbench, { before, after }: Around = {}): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await workbench.reload();
    await workbench.page.waitForTimeout(2000);
    await before?.();
    await workbench.openSideBar();
    times.push((await readTimes(workbench.page)).first);
    await after?.();
    await workbench.page.keyboard.press('Control+Shift+E'); // the next window opens with the files
  }
  return times;
}

/** The list is read from a blog of 100,000 posts first, in windows that have none; then each window has it from the disk. */
async function runLong(report: Report): Promise<void> {
  const refreshes: number[] = [];
  for (let round = 1; round <= refreshRounds; round++) {
    await withLongBlog(async (workbench, watcher) => {
      refreshes.push(await blockOfFirstRefresh(workbench, watcher));
      if (round === refreshRounds) await reportLongRows(workbench, watcher, report);
    });
  }
  report({ name: `tree.${longLength}.refresh.longestBlock`, value: median(refreshes), unit: 'ms' });
}

async function withLongBlog(task: (workbench: Workbench, watcher: Locator) => Promise<void>): Promise<void> {
  const blog = await startLongBlog();
  const settings = { 'scientificSpaces.blog.shippedIndex': false };
  const workbench = await Workbench.open({ blog, settings, alsoInstall: [path.join(root, 'test/bench/blockWatcher')] });
  try {
    await task(workbench, workbench.page.locator('.statusbar-item', { hasText: 'Longest block' }));
  } finally {
    await workbench.close();
  }
}

async function blockOfFirstRefresh(workbench: Workbench, watcher: Locator): Promise<number> {
  await workbench.openSideBar();
  // The first request of a window makes VS Code read the system's certificates, a quarter of a second in one go, and its own
  // extensions start for seconds after the window is there: both go before.
  await workbench.runCommand('Scientific Spaces: Refresh');
  await workbench.toast('no such page').waitFor();
  await workbench.page.waitForTimeout(idleAfterMs);
  await watcher.click();
  await workbench.runCommand('Scientific Spaces: Refresh');
  await workbench.page.locator(firstRow).first().waitFor();
  return longestBlock(workbench, watcher);
}

async function reportLongRows(workbench: Workbench, watcher: Locator, report: Report): Promise<void> {
  const blocks: number[] = [];
  await watch(workbench.page, firstRow);
  const times = await timesToFirstRows(workbench, { before: () => watcher.click(), after: async () => void blocks.push(await longestBlock(workbench, watcher)) });
  report({ name: `tree.${longLength}.firstRows`, value: median(times), unit: 'ms' });
  report({ name: `tree.${longLength}.firstRows.longestBlock`, value: median(blocks), unit: 'ms' });
}

/** Its list is there from the second request on. */
async function startLongBlog(): Promise<Blog> {
  const page = Buffer.from(longContentPage());
  let asked = 0;
  const server = createServer((request, response) => {
    const isIndex = request.url === '/content.html' && asked++ > 0;
    response.writeHead(isIndex ? 200 : 404, { 'Content-Type': 'text/html; charset=UTF-8' });
    response.end(isIndex ? page : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => [], close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()) };
}
