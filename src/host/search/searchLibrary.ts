import { summaryOf, type Article } from '../../core/model/article';
import type { FileStorage, Logger } from '../../core/ports';
import { SearchIndex } from '../../core/search/searchIndex';
import type { ArticleStore } from '../../core/store/articleStore';
import { fileStem } from '../../core/store/fileNames';
import { Emitter } from '../../core/util/event';
import { inSlices } from '../../core/util/slices';
import type { Library } from '../library';

/** Where the index is kept, below the extension's own folder. */
export const indexPath = 'search/index.bin';
/** The host answers others after each slice of this. */
const sliceMs = 15;
/** Texts that become searchable together, in UTF-16 units: a fifth of a second of work, in slices. */
const batchUnits = 2_000_000;
/** A download brings a post a second: looking at the folder for each one would cost more than the search. */
const betweenChangesMs = 1000;
const writeAfterMs = 20_000;

export interface SearchLibraryDeps {
  readonly library: Pick<Library, 'load' | 'onDidChange'>;
  readonly articles: Pick<ArticleStore, 'cached' | 'storedIds' | 'onDidChange'>;
  readonly storage: FileStorage;
  readonly log: Logger;
}

/**
 * The search index of all posts, and of the texts on the disk: built from them in slices, kept as one file, and kept up
 * to date. Windows share the file; each writes what it knows, and looks at the folder itself when it is asked.
 */
export class SearchLibrary {
  readonly #changed: Emitter<void>;
  #index: Promise<SearchIndex> | undefined;
  /** Posts whose texts came or went since the last look; `'all'` to look at the whole folder. */
  readonly #wanted = new Set<string>();
  #working: Promise<void> | undefined;
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #subscriptions: { dispose(): void }[];
  #isDisposed = false;

  constructor(private readonly deps: SearchLibraryDeps) {
    const { articles, library, log } = deps;
    this.#changed = new Emitter((error) => log.error(error instanceof Error ? error : String(error)));
    this.#subscriptions = [
      articles.onDidChange(({ id }) => this.#want(id)),
      library.onDidChange(() => void this.#takeTitles().catch((error: unknown) => log.warn('The new titles cannot be found yet.', error))),
    ];
  }

  /** After more, or other, posts can be found. */
  get onDidChange() {
    return this.#changed.event;
  }

  /**
   * Titles can be found at once; texts as far as they are in the index by now: the folder is looked at meanwhile.
   * Rejects when the catalogue cannot be read.
   */
  async index(): Promise<SearchIndex> {
    const opening = (this.#index ??= this.#open());
    try {
      const index = await opening;
      this.#want('all');
      return index;
    } catch (error) {
      this.#index = undefined;
      throw error;
    }
  }

  /** Resolves when all texts on the disk that are known of can be found. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Keeps the index now: for the next start. Failures are logged: it can be built anew. */
  async write(): Promise<void> {
    clearTimeout(this.#writeTimer);
    this.#writeTimer = undefined;
    try {
      await this.settled();
      if (this.#index) await this.deps.storage.write(indexPath, await inSlices((await this.#index).serialising()));
    } catch (error) {
      this.deps.log.warn('The search index could not be kept; it will be built anew.', error);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#writeTimer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #open(): Promise<SearchIndex> {
    const { library, storage, log } = this.deps;
    const { articles } = await library.load();
    const bytes = await storage.read(indexPath).catch((error: unknown) => log.warn('The kept search index could not be read.', error));
    const kept = bytes && (await inSlices(SearchIndex.loading(articles, bytes)));
    if (bytes && !kept) log.info('The kept search index is damaged or of another version; it is built anew.');
    const index = kept ?? new SearchIndex(articles);
    await inSlices(index.prepare());
    return index;
  }

  async #takeTitles(): Promise<void> {
    if (!this.#index) return;
    const { articles } = await this.deps.library.load();
    await inSlices((await this.#index).setArticles(articles));
    this.#changed.fire();
    this.#want('all');
  }

  /** Nothing is done before somebody searches: the first search looks at everything. */
  #want(id: string): void {
    if (!this.#index || this.#isDisposed) return;
    this.#wanted.add(id);
    this.#working ??= this.#work(this.#index)
      .catch((error: unknown) => this.deps.log.warn('Some texts cannot be found yet.', error))
      .finally(() => (this.#working = undefined));
  }

  async #work(opening: Promise<SearchIndex>): Promise<void> {
    const index = await opening;
    while (this.#wanted.size > 0 && !this.#isDisposed) {
      const ids = this.#wanted.has('all') ? undefined : [...this.#wanted];
      this.#wanted.clear();
      await this.#bringIn(index, ids);
      if (this.#wanted.size > 0) await new Promise((resolve) => setTimeout(resolve, betweenChangesMs));
    }
  }

  /** Makes the index agree with the disk: for these posts, or for all. */
  async #bringIn(index: SearchIndex, ids: readonly string[] | undefined): Promise<void> {
    const { articles, library } = this.deps;
    const catalogue = await library.load();
    const stamps = await this.#stamps();
    const isCurrent = (id: string): boolean => catalogue.get(id) !== undefined && index.stampOf(id) !== undefined && index.stampOf(id) === stamps.get(fileStem(id));
    const known = ids ?? index.articles.map(({ id }) => id);
    const gone = known.filter((id) => index.stampOf(id) !== undefined && !stamps.has(fileStem(id)));
    for (const id of gone) index.remove(id);
    const slice = new Slice();
    let batch: Article[] = [];
    let units = 0;
    let changes = gone.length;
    for (const id of (ids ?? (await articles.storedIds())).filter((one) => !isCurrent(one))) {
      if (this.#isDisposed) return;
      const article = await articles.cached(id);
      await slice.rest();
      if (!article) continue;
      batch.push(article);
      units += article.markdown.length;
      if (units < batchUnits) continue;
      changes += await this.#add(index, batch, stamps, slice);
      [batch, units] = [[], 0];
    }
    changes += await this.#add(index, batch, stamps, slice);
    if (changes === 0) return;
    if (gone.length > 0 && changes === gone.length) this.#changed.fire();
    if (!this.#isDisposed) this.#writeTimer ??= setTimeout(() => void this.write(), writeAfterMs);
  }

  async #add(index: SearchIndex, batch: readonly Article[], stamps: ReadonlyMap<string, string>, slice: Slice): Promise<number> {
    if (batch.length === 0) return 0;
    const catalogue = await this.deps.library.load();
    for (const article of batch) {
      index.add(catalogue.get(article.id) ?? summaryOf(article), article.markdown, stamps.get(fileStem(article.id)));
      await slice.rest();
    }
    await inSlices(index.settle());
    this.#changed.fire();
    return batch.length;
  }

  /** Of each text on the disk, what tells it from an older one. */
  async #stamps(): Promise<Map<string, string>> {
    const files = await this.deps.storage.list('articles');
    return new Map(files.map(({ name, bytes, modifiedAt }) => [name.replace(/\.md$/, ''), `${bytes} ${Math.floor(modifiedAt)}`]));
  }
}

/** Lets the host breathe between slices of work. */
class Slice {
  #since = performance.now();

  async rest(): Promise<void> {
    if (performance.now() - this.#since < sliceMs) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#since = performance.now();
  }
}
