const sliceMs = 12;

/** Runs a generator to its end, letting the extension host answer others in between; stops between two steps when aborted. */
export async function inSlices<Result>(steps: Iterator<void, Result>, signal?: AbortSignal): Promise<Result> {
  for (let since = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < sliceMs) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    since = performance.now();
  }
}
