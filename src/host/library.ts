import * as vscode from 'vscode';
import { Catalogue } from '../core/catalogue/catalogue';
import { decodeCatalogue } from '../core/catalogue/decodeCatalogue';

/** Where the library takes a newer index from. */
export interface IndexSource {
  /** The list kept from the last refresh; `undefined` when there was none. */
  kept(shipped: Catalogue): Promise<Catalogue | undefined>;
  /** Asks the blog. Rejects with a ReaderError, and the kept list stays. */
  refresh(current: Catalogue, signal: AbortSignal): Promise<Catalogue>;
}

/** All posts that are known: the shipped catalogue, and over it what the last refresh found. */
export class Library implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Catalogue>();
  readonly onDidChange = this.#changed.event;
  #catalogue: Promise<Catalogue> | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly index: IndexSource,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Reads the disk at the first call only. Rejects when the extension's own catalogue cannot be read. */
  load(): Promise<Catalogue> {
    this.#catalogue ??= this.#read();
    return this.#catalogue;
  }

  async refresh(signal: AbortSignal): Promise<Catalogue> {
    const before = await this.load();
    const after = await this.index.refresh(before, signal);
    if (after !== before) {
      this.#catalogue = Promise.resolve(after);
      this.#changed.fire(after);
    }
    return after;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #read(): Promise<Catalogue> {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'media/catalogue.json'));
    const shipped = new Catalogue(decodeCatalogue(JSON.parse(new TextDecoder().decode(bytes))));
    try {
      return (await this.index.kept(shipped)) ?? shipped;
    } catch (error) {
      this.log.warn('The kept index could not be read; the shipped one is used.', error);
      return shipped;
    }
  }
}
