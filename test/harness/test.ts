import path from 'node:path';
import { tryCommand } from './command';
import { addCounts, formatCounts, oneFailure, reportCounts, type Counts } from './counts';
import { hasSharedData } from './blog';
import { hostTests } from './hostTests';
import { root, sharedDir } from './paths';
import { uiTests } from './uiTests';
import { unitTests } from './unitTests';
import { buildExtension, packageVsix } from './vsix';
import { webTests } from './webTests';

interface Step {
  readonly name: string;
  readonly run: () => Promise<Counts>;
}

/** A check that is one script counts as one test. */
async function commandCounts(script: string, ...args: string[]): Promise<Counts> {
  const { code } = await tryCommand(process.execPath, [path.join(root, script), ...args], { show: true });
  return code === 0 ? { passed: 1, failed: 0 } : oneFailure;
}

const steps: readonly Step[] = [
  { name: 'types', run: () => commandCounts('node_modules/typescript/bin/tsc', '--noEmit') },
  { name: 'types of the core', run: () => commandCounts('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'src/core') },
  { name: 'lint', run: () => commandCounts('node_modules/eslint/bin/eslint.js', '.') },
  { name: 'unit tests', run: () => unitTests([]) },
  { name: 'package', run: async () => (await packageVsix(), { passed: 1, failed: 0 }) },
  { name: 'UI tests', run: () => uiTests(['--no-package']) },
  { name: 'build', run: async () => (await buildExtension(false), { passed: 1, failed: 0 }) },
  { name: 'npm start', run: () => commandCounts('test/harness/main.mjs', 'start', '--check') },
  { name: 'tests in the extension host', run: () => hostTests([]) },
  { name: 'tests in the web extension host', run: () => webTests([]) },
];

/** Needs the build of the steps above or its own. */
const sharedSteps: readonly Step[] = [
  { name: 'package', run: async () => (await packageVsix(), { passed: 1, failed: 0 }) },
  { name: 'unit tests on shared data', run: () => unitTests(['--shared']) },
  { name: 'UI tests on shared data', run: () => uiTests(['--shared', '--no-package']) },
  { name: 'tests in the extension host on shared data', run: () => hostTests(['--shared']) },
];

/** A step that throws has failed; the others run all the same. */
async function runStep({ name, run }: Step): Promise<Counts> {
  console.log(`\n=== ${name}`);
  try {
    return await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return oneFailure;
  }
}

async function runSteps(all: readonly Step[]): Promise<Counts> {
  const rows: string[] = [];
  const counts: Counts[] = [];
  for (const step of all) {
    const started = performance.now();
    const result = await runStep(step);
    counts.push(result);
    rows.push(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${result.failed > 0 ? 'FAILED' : 'ok    '}  ${step.name}: ${formatCounts(result)}`);
  }
  console.log(`\n${rows.join('\n')}`);
  return addCounts(counts);
}

/** `npm test` runs everything that the project holds; `npm run test:shared` what needs the shared data beside it. */
export async function main(args: readonly string[]): Promise<number> {
  if (!args.includes('--shared')) return reportCounts(await runSteps(steps));
  if (hasSharedData()) return reportCounts(await runSteps(sharedSteps));
  console.log(`No shared data in ${sharedDir} (SHARED_DIR names another place): nothing to test.`);
  return 0;
}
