import { ReaderError } from '../core/model/errors';
import type { HttpClient, HttpRequest, HttpResponse } from '../core/ports';
import { inSlices, type Steps } from '../core/util/slices';

export interface FetchOptions {
  /** What the extension calls itself, `ScientificSpacesVSCode/1.0.0 (+address)`. */
  readonly userAgent: string;
  /**
   * `browser` in a web worker: there redirects are followed by the platform, and the User-Agent, cookies and
   * conditional headers are its own business (each would cost a CORS preflight that the blog doesn't answer).
   */
  readonly platform: 'node' | 'browser';
}

/** HTTP on the platform's `fetch`: one exchange, its size and time bounded. */
export class FetchHttpClient implements HttpClient {
  constructor(private readonly options: FetchOptions) {}

  async get(url: string, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    signal?.throwIfAborted();
    const exchange = new AbortController();
    const onAbort = (): void => exchange.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => exchange.abort(new ReaderError('unreachable', url, { reason: 'timeout' })), request.timeoutMs);
    try {
      return await untilAborted(this.#exchange(url, request, exchange.signal), exchange.signal);
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (cause instanceof ReaderError) throw cause;
      const reason = exchange.signal.reason as unknown;
      throw reason instanceof ReaderError ? reason : new ReaderError('unreachable', url, { reason: 'network', cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #exchange(url: string, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const response = await fetch(url, this.#init(request, signal));
    const body = await readBody(response, url, request.maxBytes);
    return { status: response.status, url: response.url || url, headers: headersOf(response), body };
  }

  #init(request: HttpRequest, signal: AbortSignal): RequestInit {
    const shared: RequestInit = { signal, credentials: 'omit', referrerPolicy: 'no-referrer' };
    if (this.options.platform === 'browser') {
      const accept = request.headers?.['accept'];
      return { ...shared, redirect: 'follow', ...(accept === undefined ? {} : { headers: { accept } }) };
    }
    return { ...shared, redirect: 'manual', headers: { ...request.headers, 'user-agent': this.options.userAgent } };
  }
}

/** Node's fetch (seen in 20) neither fails nor ends when a body isn't the gzip that it's said to be, not even when aborted. */
function untilAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    task,
    new Promise<never>((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason as Error);
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);
}

async function readBody(response: Response, url: string, maxBytes: number): Promise<Uint8Array> {
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  if (!response.body) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isLast = false;
  while (!isLast && length <= maxBytes && !(announced > maxBytes)) {
    const { done, value } = await reader.read();
    isLast = done;
    length += value?.length ?? 0;
    if (value) chunks.push(value);
  }
  if (!isLast) {
    reader.cancel().catch(() => undefined); // the connection is given up; how that ends matters to nobody
    throw new ReaderError('unreadable', url, { reason: 'tooLarge', status: response.status });
  }
  // Packed bodies announce their packed length, which can't be checked here.
  const isPlain = !response.headers.has('content-encoding');
  if (isPlain && length < announced) throw new ReaderError('unreachable', url, { reason: 'cut', status: response.status });
  return concatenate(chunks, length);
}

/** Many megabytes with pauses: the memory that they take is had when it is first written to, and that takes time. */
async function concatenate(chunks: readonly Uint8Array[], length: number): Promise<Uint8Array> {
  const all = new Uint8Array(length);
  await inSlices(copyInto(all, chunks));
  return all;
}

function* copyInto(all: Uint8Array, chunks: readonly Uint8Array[]): Steps<void> {
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
    yield;
  }
}

function headersOf(response: Response): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  response.headers.forEach((value, name) => headers.set(name.toLowerCase(), value));
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers.set('set-cookie', cookies.join('\n'));
  return headers;
}
