import { noTests, reportCounts, type Counts } from './counts';
import { browserNeeds, ensureSystem } from './debian';
import { installHost } from './installHost';
import { runNodeTests } from './nodeTests';
import { findTests } from './suites';
import { packageVsix } from './vsix';

/** `npm run test:ui [-- --shared] [-- PART ...]`: the packed extension driven through the workbench; with `--shared` on shared data. */
export async function uiTests(args: readonly string[]): Promise<Counts> {
  const shared = args.includes('--shared');
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const files = findTests('test/ui', wanted).filter((file) => file.startsWith('test/ui/shared/') === shared);
  if (files.length === 0) return noTests;
  await ensureSystem(browserNeeds);
  await installHost();
  if (!args.includes('--no-package')) await packageVsix();
  // One after the other: each has a host and a browser of its own.
  return runNodeTests({ name: shared ? 'uiShared' : 'ui', files, concurrency: 1, timeoutMinutes: 20, env: { ...process.env, VSIX_IS_FRESH: '1' } });
}

export async function main(args: readonly string[]): Promise<number> {
  return reportCounts(await uiTests(args));
}
