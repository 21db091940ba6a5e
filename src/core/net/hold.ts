import { ReaderError } from '../model/errors';
import type { Clock, HttpResponse } from '../ports';
import { parseRetryAfter } from './retryAfter';

/** How long nothing is asked after "too many requests" without a time. */
const unnamedMs = 10_000;
/** However long a server asks to wait, it's tried again after this. */
const longestMs = 60 * 60 * 1000;

/** The pause that a blog has asked for: as long as it lasts, nothing is asked. */
export class Hold {
  #until = 0;
  /** Whether the blog said how long. */
  #isNamed = false;

  constructor(private readonly clock: Clock) {}

  /** Throws a ReaderError `busy` (`held`) while the pause lasts. */
  throwIfOn({ href }: URL): void {
    const waitMs = this.#until - this.clock.now();
    if (waitMs <= 0) return;
    const retryAfterSeconds = this.#isNamed ? Math.ceil(waitMs / 1000) : undefined;
    throw new ReaderError('busy', href, { reason: 'held', ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  }

  /** Begins a pause because of this answer, and gives what to throw for it. */
  begin({ headers, status }: HttpResponse, { href }: URL): ReaderError {
    const retryAfterSeconds = parseRetryAfter(headers, this.clock.now());
    const holdMs = retryAfterSeconds === undefined ? unnamedMs : Math.min(retryAfterSeconds * 1000, longestMs);
    this.#until = Math.max(this.#until, this.clock.now() + holdMs);
    this.#isNamed = retryAfterSeconds !== undefined;
    return new ReaderError('busy', href, { status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  }
}
