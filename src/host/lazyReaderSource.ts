import * as vscode from 'vscode';
import { recogniseArticleUrl } from '../core/blog/articleUrl';
import type { ReaderComment, ReaderDocument } from '../protocol';
import type { KnownArticle, ReaderChange, ReaderSource } from './panel/readerSource';

/** Stands before a reader source that is too heavy to load at activation. */
export class LazyReaderSource implements ReaderSource, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ReaderChange>();
  readonly onDidChange = this.#changed.event;
  #source: Promise<ReaderSource> | undefined;
  #subscription: vscode.Disposable | undefined;

  constructor(
    readonly imageFolder: vscode.Uri,
    readonly find: (id: string) => Promise<KnownArticle | undefined>,
    private readonly loadSource: () => Promise<ReaderSource>,
  ) {}

  async load(id: string, signal: AbortSignal): Promise<ReaderDocument> {
    return (await this.#loaded()).load(id, signal);
  }

  async comments(id: string, signal: AbortSignal): Promise<readonly ReaderComment[]> {
    return (await this.#loaded()).comments(id, signal);
  }

  async image(id: string, url: string, signal: AbortSignal): Promise<vscode.Uri> {
    return (await this.#loaded()).image(id, url, signal);
  }

  recognise(url: string): { readonly id: string; readonly fragment: string } | undefined {
    return recogniseArticleUrl(url);
  }

  dispose(): void {
    this.#subscription?.dispose();
    this.#changed.dispose();
  }

  #loaded(): Promise<ReaderSource> {
    this.#source ??= this.loadSource().then((source) => {
      this.#subscription = source.onDidChange((change) => this.#changed.fire(change));
      return source;
    });
    return this.#source;
  }
}
