/**
 * What went wrong, as far as a reader can act on it.
 *
 * - `unreachable`: no answer: no network, refused, timed out, cut off in the middle
 * - `busy`: the blog asked to wait (429, 503); `retryAfterSeconds` says how long where it said so
 * - `notFound`: the blog says that there is no such page
 * - `unreadable`: an answer came, but it isn't a whole page of this blog (captive portal, changed layout, cut page)
 * - `refused`: this extension will not go there (foreign host, robots.txt, forbidden scheme)
 * - `storage`: the disk did not take it
 */
export type ReaderErrorKind = 'unreachable' | 'busy' | 'notFound' | 'unreadable' | 'refused' | 'storage';

/** Facts beside the kind. `reason` is a short word for the log and for the host's message table, never shown as it is. */
export interface ReaderErrorFacts {
  readonly reason?: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A failure the reader can do something about. Carries facts, never user-facing text. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError';
  readonly reason: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly kind: ReaderErrorKind,
    readonly url: string,
    facts: ReaderErrorFacts = {},
  ) {
    super(`${kind}${facts.reason ? ` (${facts.reason})` : ''}: ${url}`, { cause: facts.cause });
    this.reason = facts.reason;
    this.status = facts.status;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** Whether `error` is a {@link ReaderError}, also one made by another bundle of this extension. */
export function isReaderError(error: unknown): error is ReaderError {
  return error instanceof Error && error.name === 'ReaderError' && 'kind' in error;
}
