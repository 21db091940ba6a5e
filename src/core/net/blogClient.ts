import { isReaderError, ReaderError } from '../model/errors';
import type { Clock, HttpClient, HttpResponse, Logger } from '../ports';
import { inSlices } from '../util/slices';
import { addressesOf, checkAddress, type BlogSite } from './blogSite';
import { decodeInSteps } from './decodeText';
import { gateCookie } from './gate';
import { Hold } from './hold';
import { Pacer, politePace, type Pace, type Priority } from './pacer';
import { Robots } from './robots';

/** What a server gave to tell an unchanged page by. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface BlogRequest {
  readonly accept: 'page' | 'index' | 'feed' | 'image';
  readonly priority?: Priority;
  /** Of the copy at hand: the answer may then be `notModified`. */
  readonly validators?: Validators;
}

export interface BlogResponse {
  /** 200, 304, or 403 for a whole page that came with it. */
  readonly status: number;
  readonly notModified: boolean;
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly contentType: string | undefined;
  readonly validators: Validators;
  readonly body: Uint8Array;
}

export interface BlogClientOptions {
  /** Longest time for one address with its redirects, not counting the wait for its turn. */
  readonly timeoutMs: number;
  /** A `Retry-After` up to this is waited for; a longer one is reported as `busy`. */
  readonly longestWaitMs: Readonly<Record<Priority, number>>;
  readonly pace: Pace;
}

const defaults: BlogClientOptions = { timeoutMs: 20_000, longestWaitMs: { person: 3000, background: 15_000 }, pace: politePace };

const megabyte = 1024 * 1024;
const maxBytes = { page: 12 * megabyte, index: 48 * megabyte, feed: 16 * megabyte, image: 16 * megabyte };
const acceptHeader = {
  page: 'text/html,application/xhtml+xml',
  index: 'text/html,application/xhtml+xml',
  feed: 'application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,application/json;q=0.8,text/html;q=0.5',
  image: 'image/webp,image/png,image/jpeg,image/gif',
};
const mostRedirects = 5;
/** A robots.txt is asked for again after a day (RFC 9309, 2.4). */
const robotsLifeMs = 24 * 60 * 60 * 1000;
/** How long an address that couldn't be reached comes last. */
const detourMs = 10 * 60 * 1000;

/** Polite HTTP for one blog: few requests, far enough apart, to the blog's own hosts only. */
export class BlogClient {
  readonly #options: BlogClientOptions;
  readonly #pacer: Pacer;
  /** By origin: the cookie that opened its gate, its robots.txt, when it couldn't be reached. */
  readonly #cookies = new Map<string, string>();
  readonly #robots = new Map<string, { readonly rules: Robots; readonly until: number }>();
  readonly #unreachableAt = new Map<string, number>();
  readonly #hold: Hold;

  /** @param site asked before each request, so that changed settings hold at once */
  constructor(
    private readonly http: HttpClient,
    private readonly site: () => BlogSite,
    private readonly clock: Clock,
    private readonly log: Logger,
    options: Partial<BlogClientOptions> = {},
  ) {
    this.#options = { ...defaults, ...options };
    this.#pacer = new Pacer(clock, this.#options.pace);
    this.#hold = new Hold(clock);
  }

  /**
   * Fetches a path (`/archives/10088`) or an address of the blog's, at the base, then at the mirrors if that is
   * unreachable.
   *
   * Throws a ReaderError: `refused` for addresses not to be asked, `busy` when the blog asks to wait, `notFound` for 404
   * and 410, `unreachable` for no answer or a server's failure, `unreadable` for answers that are no content.
   */
  async get(target: string, request: BlogRequest, signal?: AbortSignal): Promise<BlogResponse> {
    const site = this.site();
    const addresses = this.#bestFirst(addressesOf(target, site));
    let failure: unknown;
    for (const address of addresses) {
      try {
        return await this.#getPatiently(address, request, site, signal);
      } catch (error) {
        if (!isReaderError(error) || error.kind !== 'unreachable') throw error;
        this.log.debug(`No answer from ${address.origin}: ${error.message}`);
        this.#unreachableAt.set(address.origin, this.clock.now());
        failure ??= error;
      }
    }
    throw failure;
  }

  /** Fetches a text and decodes it; throws also what {@link decodeInSteps} throws. `text` is empty when `notModified`. */
  async getText(target: string, request: BlogRequest, signal?: AbortSignal): Promise<BlogResponse & { readonly text: string }> {
    const { pieces, ...response } = await this.getPieces(target, request, signal);
    return { ...response, text: pieces.join('') };
  }

  /** As {@link getText}, but what may be many megabytes is left in the pieces that it was decoded in. */
  async getPieces(target: string, request: BlogRequest, signal?: AbortSignal): Promise<BlogResponse & { readonly pieces: readonly string[] }> {
    const response = await this.get(target, request, signal);
    return { ...response, pieces: await inSlices(decodeInSteps(response.body, response.contentType, response.url), signal) };
  }

  #bestFirst(addresses: readonly URL[]): URL[] {
    const since = this.clock.now() - detourMs;
    const isDetour = (url: URL): number => ((this.#unreachableAt.get(url.origin) ?? -Infinity) > since ? 1 : 0);
    return [...addresses].sort((a, b) => isDetour(a) - isDetour(b));
  }

  /** One address; waits and tries a second time when the blog asks for a short pause. */
  async #getPatiently(address: URL, request: BlogRequest, site: BlogSite, signal: AbortSignal | undefined): Promise<BlogResponse> {
    const priority = request.priority ?? 'person';
    try {
      return await this.#visit(address, request, site, signal);
    } catch (error) {
      if (!isReaderError(error) || error.kind !== 'busy') throw error;
      const waitMs = (error.retryAfterSeconds ?? Infinity) * 1000;
      if (waitMs > this.#options.longestWaitMs[priority]) throw error;
      this.log.debug(`Waiting ${waitMs} ms, as ${address.origin} asked`);
      await this.clock.sleep(waitMs, signal);
      return this.#visit(address, request, site, signal);
    }
  }

  #visit(address: URL, request: BlogRequest, site: BlogSite, signal: AbortSignal | undefined): Promise<BlogResponse> {
    const priority = request.priority ?? 'person';
    return this.#pacer.visit(
      priority,
      async () => {
        const exchange = new Exchange(priority, signal, this.#options.timeoutMs);
        const response = await this.#follow(address, request, site, exchange);
        return this.#judge(response, request);
      },
      signal,
    );
  }

  /** Follows redirects, each checked; passes the gate. */
  async #follow(start: URL, request: BlogRequest, site: BlogSite, exchange: Exchange): Promise<HttpResponse> {
    const seen = new Set<string>();
    let address = start;
    for (let hops = 0; hops <= mostRedirects && !seen.has(address.href); hops++) {
      seen.add(address.href);
      const crawlDelayMs = await this.#obeyRobots(address, site, exchange);
      const response = await this.#exchangeThroughGate(address, request, exchange, crawlDelayMs);
      const location = isRedirect(response.status) ? response.headers.get('location') : undefined;
      if (location === undefined) {
        // Where the platform follows redirects by itself, only the last address can be looked at.
        checkAddress(response.url, site);
        return response;
      }
      const next = URL.canParse(location, address.href) ? new URL(location, address.href).href : location;
      address = checkAddress(next, site);
      if (start.protocol === 'https:' && address.protocol === 'http:') throw new ReaderError('refused', next, { reason: 'downgrade' });
    }
    throw new ReaderError('unreadable', start.href, { reason: 'redirects' });
  }

  async #exchangeThroughGate(address: URL, request: BlogRequest, exchange: Exchange, pauseMs = 0): Promise<HttpResponse> {
    const first = await this.#exchange(address, request, exchange, pauseMs);
    const cookie = gateCookie(first);
    if (cookie === undefined) return first;
    this.#cookies.set(address.origin, cookie);
    const second = await this.#exchange(address, request, exchange);
    if (gateCookie(second) !== undefined) throw new ReaderError('unreadable', address.href, { reason: 'gate', status: 403 });
    return second;
  }

  async #exchange(address: URL, request: BlogRequest, exchange: Exchange, pauseMs = 0): Promise<HttpResponse> {
    this.#hold.throwIfOn(address);
    await this.#pacer.pause(exchange.priority, exchange.signal, pauseMs);
    this.#hold.throwIfOn(address);
    const headers = this.#headersFor(address, request);
    const startedAt = this.clock.now();
    const timeoutMs = Math.max(1, exchange.msLeft);
    const response = await this.http.get(address.href, { headers, maxBytes: maxBytes[request.accept], timeoutMs }, exchange.signal);
    exchange.msLeft -= this.clock.now() - startedAt;
    this.log.trace(`${response.status} ${address.href} (${response.body.length} bytes)`);
    if (response.status === 429 || response.status === 503) throw this.#hold.begin(response, address);
    return response;
  }

  #headersFor(address: URL, { accept, validators }: BlogRequest): Record<string, string> {
    const cookie = this.#cookies.get(address.origin);
    return {
      accept: acceptHeader[accept],
      ...(cookie !== undefined && { cookie }),
      ...(validators?.etag !== undefined && { 'if-none-match': validators.etag }),
      ...(validators?.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
    };
  }

  /** Returns the pause in ms that robots.txt asks of crawlers; a person who opens a page is none. */
  async #obeyRobots(address: URL, site: BlogSite, exchange: Exchange): Promise<number> {
    const robots = await this.#robotsOf(address, site, exchange);
    if (!robots.allows(address.pathname + address.search)) throw new ReaderError('refused', address.href, { reason: 'robots' });
    return exchange.priority === 'person' ? 0 : Math.min(robots.crawlDelaySeconds, 60) * 1000;
  }

  async #robotsOf({ origin }: URL, site: BlogSite, exchange: Exchange): Promise<Robots> {
    const known = this.#robots.get(origin);
    if (known && known.until > this.clock.now()) return known.rules;
    let address = new URL('/robots.txt', origin);
    let response: HttpResponse | undefined;
    for (let hops = 0; hops <= mostRedirects; hops++) {
      response = await this.#exchange(address, { accept: 'page' }, exchange);
      const location = isRedirect(response.status) ? response.headers.get('location') : undefined;
      if (location === undefined || !URL.canParse(location, address.href)) break;
      address = checkAddress(new URL(location, address.href).href, site);
    }
    // RFC 9309, 2.3.1.4: while the server fails, nothing is allowed. It will fail for the page as well.
    if (response && response.status >= 500) throw serverFailure(response, address.href);
    const rules = response?.status === 200 ? Robots.parse(new TextDecoder().decode(response.body)) : Robots.allowAll;
    this.#robots.set(origin, { rules, until: this.clock.now() + robotsLifeMs });
    return rules;
  }

  #judge(response: HttpResponse, { validators }: BlogRequest): BlogResponse {
    const { status, url, headers, body } = response;
    const asked = validators?.etag !== undefined || validators?.lastModified !== undefined;
    const notModified = status === 304 && asked;
    if (status === 404 || status === 410) throw new ReaderError('notFound', url, { status });
    if (status >= 500) throw serverFailure(response, url);
    if (status !== 200 && !notModified && !isWholePage(response)) {
      throw new ReaderError('unreadable', url, { status, reason: status === 401 || status === 407 ? 'captive' : status === 403 ? 'forbidden' : 'status' });
    }
    const etag = headers.get('etag');
    const lastModified = headers.get('last-modified');
    return {
      status,
      notModified,
      url,
      contentType: headers.get('content-type'),
      validators: { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) },
      body,
    };
  }
}

/** The time and the signal that all requests of one visit share. */
class Exchange {
  constructor(
    readonly priority: Priority,
    readonly signal: AbortSignal | undefined,
    public msLeft: number,
  ) {}
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** The blog has sent whole pages with a 403: whoever parses it says whether it is what was asked for. */
const isWholePage = ({ status, body }: HttpResponse): boolean => status === 403 && body.length > 2048;

function serverFailure({ status }: HttpResponse, url: string): ReaderError {
  return status === 511 ? new ReaderError('unreadable', url, { status, reason: 'captive' }) : new ReaderError('unreachable', url, { status, reason: 'server' });
}
