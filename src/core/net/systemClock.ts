import type { Clock } from '../ports';

/** The real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const abortReason = () => reject(signal?.reason as Error);
      if (signal?.aborted) return abortReason();
      const onAbort = () => {
        clearTimeout(timer);
        abortReason();
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};
