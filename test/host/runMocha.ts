import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import { suiteLog } from './suiteLog';

/**
 * Runs the suites that `load` declares, inside the extension host, and rejects when a test fails, which makes the exit
 * code. The counts go to the file that `HOST_TEST_RESULT` names.
 */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha); // declares describe and it
  Mocha.reporters.Base.consoleLog = suiteLog;
  console.log = suiteLog;
  await load();
  await new Promise<void>((resolve, reject) => {
    let passed = 0;
    const runner = mocha.run((failures) => {
      if (process.env.HOST_TEST_RESULT) writeFileSync(process.env.HOST_TEST_RESULT, JSON.stringify({ passed, failed: failures }));
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
    runner.on('pass', () => (passed += 1));
  });
}
