interface Running<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Tasks by key, each run once however many wait for it; it is aborted when nobody waits any more. */
export class SharedTasks<T> {
  readonly #running = new Map<string, Running<T>>();

  /** Joins the running task of this key or starts `task`. Aborting `signal` ends this wait, not that of others. */
  async run(key: string, task: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const running = this.#running.get(key) ?? this.#start(key, task);
    running.waiting++;
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([running.result, aborted]);
    } finally {
      if (onAbort) signal?.removeEventListener('abort', onAbort);
      running.waiting--;
      if (running.waiting === 0) this.#end(key, running);
    }
  }

  #start(key: string, task: (signal: AbortSignal) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const result = task(controller.signal);
    result.catch(() => undefined); // whoever waits hears it; after the last has gone nobody wants to
    const running = { result, controller, waiting: 0 };
    this.#running.set(key, running);
    return running;
  }

  #end(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
    running.controller.abort();
  }
}
