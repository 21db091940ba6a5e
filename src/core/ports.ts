/** What the core needs from outside. Each port has one adapter per host and a small working fake in `test/fakes`. */

export interface HttpRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** The transfer is aborted with an error once the decoded body is longer than this. */
  readonly maxBytes: number;
  /** The whole exchange is aborted with an error after this time. */
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  /** The address that answered. Differs from the one asked only where the platform follows redirects by itself (web). */
  readonly url: string;
  /** Names in lower case. Several `set-cookie` are joined by `\n`. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/**
 * One exchange: no redirect followed where the platform allows that, no retry, no cookie jar.
 * Rejects with a ReaderError `unreachable` when no whole answer came, and with the signal's reason when aborted.
 */
export interface HttpClient {
  get(url: string, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
}

export interface FileEntry {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/**
 * Files below the extension's own folder. Paths are relative, with `/`, made of safe names only.
 * Writing is atomic: a reader sees the old bytes or the new ones, whatever fails.
 */
export interface FileStorage {
  /** `undefined` when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Rejects with a ReaderError `storage`; the old file is then untouched. */
  write(path: string, data: Uint8Array): Promise<void>;
  /** Nothing happens when there is no such file. */
  delete(path: string): Promise<void>;
  /** Files directly in a folder, in no order; empty when there is no such folder. */
  list(folder: string): Promise<readonly FileEntry[]>;
}

/** Satisfied by VS Code's `LogOutputChannel` as it is. */
export interface Logger {
  trace(message: string, ...args: unknown[]): void;
  debug(message: string, ...args: unknown[]): void;
  info(message: string, ...args: unknown[]): void;
  warn(message: string, ...args: unknown[]): void;
  error(message: string | Error, ...args: unknown[]): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
