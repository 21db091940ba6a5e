import type { Counts } from '../harness/counts';

/** Marks what a suite prints: the page that holds the workbench prints much of its own. See `test/harness/inHost.ts`. */
export const suiteMark = '[suite]';

/** Marks the result of a suite, two numbers. */
export const countsMark = '[counts]';

const print = console.log.bind(console);

/** `console.log` with the mark. */
export const suiteLog = (...values: unknown[]): void => print(suiteMark, ...values);

/** Hands the counts to the page. What is printed travels apart from the exit code, so it gets a head start. */
export async function reportSuite({ passed, failed }: Counts): Promise<void> {
  print(countsMark, passed, failed);
  await new Promise((resolve) => setTimeout(resolve, 300));
}
