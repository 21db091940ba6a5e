import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { articleToFile } from '../../src/core/blog/articleFile';
import { Catalogue } from '../../src/core/catalogue/catalogue';
import { root } from '../harness/paths';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';
import { makeArchive } from '../tools/makeArchive';
import { longestBlock } from './longestBlock';
import type { Report } from './row';

const idleAfterMs = 5000;
const keptAfterMs = 25_000;

/**
 * The longest time that the search lets nothing else run in the real host, with a text on the disk for every post: the
 * first search, which builds the index while one types, and the first one of the next window, which reads what was kept.
 */
export async function run(report: Report): Promise<void> {
  const workbench = await Workbench.open({ alsoInstall: [path.join(root, 'test/bench/blockWatcher')] });
  try {
    const watcher = workbench.page.locator('.statusbar-item', { hasText: 'Longest block' });
    await workbench.openSideBar();
    await until('the folder of the extension', () => existsSync(workbench.storageFolder));
    await writeTexts(path.join(workbench.storageFolder, 'kexue.fm/articles'));
    for (const name of ['build', 'load']) {
      await workbench.reload();
      report({ name: `search.host.${name}.longestBlock`, value: await blockOfFirstSearch(workbench, watcher), unit: 'ms' });
      await workbench.page.waitForTimeout(keptAfterMs);
    }
  } finally {
    await workbench.close();
  }
}

async function writeTexts(folder: string): Promise<void> {
  const { articles } = Catalogue.decode(JSON.parse(await readFile(path.join(root, 'media/catalogue.json'), 'utf8')));
  const texts = [...makeArchive(articles.length)].map(({ markdown }) => markdown);
  const facts = { author: '某人', readers: undefined, commentCount: undefined, previous: undefined, next: undefined, similar: [], fetchedAt: '2026-01-01T00:00:00.000Z' };
  await mkdir(folder, { recursive: true });
  for (const [index, article] of articles.entries()) await writeFile(path.join(folder, `${article.id}.md`), articleToFile({ ...article, ...facts, markdown: texts[index] ?? '' }));
}

async function blockOfFirstSearch(workbench: Workbench, watcher: Locator): Promise<number> {
  const { page, quickInput } = workbench;
  await page.waitForTimeout(idleAfterMs); // VS Code's own extensions start for seconds after the window is there
  await watcher.click();
  await page.keyboard.press('Control+Alt+K');
  await quickInput.waitFor();
  await page.keyboard.insertText('矩阵');
  await quickInput.locator('.quick-input-title', { hasText: /posts/ }).filter({ hasNotText: 'are on this disk' }).waitFor();
  await page.keyboard.press('Escape');
  return longestBlock(workbench, watcher);
}
