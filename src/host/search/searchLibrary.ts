import type { ArticleSummary } from '../../core/model/article';
import type { FileStorage, Logger } from '../../core/ports';
import { SearchIndex } from '../../core/search/searchIndex';
import type { ArticleStore } from '../../core/store/articleStore';
import { fileStem } from '../../core/store/fileNames';
import { Emitter } from '../../core/util/event';
import type { Library } from '../library';

const indexPath = 'search/index.bin';
/** The host answers others after each slice of this. */
const sliceMs = 15;
const writeAfterMs = 20_000;

/** The search index of all posts, and of the texts on the disk: built from them in slices, kept, and kept up to date. */
export class SearchLibrary {
  readonly #changed = new Emitter<void>();
  /** After more texts can be found. */
  readonly onDidChange = this.#changed.event;
  #index: Promise<SearchIndex> | undefined;
  #syncing: Promise<void> = Promise.resolve();
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #subscriptions: { dispose(): void }[];
  #isDisposed = false;

  constructor(
    private readonly library: Library,
    private readonly articles: ArticleStore,
    private readonly storage: FileStorage,
    private readonly log: Logger,
  ) {
    this.#subscriptions = [
      articles.onDidChange(({ id }) => this.#sync([id])),
      library.onDidChange(() => void this.#takeTitles().catch((error: unknown) => log.warn('The new titles cannot be found yet.', error))),
    ];
  }

  /** Titles can be found at once; texts as far as they are in the index by now. */
  index(): Promise<SearchIndex> {
    this.#index ??= this.#open();
    return this.#index;
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#writeTimer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #open(): Promise<SearchIndex> {
    const { articles } = await this.library.load();
    const bytes = await this.storage.read(indexPath).catch((error: unknown) => this.log.warn('The kept search index could not be read.', error));
    const index = (bytes && SearchIndex.load(articles, bytes)) ?? new SearchIndex(articles);
    this.#index = Promise.resolve(index);
    this.#sync();
    return index;
  }

  async #takeTitles(): Promise<void> {
    if (!this.#index) return;
    const { articles } = await this.library.load();
    (await this.#index).setArticles(articles);
    this.#changed.fire();
  }

  /** Brings in what is on the disk and not in the index: these posts, or all. */
  #sync(ids?: readonly string[]): void {
    if (!this.#index) return;
    this.#syncing = this.#syncing
      .then(() => this.#bringIn(ids))
      .catch((error: unknown) => this.log.warn('Some texts cannot be found yet.', error));
  }

  async #bringIn(ids: readonly string[] | undefined): Promise<void> {
    const index = await this.index();
    const catalogue = await this.library.load();
    const stamps = await this.#stamps();
    let changes = 0;
    const slice = new Slice(() => this.#changed.fire());
    for (const id of ids ?? (await this.articles.storedIds())) {
      if (this.#isDisposed) return;
      const stamp = stamps.get(fileStem(id));
      if (stamp !== undefined && index.stampOf(id) === stamp) continue;
      const article = await this.articles.cached(id);
      if (article) index.add(catalogue.get(id) ?? summaryOf(article), article.markdown, stamp);
      else if (index.stampOf(id) !== undefined) index.remove(id);
      changes++;
      await slice.rest();
    }
    if (changes === 0) return;
    for (const _ of index.settle()) await slice.rest();
    this.#changed.fire();
    this.#writeTimer ??= setTimeout(() => void this.#write(), writeAfterMs);
  }

  /** Of each text on the disk, what tells it from an older one. */
  async #stamps(): Promise<Map<string, string>> {
    const files = await this.storage.list('articles');
    return new Map(files.map(({ name, bytes, modifiedAt }) => [name.replace(/\.md$/, ''), `${bytes} ${Math.floor(modifiedAt)}`]));
  }

  async #write(): Promise<void> {
    this.#writeTimer = undefined;
    try {
      await this.#syncing;
      await this.storage.write(indexPath, (await this.index()).serialise());
    } catch (error) {
      this.log.warn('The search index could not be kept; it will be built anew.', error);
    }
  }
}

/** Lets the host breathe between slices of work. */
class Slice {
  #since = performance.now();

  constructor(private readonly onRest: () => void) {}

  async rest(): Promise<void> {
    if (performance.now() - this.#since < sliceMs) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.onRest();
    this.#since = performance.now();
  }
}

function summaryOf({ id, title, date, category, tags, url }: ArticleSummary): ArticleSummary {
  return { id, title, date, category, tags, url };
}
