import type { Clock } from '../ports';

/** `person`: somebody waits for it; `background`: downloads, refreshes by themselves. */
export type Priority = 'person' | 'background';

export interface Pace {
  /** Visits at once, of any priority. */
  readonly concurrency: number;
  /** Of these, how many may be in the background: fewer, so that a person never queues behind a download. */
  readonly backgroundConcurrency: number;
  /** Least time between the starts of two requests. */
  readonly pauseMs: Readonly<Record<Priority, number>>;
}

export const politePace: Pace = { concurrency: 2, backgroundConcurrency: 1, pauseMs: { person: 150, background: 500 } };

interface Waiting {
  readonly priority: Priority;
  readonly enter: () => void;
}

/** Keeps the requests of one client few and apart. */
export class Pacer {
  readonly #waiting: Waiting[] = [];
  readonly #running: Record<Priority, number> = { person: 0, background: 0 };
  #lastStartAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace = politePace,
  ) {}

  /** Runs a visit (a request with its redirects) when its turn comes; persons go first, else in the order of asking. */
  async visit<T>(priority: Priority, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(priority, signal);
    try {
      return await task();
    } finally {
      this.#running[priority]--;
      this.#admit();
    }
  }

  /** Waits until one more request may start. `pauseMs` may lengthen the usual pause, never shorten it. */
  async pause(priority: Priority, signal?: AbortSignal, pauseMs = 0): Promise<void> {
    const pause = Math.max(pauseMs, this.pace.pauseMs[priority]);
    // Asked again after each sleep: another request may have started meanwhile.
    for (;;) {
      const wait = this.#lastStartAt + pause - this.clock.now();
      if (wait <= 0) break;
      await this.clock.sleep(wait, signal);
    }
    this.#lastStartAt = this.clock.now();
  }

  #enter(priority: Priority, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason as Error);
      };
      const waiting: Waiting = {
        priority,
        enter: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      this.#waiting.push(waiting);
      if (signal?.aborted) return giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#admit();
    });
  }

  #admit(): void {
    for (const priority of ['person', 'background'] as const) {
      for (const waiting of this.#waiting.filter((each) => each.priority === priority)) {
        if (!this.#hasRoom(priority)) break;
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        this.#running[priority]++;
        waiting.enter();
      }
    }
  }

  #hasRoom(priority: Priority): boolean {
    const { person, background } = this.#running;
    return person + background < this.pace.concurrency && (priority === 'person' || background < this.pace.backgroundConcurrency);
  }
}
