import * as vscode from 'vscode';
import { Catalogue } from '../core/catalogue/catalogue';
import { decodeCatalogue } from '../core/catalogue/decodeCatalogue';
import type { CatalogueChanges } from '../core/catalogue/mergeIndex';
import type { ArticleSummary } from '../core/model/article';
import type { BlogIndex, RefreshOptions } from '../core/store/blogIndex';

/** All posts that are known: the shipped catalogue, and over it what refreshes found. */
export class Library implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<CatalogueChanges>();
  readonly onDidChange = this.#changed.event;
  #catalogue: Promise<Catalogue> | undefined;

  /** @param readShipped the bytes of `media/catalogue.json`; `undefined` where a blog begins without a list */
  constructor(
    private readonly readShipped: () => Thenable<Uint8Array | undefined>,
    private readonly index: BlogIndex,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Reads the disk at the first call only. Rejects when the extension's own catalogue cannot be read. */
  load(): Promise<Catalogue> {
    this.#catalogue ??= this.#read();
    return this.#catalogue;
  }

  async find(id: string): Promise<ArticleSummary | undefined> {
    return (await this.load()).get(id);
  }

  /** Whether it is time to look for new posts by ourselves. */
  isDue(): Promise<boolean> {
    return this.index.isDue();
  }

  /** Asks the blog what is new. Rejects with a ReaderError, and the list stays as it was. */
  async refresh(options: RefreshOptions, signal?: AbortSignal): Promise<CatalogueChanges> {
    const { articles } = await this.load();
    return this.#take(articles, await this.index.refresh(articles, options, signal));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #take(before: readonly ArticleSummary[], after: { articles: readonly ArticleSummary[]; changes: CatalogueChanges }): CatalogueChanges {
    if (after.articles !== before) {
      this.#catalogue = Promise.resolve(new Catalogue(after.articles));
      this.#changed.fire(after.changes);
    }
    return after.changes;
  }

  async #read(): Promise<Catalogue> {
    const bytes = await this.readShipped();
    const shipped = bytes ? decodeCatalogue(JSON.parse(new TextDecoder().decode(bytes))) : [];
    try {
      return new Catalogue(await this.index.kept(shipped));
    } catch (error) {
      this.log.warn('The kept index could not be read; the shipped one is used.', error);
      return new Catalogue(shipped);
    }
  }
}
