import { hasSharedData } from './blog';
import { addCounts, noTests, reportCounts, type Counts } from './counts';
import { ensureSystem, latexNeeds } from './debian';
import { runNodeTests } from './nodeTests';
import { sharedDir } from './paths';
import { findTests } from './suites';

/**
 * `npm run test:latex [-- PART ...]`: our entries in documents that real LaTeX, bibtex and biber compile, and, where the
 * shared data is, its hostile values read back by them. `--if-possible`: where TeX is neither there nor can be installed,
 * that is said and nothing fails.
 */
export async function latexTests(args: readonly string[]): Promise<Counts> {
  try {
    await ensureSystem(latexNeeds);
  } catch (error) {
    if (!args.includes('--if-possible')) throw error;
    console.log(`Nothing was tried in LaTeX. ${error instanceof Error ? error.message : String(error)}`);
    return { ...noTests, passed: 1 };
  }
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const files = [...findTests('test/latex/suites', wanted), ...(hasSharedData() ? findTests('test/latex/shared', wanted) : [])];
  if (!hasSharedData()) console.log(`No shared data in ${sharedDir}: only the project's own documents.`);
  return addCounts([await runNodeTests({ name: 'latex', files, concurrency: 1, timeoutMinutes: 10 })]);
}

export async function main(args: readonly string[]): Promise<number> {
  return reportCounts(await latexTests(args));
}
