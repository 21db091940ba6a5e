import type { Page } from 'playwright-core';

/** What a page or frame has seen, by its own clock, in milliseconds since 1970. */
interface Seen {
  /** The last press of a mouse button or of Enter. */
  pressed: number;
  /** Each time that the number of matches changed: when, and how many there were then. */
  readonly changes: { readonly at: number; readonly count: number }[];
}

declare global {
  interface Window {
    stopwatch?: Seen;
  }
}

const lookIntervalMs = 8;

/**
 * Watches, in every frame of `page` opened from now on, when something that matches `selector` and holds `text` appears;
 * with the grain of a frame of the screen.
 */
export async function watch(page: Page, selector: string, text = ''): Promise<void> {
  await page.addInitScript(([wanted, held, lookEveryMs]: readonly [string, string, number]) => {
    const seen: Seen = { pressed: 0, changes: [] };
    window.stopwatch = seen;
    const now = () => performance.timeOrigin + performance.now();
    const notePress = (event: Event) => (seen.pressed = performance.timeOrigin + event.timeStamp);
    window.addEventListener('pointerdown', notePress, true);
    window.addEventListener('keydown', (event) => event.key === 'Enter' && notePress(event), true);
    let last = 0;
    const look = () => {
      const matches = document.querySelectorAll(wanted);
      const count = held === '' ? matches.length : [...matches].filter((each) => each.textContent?.includes(held)).length;
      if (count !== last) seen.changes.push({ at: now(), count });
      last = count;
    };
    setInterval(look, lookEveryMs); // survives the document.write by which VS Code fills a webview; animation frames do not
  }, [selector, text, lookIntervalMs] as const);
}

const quietMs = 700;

/** Changes in whichever frame has the most matches. */
async function readChanges(page: Page): Promise<Seen['changes']> {
  const all = await Promise.all(page.frames().map((frame) => frame.evaluate(() => window.stopwatch?.changes ?? []).catch(() => [])));
  return all.reduce((most, changes) => ((changes.at(-1)?.count ?? 0) > (most.at(-1)?.count ?? 0) ? changes : most), []);
}

export interface Times {
  /** From the press to the first match. */
  readonly first: number;
  /** From the press to the last of them. */
  readonly all: number;
  readonly count: number;
}

/** Waits until matches have appeared and no more come, and tells how long after the last press that was. */
export async function readTimes(page: Page, timeoutMs = 30_000): Promise<Times> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const pressed = await page.evaluate(() => window.stopwatch?.pressed ?? 0);
    const changes = (await readChanges(page)).filter(({ at, count }) => at >= pressed && count > 0);
    const [first, last] = [changes[0], changes.at(-1)];
    if (first && last && Date.now() - last.at > quietMs) return { first: first.at - pressed, all: last.at - pressed, count: last.count };
    if (Date.now() > giveUpAt) throw new Error('Nothing appeared');
    await page.waitForTimeout(50);
  }
}
