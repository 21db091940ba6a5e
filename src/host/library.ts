import * as vscode from 'vscode';
import { Catalogue } from '../core/catalogue/catalogue';
import type { CatalogueChanges } from '../core/catalogue/mergeIndex';
import type { PostOfBlog } from '../core/citation/citationItem';
import { blogOfId } from '../core/feeds/blogIds';
import { summaryOf, type ArticleSummary } from '../core/model/article';
import type { BlogIndex, IndexRefresh, RefreshOptions } from '../core/store/blogIndex';
import { inSlices } from '../core/util/slices';

/** What has changed in the list of posts. */
export interface LibraryChange extends CatalogueChanges {
  /** Posts that the blog has published since it was last asked; none in the first list, none that were only met by reading. */
  readonly news: readonly ArticleSummary[];
}

/** The posts of other blogs, as far as the library passes them on. */
export interface OtherPosts {
  find(id: string): Promise<PostOfBlog | undefined>;
}

/** Pages that are read within this time are learnt from together. */
const learnAfterMs = 500;

/** All posts that are known: the shipped catalogue, and over it what refreshes found. */
export class Library implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<LibraryChange>();
  readonly onDidChange = this.#changed.event;
  #catalogue: Promise<Catalogue> | undefined;
  /** Changes are made one after the other: each begins with the list that the one before left. */
  #changing: Promise<unknown> = Promise.resolve();
  readonly #met = new Map<string, ArticleSummary>();
  #learning: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param readShipped the bytes of `media/catalogue.json`; `undefined` where a blog begins without a list
   * @param otherPosts those of the blogs that the user has added
   */
  constructor(
    private readonly readShipped: () => Thenable<Uint8Array | undefined>,
    private readonly index: BlogIndex,
    private readonly log: vscode.LogOutputChannel,
    private readonly otherPosts?: () => Promise<OtherPosts>,
  ) {}

  /** Reads the disk at the first call only. Rejects when the extension's own catalogue cannot be read. */
  load(): Promise<Catalogue> {
    this.#catalogue ??= this.#read();
    return this.#catalogue;
  }

  /** A post of any blog. */
  async find(id: string): Promise<PostOfBlog | undefined> {
    return blogOfId(id) === undefined ? (await this.load()).get(id) : (await this.otherPosts?.())?.find(id);
  }

  /** Whether it is time to look for new posts by ourselves. */
  isDue(): Promise<boolean> {
    return this.index.isDue();
  }

  /** Asks the blog what is new. Rejects with a ReaderError, and the list stays as it was. */
  refresh(options: RefreshOptions, signal?: AbortSignal): Promise<LibraryChange> {
    return this.#change(async (before) => {
      const after = await this.index.refresh(before, options, signal);
      return { ...after, news: before.articles.length === 0 ? [] : after.changes.added };
    });
  }

  /** Takes in what the page of a post said of it: its category and tags; of a post that no list has named yet, all. */
  learn(article: ArticleSummary): void {
    this.#met.set(article.id, summaryOf(article));
    this.#learning ??= setTimeout(() => void this.#learnFromMet().catch((error: unknown) => this.log.warn('What pages said of their posts was not kept.', error)), learnAfterMs);
  }

  dispose(): void {
    clearTimeout(this.#learning);
    this.#changed.dispose();
  }

  async #learnFromMet(): Promise<void> {
    this.#learning = undefined;
    const met = [...this.#met.values()];
    this.#met.clear();
    const catalogue = await this.load();
    // The index is the one to say titles and dates: pages word them differently at times, and the list would go to and fro.
    const entries = met.map((article) => (catalogue.get(article.id) ? { id: article.id, title: '', category: article.category, tags: article.tags } : article));
    await this.#change(async (before) => ({ ...(await this.index.learn(before, entries)), news: [] }));
  }

  #change(change: (before: Catalogue) => Promise<IndexRefresh & Pick<LibraryChange, 'news'>>): Promise<LibraryChange> {
    const changed = this.#changing.then(async () => {
      const before = await this.load();
      const { catalogue, changes, news } = await change(before);
      if (catalogue !== before) {
        this.#catalogue = Promise.resolve(catalogue);
        this.#changed.fire({ ...changes, news });
      }
      return { ...changes, news };
    });
    this.#changing = changed.catch(() => undefined); // its caller hears of it
    return changed;
  }

  async #read(): Promise<Catalogue> {
    const bytes = await this.readShipped();
    const shipped = bytes ? await inSlices(Catalogue.decodeInSteps(JSON.parse(new TextDecoder().decode(bytes)))) : new Catalogue([]);
    try {
      return await this.index.kept(shipped);
    } catch (error) {
      this.log.warn('The kept index could not be read; the shipped one is used.', error);
      return shipped;
    }
  }
}
