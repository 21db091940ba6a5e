import { Catalogue } from '../catalogue/catalogue';
import type { CatalogueChanges, IndexedArticle } from '../catalogue/mergeIndex';
import { ReaderError } from '../model/errors';
import type { BlogClient, Validators } from '../net/blogClient';
import type { Priority } from '../net/pacer';
import type { Clock, FileStorage, Logger } from '../ports';
import { eachInSteps, inSlices, type Steps } from '../util/slices';
import { checkWhole } from './blogSource';
import { IndexFile, type IndexFacts } from './indexFile';

/** Turns the pages of the blog into entries. Each throws a ReaderError on what is no such page. */
export interface IndexParsers {
  /** `/content.html`, in pieces, read at `url`: all posts, each once. */
  parseContentPage(pieces: readonly string[], url: string): readonly IndexedArticle[] | Promise<readonly IndexedArticle[]>;
  /** `/feed`: the newest posts. */
  parseRecent(feed: string): readonly IndexedArticle[] | Promise<readonly IndexedArticle[]>;
}

export interface IndexRefresh {
  /** The very one given where nothing has changed. */
  readonly catalogue: Catalogue;
  readonly changes: CatalogueChanges;
}

export interface RefreshOptions {
  /** `complete`: the page with all posts; `recent`: the feed, and that page only where the feed leaves a gap or it's a week since. */
  readonly scope: 'complete' | 'recent';
  readonly priority: Priority;
}

const hourMs = 60 * 60 * 1000;
const weekMs = 7 * 24 * hourMs;
/** Of the posts known, how many a complete index must at least name: one that names fewer is a broken page. */
const leastShare = 0.9;

/** Keeps the list of posts current; what differs from the shipped catalogue is kept on disk. */
export class BlogIndex {
  readonly #file: IndexFile;
  #triedAt = 0;

  constructor(
    private readonly client: Pick<BlogClient, 'getText' | 'getPieces'>,
    storage: FileStorage,
    private readonly parsers: IndexParsers,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.#file = new IndexFile(storage, log);
  }

  /** The shipped catalogue with what earlier refreshes found; the very one given where they found nothing. */
  async kept(shipped: Catalogue): Promise<Catalogue> {
    const { articles, removed } = await this.#file.read();
    if (shipped.articles.length === 0 && articles.length > 0) return inSlices(Catalogue.inSteps(articles));
    return (await inSlices(shipped.merge(articles, { complete: false, gone: new Set(removed) }))).catalogue;
  }

  /** Whether an hour has passed since any window last asked the blog, or this one last tried to. */
  async isDue(): Promise<boolean> {
    const { checkedAt } = await this.#file.readFacts();
    const sinceMs = this.clock.now() - Math.max(checkedAt, this.#triedAt);
    return sinceMs >= hourMs || sinceMs < 0; // below zero: the clock has been put back
  }

  /**
   * Asks the blog what is new.
   *
   * Throws a ReaderError; the kept list is then as it was. A page that names too few of the known posts is `unreadable`
   * (`shrunk`), one without any `empty`.
   */
  async refresh(known: Catalogue, options: RefreshOptions, signal?: AbortSignal): Promise<IndexRefresh> {
    const now = this.clock.now();
    this.#triedAt = now;
    const kept = await this.#file.readFacts();
    if (options.scope === 'recent' && now - kept.completeAt < weekMs) {
      const entries = await this.#fetchRecent(options.priority, signal);
      // Ten unknown posts in a feed of ten: there may be more behind them.
      if (entries.some(({ id }) => known.get(id))) return this.#apply(known, entries, false, { checkedAt: now });
      this.log.info('The feed begins after the newest known post; the complete index is read.');
    }
    const page = await this.#fetchComplete(known, kept.validators, options.priority, signal);
    const times = { checkedAt: now, completeAt: now };
    if (page === 'notModified') return this.#apply(known, [], false, times);
    return this.#apply(known, page.entries, true, { ...times, validators: page.validators });
  }

  /** Takes in what a page said about posts on the way: categories, tags, titles. */
  learn(known: Catalogue, entries: readonly IndexedArticle[]): Promise<IndexRefresh> {
    return this.#apply(known, entries, false, {});
  }

  /** Forgets what refreshes found: the shipped list holds again. */
  async clear(): Promise<void> {
    await this.#file.clear();
    this.#triedAt = 0;
  }

  async #fetchRecent(priority: Priority, signal: AbortSignal | undefined): Promise<readonly IndexedArticle[]> {
    const { text, url } = await this.client.getText('/feed', { accept: 'feed', priority }, signal);
    const entries = await this.parsers.parseRecent(text);
    if (entries.length === 0) throw new ReaderError('unreadable', url, { reason: 'empty' });
    return entries;
  }

  async #fetchComplete(known: Catalogue, validators: Validators | undefined, priority: Priority, signal: AbortSignal | undefined) {
    const page = await this.client.getPieces('/content.html', { accept: 'index', priority, ...(validators && { validators }) }, signal);
    if (page.notModified) return 'notModified';
    checkWhole(page.pieces, page.url);
    const entries = await this.parsers.parseContentPage(page.pieces, page.url);
    if (entries.length === 0) throw new ReaderError('unreadable', page.url, { reason: 'empty' });
    if ((await inSlices(countNamed(known, entries))) < known.articles.length * leastShare) throw new ReaderError('unreadable', page.url, { reason: 'shrunk' });
    return { entries, validators: page.validators };
  }

  async #apply(known: Catalogue, entries: readonly IndexedArticle[], complete: boolean, facts: Partial<IndexFacts>): Promise<IndexRefresh> {
    const after = await inSlices(known.merge(entries, { complete }));
    if (after.catalogue !== known || facts.checkedAt !== undefined) await this.#file.update(after.changes, facts);
    return after;
  }
}

/** How many of the known posts the entries, each of another post, name. */
function* countNamed(known: Catalogue, entries: readonly IndexedArticle[]): Steps<number> {
  let named = 0;
  yield* eachInSteps(entries, ({ id }) => {
    if (known.get(id)) named++;
  });
  return named;
}
