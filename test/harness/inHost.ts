import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { suiteMark } from '../host/suiteLog';

/** What a suite in an extension host tells the page that holds it. */
export interface SuiteRun {
  /** Resolves to the exit code of the suite; rejects when none came in time. */
  readonly exitCode: Promise<number>;
}

/** Prepares a page for a suite: prints what the suite prints, and waits for its exit code. Call before opening the workbench. */
export async function listenToSuite(page: Page, timeoutMs: number): Promise<SuiteRun> {
  let finish: (code: number) => void = () => {};
  let giveUp: (error: Error) => void = () => {};
  const exitCode = new Promise<number>((resolve, reject) => {
    finish = resolve;
    giveUp = reject;
  });
  exitCode.catch(() => {}); // whoever waits for it handles it; a rejection before that is no crash
  const timer = setTimeout(() => giveUp(new Error(`The suite did not end within ${timeoutMs / 1000} s`)), timeoutMs);
  await page.exposeFunction('codeAutomationLog', (_type: string, [mark, ...values]: unknown[]) => {
    if (mark === suiteMark) console.log(format(...values));
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    clearTimeout(timer);
    finish(code);
  });
  return { exitCode };
}
