/** Long work in steps: a generator that yields wherever others may be let in. */
export type Steps<Result> = Generator<void, Result>;

const sliceMs = 8;
/** Items between two looks at the clock. */
export const sliceLength = 100;
/** Items that are sorted at once: a millisecond. */
const runLength = 1000;

/** Runs steps to their end, letting the extension host answer others in between; stops between two of them when aborted. */
export async function inSlices<Result>(steps: Iterator<void, Result>, signal?: AbortSignal): Promise<Result> {
  const result = await whileWanted(steps, () => {
    signal?.throwIfAborted();
    return true;
  });
  return result as Result;
}

/** Like {@link inSlices}, but ends with `undefined` when, after others had their turn, it is no longer wanted. */
export async function whileWanted<Result>(steps: Iterator<void, Result>, isWanted: () => boolean): Promise<Result | undefined> {
  for (let since = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < sliceMs) continue;
    await letOthersIn();
    if (!isWanted()) return undefined;
    since = performance.now();
  }
}

/** A pause for all that waits: between two pieces of long work that are no steps of one. */
export function letOthersIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Runs steps to their end without a pause. */
export function atOnce<Result>(steps: Iterator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Calls `action` for each item, with a step after every {@link sliceLength}. */
export function* eachInSteps<T>(items: Iterable<T>, action: (item: T, index: number) => void): Steps<void> {
  let index = 0;
  for (const item of items) {
    action(item, index);
    if (++index % sliceLength === 0) yield;
  }
}

/** A stable sort in steps: short runs by the platform's own sort, then merged in pairs. */
export function* sortInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += runLength) {
    runs.push(items.slice(start, start + runLength).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) merged.push(yield* mergeRuns(runs[index] ?? [], runs[index + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeRuns<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  const merged: T[] = [];
  for (let [l, r] = [0, 0]; l < left.length || r < right.length; ) {
    const takesLeft = r === right.length || (l < left.length && compare(left[l] as T, right[r] as T) <= 0);
    merged.push((takesLeft ? left[l++] : right[r++]) as T);
    if (merged.length % sliceLength === 0) yield;
  }
  return merged;
}
