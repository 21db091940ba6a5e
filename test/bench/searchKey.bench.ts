import { startDemo } from '../harness/blog';
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

/** From a key in the picker to the end of the frame in which its rows are painted. */
export async function run(report: Report): Promise<void> {
  const workbench = await Workbench.open({ blog: await startDemo() });
  try {
    const { page } = workbench;
    await workbench.openSideBar();
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
    for (let round = 0; round <= rounds; round++) {
      for (const word of words) {
        await page.keyboard.press('Control+Alt+K');
        await workbench.quickInput.waitFor();
        await page.waitForTimeout(500);
        for (const key of word) {
          await page.keyboard.insertText(key);
          await page.waitForTimeout(250);
        }
        // A last key that changed no row is not counted: what comes now is not its doing.
        await page.evaluate(() => void ((window.keyToRows as Seen).pressed = 0));
        await page.keyboard.press('Escape');
      }
      if (round === 0) await page.evaluate(() => (window.keyToRows as Seen).times.splice(0)); // loads the index
    }
    const times = await page.evaluate(() => window.keyToRows?.times ?? []);
    if (times.length < rounds * words.length) throw new Error(`Only ${times.length} keys changed the rows`);
    report({ name: 'search.key', value: median(times), unit: 'ms' });
  } finally {
    await workbench.close();
  }
}
