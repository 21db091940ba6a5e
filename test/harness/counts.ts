/** How many tests of a run passed and failed. A run that could not take place counts as one failure. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const noTests: Counts = { passed: 0, failed: 0 };
export const oneFailure: Counts = { passed: 0, failed: 1 };

export const addCounts = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
});

export const formatCounts = ({ passed, failed }: Counts) => `${passed} passed, ${failed} failed`;

/** Prints the counts as the last line and gives the exit code: no test at all is a failure too. */
export function reportCounts(counts: Counts): number {
  console.log(formatCounts(counts));
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
