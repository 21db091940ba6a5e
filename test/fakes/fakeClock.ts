import type { Clock } from '../../src/core/ports';

/** A clock whose sleepers wake at once, in the order of their times, while its time jumps on. */
export class FakeClock implements Clock {
  #now: number;
  #waking = false;
  readonly #sleepers: { at: number; wake: () => void }[] = [];
  /** All sleeps asked for, in ms. */
  readonly sleeps: number[] = [];

  constructor(start = Date.UTC(2024, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index >= 0) this.#sleepers.splice(index, 1);
        reject(signal.reason as Error);
      });
      this.#wakeSoon();
    });
  }

  /** One sleeper a turn of the event loop, so that what it does happens before the next wakes. */
  #wakeSoon(): void {
    if (this.#waking) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (!next) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      if (this.#sleepers.length > 0) this.#wakeSoon();
    });
  }
}
