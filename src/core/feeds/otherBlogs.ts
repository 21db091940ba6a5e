import type { ArticleSummary } from '../model/article';
import { isReaderError, ReaderError } from '../model/errors';
import { BlogClient, type Validators } from '../net/blogClient';
import { isPrivateHost, otherBlogSite } from '../net/blogSite';
import { decodeText } from '../net/decodeText';
import type { Priority } from '../net/pacer';
import type { Clock, FileStorage, HttpClient, Logger } from '../ports';
import type { ArticleSource, FetchedArticle } from '../store/articleStore';
import { Emitter } from '../util/event';
import { blogKey, blogOfId, toSummary } from './blogIds';
import type { Feed } from './feed';
import type { FeedLink } from './findFeeds';
import { OtherBlogFiles } from './otherBlogFiles';
import type { KeptEntry, OtherBlog } from './otherBlog';
import type { Subscription } from './opml';

/** What reading feeds and pages takes; a part of its own, as it's large and few need it. */
export interface FeedTools {
  readonly parseFeed: (text: string, url: string) => Feed;
  readonly findFeeds: (html: string, pageUrl: string) => FeedLink[];
  readonly mainText: (html: string, url: string) => { readonly title: string; readonly author: string; readonly date: string; readonly html: string };
  readonly plainText: (html: string) => string;
  readonly toMarkdown: (html: string, baseUrl: string) => string;
  readonly parseOpml: (text: string) => Subscription[];
  readonly formatOpml: (subscriptions: readonly Subscription[], title: string) => string;
}

/** Chooses one of several feeds; `undefined` for none. */
export type ChooseFeed = (feeds: readonly FeedLink[]) => Promise<FeedLink | undefined>;

interface FetchedFeed {
  readonly feed: Feed;
  readonly url: string;
  readonly validators: Validators;
}

const mostMoves = 3;
/** Of an untitled post, how much of its text stands for the title. */
const titleLength = 40;

/** The blogs that the user has added beside 科学空间: their feeds, their lists of posts, their articles. */
export class OtherBlogs implements ArticleSource {
  readonly #files: OtherBlogFiles;
  readonly #clients = new Map<string, BlogClient>();
  readonly #changed = new Emitter<void>();
  /** After a blog was added, removed, or has new posts. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly http: HttpClient,
    storage: FileStorage,
    private readonly tools: () => Promise<FeedTools>,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.#files = new OtherBlogFiles(storage, log);
  }

  /** All of them, by title. */
  list(): Promise<OtherBlog[]> {
    return this.#files.list();
  }

  /**
   * Adds the blog behind the address of its feed or of one of its pages; one that is there already is refreshed.
   *
   * Throws a ReaderError: `notFound` (`address`) when nothing is there, `unreadable` (`noFeed`) when the page names no feed,
   * (`notFeed`) when it is no page either, `refused` (`notChosen`) when none of several was chosen, else as BlogClient and
   * the parser do.
   *
   * @param choose asked where a page names several feeds; without it the first is taken
   */
  async add(address: string, signal?: AbortSignal, choose?: ChooseFeed): Promise<OtherBlog> {
    const fetched = await this.#fetchFeed(/^[a-z][a-z0-9+.-]*:/i.test(address.trim()) ? address.trim() : `https://${address.trim()}`, signal, choose);
    const known = (await this.list()).find(({ key }) => key === blogKey(fetched.url));
    return this.#keep(fetched, known);
  }

  /** Asks the feed for new posts. Throws a ReaderError, `notFound` (`feed`) when the feed is gone; the list is then as it was. */
  async refresh(key: string, signal?: AbortSignal): Promise<{ readonly blog: OtherBlog; readonly added: readonly ArticleSummary[] }> {
    const known = await this.#find(key);
    const client = this.#clientFor(known.feedUrl, known.feedUrl);
    const page = await client.getText(known.feedUrl, { accept: 'feed', priority: 'background', validators: known.validators }, signal).catch((error: unknown) => {
      throw isGone(error) ? new ReaderError('notFound', known.feedUrl, { reason: 'feed' }) : error;
    });
    if (page.notModified) return { blog: known, added: [] };
    const { parseFeed } = await this.tools();
    const blog = await this.#keep({ feed: parseFeed(page.text, page.url), url: known.feedUrl, validators: page.validators }, known);
    const before = new Set(known.entries.map(({ id }) => id));
    return { blog, added: blog.entries.filter(({ id }) => !before.has(id)) };
  }

  async remove(key: string): Promise<void> {
    await this.#files.remove(key);
    this.#changed.fire();
  }

  /** The subscriptions of an OPML file, in any encoding, those in the private network left out: nobody typed these addresses. */
  async readOpml(file: Uint8Array): Promise<Subscription[]> {
    const { parseOpml } = await this.tools();
    return parseOpml(textOfFile(file)).filter(({ feedUrl }) => !isPrivateHost(new URL(feedUrl).hostname));
  }

  async writeOpml(title: string): Promise<string> {
    const { formatOpml } = await this.tools();
    return formatOpml(await this.list(), title);
  }

  /** One post, from what the feed gave of it or, where that is an excerpt, from its page. */
  async fetch(id: string, known: Validators | undefined, priority: Priority, signal: AbortSignal): Promise<FetchedArticle | 'notModified'> {
    const blog = await this.#find(blogOfId(id) ?? '');
    const summary = blog.entries.find((entry) => entry.id === id);
    if (!summary) throw new ReaderError('notFound', id, { reason: 'id' });
    const entry = (await this.#files.entries(blog.key)).find((each) => each.id === id);
    const tools = await this.tools();
    if (entry && !entry.isExcerpt) return this.#article(summary, blog, tools.toMarkdown(entry.content, entry.baseUrl), entry.author);
    return this.#fromPage(summary, blog, entry, known, priority, signal);
  }

  async #fromPage(summary: ArticleSummary, blog: OtherBlog, entry: KeptEntry | undefined, known: Validators | undefined, priority: Priority, signal: AbortSignal) {
    const tools = await this.tools();
    try {
      const client = this.#clientFor(summary.url, blog.feedUrl);
      const page = await client.getText(summary.url, { accept: 'page', priority, ...(known && { validators: known }) }, signal);
      if (page.notModified) return 'notModified';
      const main = tools.mainText(page.text, page.url);
      // A page that has less than the excerpt is a login, a notice, or one that a script fills.
      if (entry && tools.plainText(main.html).length < tools.plainText(entry.content).length) throw new ReaderError('unreadable', page.url, { reason: 'noText' });
      return this.#article(summary, blog, tools.toMarkdown(main.html, page.url), entry?.author || main.author, page.validators);
    } catch (error) {
      const hasText = entry !== undefined && tools.plainText(entry.content) !== '';
      if (!hasText || !isReaderError(error) || error.kind === 'busy' || error.kind === 'unreachable') throw error;
      this.log.debug(`The page of ${summary.id} could not be read; the feed's text is shown: ${error.message}`);
      return this.#article(summary, blog, tools.toMarkdown(entry.content, entry.baseUrl), entry.author);
    }
  }

  #article(summary: ArticleSummary, blog: OtherBlog, markdown: string, author: string, validators: Validators = {}): FetchedArticle {
    return {
      article: {
        ...summary,
        author: author || blog.author || blog.title,
        markdown,
        readers: undefined,
        commentCount: undefined,
        previous: undefined,
        next: undefined,
        similar: [],
        fetchedAt: new Date(this.clock.now()).toISOString(),
      },
      validators,
    };
  }

  /** The feed at an address, or the first that the page there names. Follows a blog that has moved to another host. */
  async #fetchFeed(address: string, signal: AbortSignal | undefined, choose: ChooseFeed = firstOf): Promise<FetchedFeed> {
    const { parseFeed, findFeeds } = await this.tools();
    let next = address;
    let namedByPage = false;
    for (let moves = 0; moves <= mostMoves; moves++) {
      try {
        const page = await this.#clientFor(next, address).getText(next, { accept: 'feed' }, signal);
        const looksLikePage = /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(page.text.slice(0, 4096));
        if (!looksLikePage || namedByPage) return { feed: parseFeed(page.text, page.url), url: page.url, validators: page.validators };
        const links = findFeeds(page.text, page.url);
        if (links.length === 0) throw new ReaderError('unreadable', page.url, { reason: 'noFeed' });
        const link = links.length === 1 ? links[0] : await choose(links);
        if (!link) throw new ReaderError('refused', page.url, { reason: 'notChosen' });
        namedByPage = true;
        next = link.url;
      } catch (error) {
        if (isGone(error)) throw new ReaderError('notFound', error.url, { reason: 'address' });
        if (isReaderError(error) && error.reason === 'binary') throw new ReaderError('unreadable', error.url, { reason: 'notFeed' });
        const hasMoved = isReaderError(error) && error.kind === 'refused' && error.reason === 'host' && error.url !== next && moves < mostMoves;
        if (!hasMoved) throw error;
        next = error.url;
      }
    }
    throw new ReaderError('unreadable', address, { reason: 'redirects' });
  }

  /** @param typed the address that a person gave: only at that very place may a host be private */
  #clientFor(address: string, typed: string): BlogClient {
    const { origin, hostname } = parseOrRefuse(address);
    if (isPrivateHost(hostname) && origin !== parseOrRefuse(typed).origin) throw new ReaderError('refused', address, { reason: 'private' });
    const client = this.#clients.get(origin) ?? new BlogClient(this.http, () => otherBlogSite(origin), this.clock, this.log);
    this.#clients.set(origin, client);
    return client;
  }

  async #find(key: string): Promise<OtherBlog> {
    const blog = (await this.list()).find((each) => each.key === key);
    if (!blog) throw new ReaderError('notFound', key, { reason: 'blog' });
    return blog;
  }

  /** New posts come in, changed ones change; what the feed no longer names stays. An empty feed wipes nothing. */
  async #keep({ feed, url, validators }: FetchedFeed, known: OtherBlog | undefined): Promise<OtherBlog> {
    const { plainText } = await this.tools();
    const key = blogKey(url);
    const fresh = feed.entries.map((entry) => ({ entry, summary: toSummary(key, entry, shorten(plainText(entry.content)) || entry.url) }));
    const entries = new Map((known?.entries ?? []).map((entry) => [entry.id, entry]));
    for (const { summary } of fresh) entries.set(summary.id, summary);
    const title = feed.title || known?.title || new URL(url).hostname;
    const blog: OtherBlog = {
      key,
      title,
      feedUrl: url,
      siteUrl: feed.siteUrl ?? known?.siteUrl,
      author: feed.author || known?.author || '',
      entries: [...entries.values()].sort((a, b) => b.date.localeCompare(a.date)),
      authors: { ...known?.authors, ...Object.fromEntries(fresh.filter(({ entry }) => entry.author !== '').map(({ entry, summary }) => [summary.id, entry.author])) },
      validators: feed.isComplete ? validators : {},
      checkedAt: this.clock.now(),
    };
    const kept = fresh.map(({ entry, summary }): KeptEntry => ({ id: summary.id, author: entry.author, content: entry.content, baseUrl: entry.baseUrl, isExcerpt: entry.isExcerpt }));
    await this.#files.write(blog, kept);
    this.#changed.fire();
    return blog;
  }
}

const isGone = (error: unknown): error is ReaderError => isReaderError(error) && error.kind === 'notFound';

const firstOf: ChooseFeed = (feeds) => Promise.resolve(feeds[0]);

function parseOrRefuse(address: string): URL {
  if (!URL.canParse(address)) throw new ReaderError('refused', address, { reason: 'scheme' });
  return new URL(address);
}

function textOfFile(file: Uint8Array): string {
  try {
    return decodeText(file, undefined, '');
  } catch {
    return ''; // no text at all, so no list of blogs either
  }
}

const shorten = (text: string): string => (text.length > titleLength ? `${text.slice(0, titleLength)}…` : text);
