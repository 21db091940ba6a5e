import * as vscode from 'vscode';
import { articleViewType } from './articleViewType';
import type { Landing, ReaderCommand, ReaderOptions } from '../protocol';
import { ArticleView, type ArticleViewDeps, type ShowOptions } from './panel/articleView';
import { checkKeptState } from './panel/checkMessage';
import type { ReaderSource } from './panel/readerSource';
import { readShellFiles } from './panel/shell';
import type { ShellFiles } from './panel/shellHtml';

export type { KnownArticle, ReaderChange, ReaderSource } from './panel/readerSource';

/** How an article opens. */
export interface OpenOptions {
  /** Leaves the focus where it is. */
  readonly preserveFocus?: boolean;
  /** A panel of its own, beside the others. */
  readonly aside?: boolean;
  readonly landing?: Landing;
}

/** What the reader needs beside its articles. */
export interface ArticlePanelDeps {
  readonly extensionUri: vscode.Uri;
  readonly source: ReaderSource;
  readonly log: vscode.LogOutputChannel;
  options(): ReaderOptions;
  /** The reader asks to cite the article it shows. */
  cite(id: string): Promise<void>;
}

/** The reader: one panel that is used again for every article, and others where the user asked for one aside. */
export class ArticlePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #shown = new vscode.EventEmitter<string>();
  /** The id of an article that was opened or came to the front. */
  readonly onDidShow = this.#shown.event;
  readonly #views: ArticleView[] = [];
  #main: ArticleView | undefined;
  #lastActive: ArticleView | undefined;
  readonly #viewDeps: ArticleViewDeps;

  constructor(private readonly deps: ArticlePanelDeps) {
    let files: Promise<ShellFiles> | undefined;
    this.#viewDeps = { ...deps, files: () => (files ??= readShellFiles(deps.extensionUri)), options: () => deps.options(), cite: (id) => deps.cite(id), openAside: (id, how) => this.#openIn(this.#create(true, false), id, how) };
  }

  /** Opens an article: beside the editor the first time, then where the panel is. Failures are shown in the page. */
  async open(id: string, { preserveFocus = false, aside = false, landing }: OpenOptions = {}): Promise<void> {
    const view = aside ? this.#create(true, preserveFocus) : (this.#main ??= this.#create(false, preserveFocus));
    view.panel.reveal(view.panel.viewColumn, preserveFocus);
    await this.#openIn(view, id, { landing });
  }

  /** The article of the panel that has the focus, or had it last; `undefined` when none is open. */
  get activeId(): string | undefined {
    return this.#lastActive?.id || undefined;
  }

  /** Passes a command to the page that has the focus, or had it last. */
  command(name: ReaderCommand): void {
    this.#lastActive?.command(name);
  }

  /** Call after a setting of the reader has changed. */
  applyOptions(): void {
    for (const view of this.#views) view.applyOptions(this.deps.options());
  }

  /** Revives a panel that was open when the window closed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = checkKeptState(state);
    if (!kept) {
      panel.dispose();
      return;
    }
    const view = this.#adopt(panel);
    this.#main ??= view;
    await this.#openIn(view, kept.id, { scroll: kept.scroll });
  }

  dispose(): void {
    for (const view of this.#views.splice(0)) view.dispose();
    this.#shown.dispose();
  }

  async #openIn(view: ArticleView, id: string, how: ShowOptions): Promise<void> {
    this.#lastActive = view;
    const shown = view.show(id, how);
    this.#shown.fire(id);
    await shown;
  }

  #create(aside: boolean, preserveFocus: boolean): ArticleView {
    const panel = vscode.window.createWebviewPanel(
      articleViewType,
      vscode.l10n.t('Article'),
      { viewColumn: columnFor(aside), preserveFocus },
      { ...ArticleView.webviewOptions(this.deps), enableFindWidget: true },
    );
    return this.#adopt(panel);
  }

  #adopt(panel: vscode.WebviewPanel): ArticleView {
    const view = new ArticleView(panel, this.#viewDeps);
    this.#views.push(view);
    panel.onDidChangeViewState(() => {
      if (!panel.active) return;
      this.#lastActive = view;
      this.#shown.fire(view.id);
    });
    panel.onDidDispose(() => this.#forget(view));
    return view;
  }

  #forget(view: ArticleView): void {
    const index = this.#views.indexOf(view);
    if (index >= 0) this.#views.splice(index, 1);
    if (this.#main === view) this.#main = undefined;
    if (this.#lastActive === view) this.#lastActive = this.#views.at(-1);
    view.dispose();
  }
}

/** Beside what is being written; an empty group is taken as it is. */
function columnFor(aside: boolean): vscode.ViewColumn {
  return !aside && vscode.window.tabGroups.activeTabGroup.tabs.length === 0 ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}
