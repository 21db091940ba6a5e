import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { countsMark, suiteMark } from '../host/suiteLog';
import type { Browser } from './browser';
import { addCounts, oneFailure, type Counts } from './counts';
import { screenshotDir } from './paths';

export interface InHostSuite {
  /** Names the picture of a failure. */
  readonly name: string;
  /** Opens the workbench that runs the suite. */
  readonly url: string;
  readonly timeoutMs: number;
}

/** Opens the workbench and runs its suite. One that does not end, or asks for an address beyond this machine, has failed. */
export async function runSuite(browser: Browser, { name, url, timeoutMs }: InHostSuite): Promise<Counts> {
  try {
    const { result } = await listenToSuite(browser.page, timeoutMs);
    await browser.page.goto(url);
    const counts = await result;
    if (browser.refused.length === 0) return counts;
    console.error('Asked for beyond this machine:', browser.refused);
    return addCounts([counts, oneFailure]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    mkdirSync(screenshotDir, { recursive: true });
    await browser.page.screenshot({ path: path.join(screenshotDir, `${name}-failed.png`) });
    return oneFailure;
  }
}

/** Prepares a page for a suite: prints what the suite prints, and waits for its end. */
async function listenToSuite(page: Page, timeoutMs: number): Promise<{ readonly result: Promise<Counts> }> {
  let finish: (code: number) => void = () => {};
  let giveUp: (error: Error) => void = () => {};
  let counts: Counts | undefined;
  const exit = new Promise<number>((resolve, reject) => {
    finish = resolve;
    giveUp = reject;
  });
  const timer = setTimeout(() => giveUp(new Error(`The suite did not end within ${timeoutMs / 1000} s`)), timeoutMs);
  await page.exposeFunction('codeAutomationLog', (_type: string, [mark, ...values]: unknown[]) => {
    if (mark === suiteMark) console.log(format(...values));
    if (mark === countsMark) counts = { passed: Number(values[0]), failed: Number(values[1]) };
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    clearTimeout(timer);
    finish(code);
  });
  const result = exit.then((code) => {
    if (counts === undefined) return oneFailure; // it ended before its tests did
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  });
  result.catch(() => {}); // whoever waits for it handles it; a rejection before that is no crash
  return { result };
}
