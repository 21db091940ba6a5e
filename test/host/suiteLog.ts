/** Marks what a suite prints: the page that holds the workbench prints much of its own. See `test/harness/inHost.ts`. */
export const suiteMark = '[suite]';

const print = console.log.bind(console);

/** `console.log` with the mark. */
export const suiteLog = (...values: unknown[]): void => print(suiteMark, ...values);
