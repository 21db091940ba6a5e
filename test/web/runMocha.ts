import 'mocha/mocha';
import type { ReporterConstructor } from 'mocha';
import { reportSuite, suiteLog } from '../host/suiteLog';

/** As `test/host/runMocha.ts`, in the web worker, where Mocha is a script that sets globals and has no reporter of use. */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 120_000, reporter: class {} as unknown as ReporterConstructor });
  console.log = suiteLog;
  await load();
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      passed += 1;
      suiteLog(`    ✔ ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error: Error) => suiteLog(`    ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
  await reportSuite({ passed, failed });
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
