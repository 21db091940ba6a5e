import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { noTests, oneFailure, type Counts } from './counts';
import { outDir, root } from './paths';

export interface NodeTestRun {
  /** Names the file with the counts below `out/`. */
  readonly name: string;
  /** From the root. */
  readonly files: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** How many files run at a time; as many as the machine has cores, if not given. */
  readonly concurrency?: number;
  /** No file takes so long: one that hangs fails, and the rest goes on. */
  readonly timeoutMinutes: number;
}

/** Runs test files written for node:test, through tsx. */
export async function runNodeTests({ name, files, env = process.env, concurrency, timeoutMinutes }: NodeTestRun): Promise<Counts> {
  if (files.length === 0) return noTests;
  mkdirSync(outDir, { recursive: true });
  const countFile = path.join(outDir, `${name}-${process.pid}.json`);
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./test/harness/countReporter.mjs', `--test-reporter-destination=${countFile}`];
  const limit = [`--test-timeout=${timeoutMinutes * 60_000}`, ...(concurrency === undefined ? [] : [`--test-concurrency=${concurrency}`])];
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--test', ...limit, ...reporters, ...files], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 1));
  });
  try {
    const counts = JSON.parse(readFileSync(countFile, 'utf8')) as Counts;
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return oneFailure; // the runner itself ended early
  } finally {
    rmSync(countFile, { force: true });
  }
}
