import Mocha from 'mocha';
import { reportSuite, suiteLog } from './suiteLog';

/** Runs the suites that `load` declares, inside the extension host, and rejects when a test fails, which makes the exit code. */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha); // declares describe and it
  Mocha.reporters.Base.consoleLog = suiteLog;
  console.log = suiteLog;
  await load();
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha.run(resolve).on('pass', () => (passed += 1));
  });
  await reportSuite({ passed, failed });
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
