import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { countsMark, suiteMark } from '../host/suiteLog';
import { oneFailure, type Counts } from './counts';

/** Prepares a page for a suite: prints what the suite prints, and waits for its end. Call before opening the workbench. */
export async function listenToSuite(page: Page, timeoutMs: number): Promise<{ readonly result: Promise<Counts> }> {
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
