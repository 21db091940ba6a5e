import { reportCounts, type Counts } from './counts';
import { runNodeTests } from './nodeTests';
import { findTests } from './suites';

/** Tests that need more than plain Node, and how they are run instead. */
const otherRuns = ['test/host/suites/', 'test/host/shared/', 'test/shared/', 'test/ui/', 'test/web/', 'test/electron/', 'test/latex/'];

/** `npm run test:unit [-- --shared] [-- PART ...]`: every test that needs plain Node only; with `--shared` those of `test/shared`. */
export async function unitTests(args: readonly string[]): Promise<Counts> {
  const shared = args.includes('--shared');
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const files = shared ? findTests('test/shared', wanted) : findTests('test', wanted).filter((file) => !otherRuns.some((folder) => file.startsWith(folder)));
  return runNodeTests({ name: shared ? 'unitShared' : 'unit', files, timeoutMinutes: shared ? 10 : 3 });
}

export async function main(args: readonly string[]): Promise<number> {
  return reportCounts(await unitTests(args));
}
