import { ReaderError } from '../../src/core/model/errors';
import type { HttpClient, HttpRequest, HttpResponse } from '../../src/core/ports';

/** What a page answers: text for a 200, an error to reject with, or all of it. */
export type FakePage = string | Error | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array };
type FakeAnswer = FakePage | Promise<FakePage> | ((request: FakeRequest) => FakePage | Promise<FakePage>);

export interface FakeRequest extends HttpRequest {
  readonly url: string;
}

/**
 * Address → page. An address without a page answers 404 when its host has any page, else nobody answers there.
 * A robots.txt need not be given.
 */
export class FakeHttpClient implements HttpClient {
  readonly requests: FakeRequest[] = [];
  /** How many requests were under way at once, at most. */
  mostAtOnce = 0;
  #atOnce = 0;
  readonly #pages = new Map<string, FakeAnswer>();

  constructor(pages: Readonly<Record<string, FakeAnswer>> = {}) {
    for (const [url, page] of Object.entries(pages)) this.set(url, page);
  }

  set(url: string, page: FakeAnswer): void {
    this.#pages.set(url, page);
  }

  /** The addresses asked for, robots.txt aside. */
  get asked(): string[] {
    return this.requests.map(({ url }) => url).filter((url) => !url.endsWith('/robots.txt'));
  }

  async get(url: string, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    signal?.throwIfAborted();
    this.requests.push({ url, ...request });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    try {
      const answer = this.#pages.get(url) ?? this.#missing(url);
      const page = await untilAborted(Promise.resolve(typeof answer === 'function' ? answer({ url, ...request }) : answer), signal);
      if (page instanceof Error) throw page;
      const { status = 200, headers = {}, body = '' } = typeof page === 'string' ? { headers: { 'content-type': 'text/html; charset=UTF-8' }, body: page } : page;
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      if (bytes.length > request.maxBytes) throw new ReaderError('unreadable', url, { reason: 'tooLarge' });
      return { status, url, headers: new Map(Object.entries(headers)), body: bytes };
    } finally {
      this.#atOnce--;
    }
  }

  #missing(url: string): FakePage {
    const { origin } = new URL(url);
    const isKnown = [...this.#pages.keys()].some((page) => new URL(page).origin === origin);
    return isKnown ? { status: 404, body: 'Not Found' } : new ReaderError('unreachable', url, { reason: 'network' });
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return Promise.race([
    promise,
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })),
  ]);
}
