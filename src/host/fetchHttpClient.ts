import { ReaderError } from '../core/model/errors';
import type { HttpClient, HttpRequest, HttpResponse } from '../core/ports';

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
      const response = await fetch(url, this.#init(request, exchange.signal));
      const body = await readBody(response, url, request.maxBytes);
      return { status: response.status, url: response.url || url, headers: headersOf(response), body };
    } catch (cause) {
      exchange.abort(); // frees the connection of a body that nobody reads to its end
      if (signal?.aborted) throw signal.reason;
      if (cause instanceof ReaderError) throw cause;
      const reason = exchange.signal.reason as unknown;
      throw reason instanceof ReaderError ? reason : new ReaderError('unreachable', url, { reason: 'network', cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
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

async function readBody(response: Response, url: string, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = (): ReaderError => new ReaderError('unreadable', url, { reason: 'tooLarge', status: response.status });
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  if (announced > maxBytes) throw tooLarge();
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(value);
  }
  // Packed bodies announce their packed length, which can't be checked here.
  const isPlain = !response.headers.has('content-encoding');
  if (isPlain && length < announced) throw new ReaderError('unreachable', url, { reason: 'cut', status: response.status });
  return concatenate(chunks, length);
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

function headersOf(response: Response): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  response.headers.forEach((value, name) => headers.set(name.toLowerCase(), value));
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers.set('set-cookie', cookies.join('\n'));
  return headers;
}
