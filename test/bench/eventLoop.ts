/** Runs `task` and tells how long it took, and the longest time that nothing else could run meanwhile, in ms. */
export async function watchEventLoop<T>(task: () => Promise<T>): Promise<{ result: T; ms: number; longestBlockMs: number }> {
  let last = performance.now();
  let longestBlockMs = 0;
  const look = (): void => {
    const now = performance.now();
    longestBlockMs = Math.max(longestBlockMs, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  const started = performance.now();
  try {
    const result = await task();
    look();
    return { result, ms: performance.now() - started, longestBlockMs };
  } finally {
    clearInterval(timer);
  }
}
