/** Ends what was begun: a subscription, a resource. Calling it twice does nothing more. */
export interface Disposable {
  dispose(): void;
}

/** Calls `listener` after each event until the result is disposed of. Has the form of VS Code's own events. */
export type Event<T> = (listener: (event: T) => unknown) => Disposable;

/** The owner's side of an {@link Event}. A listener that throws doesn't keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ call: (event: T) => unknown }>();

  /** @param onError hears what a listener threw; without it such errors rise out of `fire` after all listeners ran */
  constructor(private readonly onError?: (error: unknown) => void) {}

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  fire(event: T): void {
    const errors: unknown[] = [];
    for (const { call } of [...this.#listeners]) {
      try {
        call(event);
      } catch (error) {
        errors.push(error);
      }
    }
    if (this.onError) errors.forEach(this.onError);
    else if (errors.length > 0) throw errors[0];
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
