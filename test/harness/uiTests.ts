import { addCounts, formatCounts, noTests, reportCounts, type Counts } from './counts';
import { browserNeeds, ensureSystem } from './debian';
import { installHost } from './installHost';
import { runNodeTests } from './nodeTests';
import { findTests } from './suites';
import { packageVsix } from './vsix';

/** A file that fails is run once more, in a window of its own: a busy machine can hold one up. More than these are no accident. */
const secondRuns = 2;

/** `npm run test:ui [-- --shared] [-- PART ...]`: the packed extension driven through the workbench; with `--shared` on shared data. */
export async function uiTests(args: readonly string[]): Promise<Counts> {
  const shared = args.includes('--shared');
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const files = findTests('test/ui', wanted).filter((file) => file.startsWith('test/ui/shared/') === shared);
  if (files.length === 0) return noTests;
  await ensureSystem(browserNeeds);
  await installHost();
  if (!args.includes('--no-package')) await packageVsix();
  const run = (file: string) => runNodeTests({ name: shared ? 'uiShared' : 'ui', files: [file], timeoutMinutes: 20, env: { ...process.env, VSIX_IS_FRESH: '1' } });
  // One after the other: each has a host and a browser of its own.
  const counts: Counts[] = [];
  const unsteady: string[] = [];
  for (const file of files) {
    let count = await run(file);
    if (count.failed > 0 && unsteady.length < secondRuns) {
      const first = formatCounts(count);
      count = await run(file);
      unsteady.push(`${file}: at first ${first}, then ${formatCounts(count)}`);
    }
    counts.push(count);
  }
  if (unsteady.length > 0) console.log(`Run twice:\n  ${unsteady.join('\n  ')}`);
  return addCounts(counts);
}

export async function main(args: readonly string[]): Promise<number> {
  return reportCounts(await uiTests(args));
}
