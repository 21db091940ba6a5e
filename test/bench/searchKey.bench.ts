import path from 'node:path';
import type { Page } from 'playwright-core';
import { startDemo } from '../harness/blog';
import { root } from '../harness/paths';
import { Workbench } from '../harness/workbench';
import type { Report } from './row';
import { median } from './timing';

const rounds = 5;
/** Each typed key by key; what is found changes with nearly every key. */
const words = ['旋转位置编码', 'kuosanmoxing', 'attention', '矩阵分解'];

/** What is seen of keys and rows, by the page's own clock. */
interface Seen {
  /** The press that is being waited for; 0 for none. */
  pressed: number;
  /** Key to painted rows, ms. */
  readonly times: number[];
}
declare global {
  interface Window {
    keyToRows?: Seen;
  }
}

/**
 * From a key in the picker to the end of the frame in which its rows are painted; and the same in a picker that has rows
 * ready for every key, which is VS Code's own share.
 */
export async function run(report: Report): Promise<void> {
  const workbench = await Workbench.open({ blog: await startDemo(), alsoInstall: [path.join(root, 'test/bench/plainPicker')] });
  try {
    await workbench.openSideBar();
    await watchKeys(workbench.page);
    const [ours, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      for (const word of words) {
        const times = [await timesOf(word, 'Control+Alt+K', workbench), await timesOf(word, 'Control+Alt+L', workbench)] as const;
        if (round === 0) continue; // loads the index
        ours.push(...times[0]);
        plain.push(...times[1]);
      }
    }
    if (Math.min(ours.length, plain.length) < rounds * words.length) throw new Error(`Only ${ours.length} and ${plain.length} keys changed the rows`);
    report({ name: 'search.key', value: median(ours), unit: 'ms', ratio: median(ours) / median(plain), against: 'a picker that has as many rows ready' });
  } finally {
    await workbench.close();
  }
}

async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Seen = { pressed: 0, times: [] };
    window.keyToRows = seen;
    let rowsBefore = '';
    const rows = (): string => [...document.querySelectorAll('.quick-input-list .monaco-list-row')].map((row) => row.getAttribute('aria-label')).join('\n');
    window.addEventListener('beforeinput', (event) => {
      seen.pressed = event.timeStamp;
      rowsBefore = rows();
    }, true);
    new MutationObserver(() => {
      if (seen.pressed === 0 || rows() === rowsBefore) return;
      const { pressed } = seen;
      seen.pressed = 0;
      requestAnimationFrame(() => setTimeout(() => seen.times.push(performance.now() - pressed))); // a frame is painted right behind its callbacks
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label'] });
  });
}

/** Types a word into the picker that a shortcut opens: a time for each key that changed the rows. */
async function timesOf(word: string, shortcut: string, { page, quickInput }: Workbench): Promise<number[]> {
  await page.keyboard.press(shortcut);
  await quickInput.waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => void (window.keyToRows as Seen).times.splice(0));
  for (const key of word) {
    await page.keyboard.insertText(key);
    await page.waitForTimeout(250);
  }
  // A last key that changed no row is not counted: what comes now is not its doing.
  await page.evaluate(() => void ((window.keyToRows as Seen).pressed = 0));
  await page.keyboard.press('Escape');
  return page.evaluate(() => (window.keyToRows as Seen).times);
}
