import * as vscode from 'vscode';
import type { EventMessage, Handlers, Landing, Page, ReaderCommand, ReaderDocument, ReaderOptions, ScrollPlace } from '../../protocol';
import { describeFailure } from '../userErrors';
import { answer } from './answer';
import { checkRequest } from './checkMessage';
import { openExternalLink } from './openExternalLink';
import type { ReaderSource } from './readerSource';
import { renderShell } from './shell';
import type { ShellFiles } from './shellHtml';
import { readerStrings } from './strings';

/** A cached article is there before this; only what takes longer shows that it is being loaded. */
const loadingPageAfterMs = 60;

/** What a view needs from those around it. */
export interface ArticleViewDeps {
  readonly extensionUri: vscode.Uri;
  readonly source: ReaderSource;
  readonly log: vscode.LogOutputChannel;
  options(): ReaderOptions;
  /** What the page is made of; read once for all panels. */
  files(): Promise<ShellFiles>;
  openAside(id: string, how: ShowOptions): Promise<void>;
  cite(id: string): Promise<void>;
}

/** Where an article opens: at a landing, at a place, or where it was. */
export interface ShowOptions {
  readonly landing?: Landing | undefined;
  readonly scroll?: ScrollPlace | undefined;
}

/** One webview panel and the article in it. */
export class ArticleView implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #life = new AbortController();
  #loading: AbortController | undefined;
  #id = '';
  #url = '';
  #document: ReaderDocument | undefined;
  #page: Page | undefined;
  /** The page that lies in `webview.html`: what the webview starts with when VS Code builds it anew. */
  #startPage: Page | undefined;
  #listens = false;
  #files: ShellFiles | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly deps: ArticleViewDeps,
  ) {
    panel.webview.options = ArticleView.webviewOptions(deps);
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(deps.extensionUri, 'media', `article-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => void this.#receive(message)),
      panel.onDidChangeViewState(() => this.#visibilityChanged()),
      deps.source.onDidChange((change) => {
        if (change.id !== this.#id) return;
        if (change.reload) void this.show(change.id);
        else this.#setNotice(change.notice);
      }),
    );
  }

  /** What every panel of ours is made with. No `retainContextWhenHidden`: the page is rebuilt from its HTML. */
  static webviewOptions(deps: Pick<ArticleViewDeps, 'extensionUri' | 'source'>): vscode.WebviewOptions {
    const own = ['dist', 'media'].map((folder) => vscode.Uri.joinPath(deps.extensionUri, folder));
    return { enableScripts: true, localResourceRoots: [...own, deps.source.imageFolder] };
  }

  /** The article shown or being loaded; empty before the first. */
  get id(): string {
    return this.#id;
  }

  /** Shows an article; a later call wins over an earlier one. A failure is shown in the page. */
  async show(id: string, how: ShowOptions = {}): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    if (id === this.#id && this.#page?.state === 'article' && how.landing && !how.scroll) {
      this.#post({ type: 'event', name: 'reveal', data: { id, landing: how.landing } });
      return;
    }
    const isReload = id === this.#id && this.#page?.state === 'article';
    this.#id = id;
    const [known, files] = await Promise.all([this.deps.source.find(id).catch(() => undefined), this.deps.files()]);
    if (signal.aborted) return;
    this.#files = files;
    this.#url = known?.url ?? '';
    const title = known?.title ?? id;
    this.panel.title = title;
    const slow = isReload ? undefined : setTimeout(() => this.#present({ state: 'loading', id, title }), loadingPageAfterMs);
    try {
      const document = await this.deps.source.load(id, signal);
      if (signal.aborted) return;
      this.#document = document;
      this.panel.title = document.head.title;
      this.#url = document.head.url;
      this.#present({ state: 'article', head: document.head, hasMore: document.rest !== undefined || document.pieces.length > 1, landing: how.landing, scroll: how.scroll });
    } catch (error) {
      if (signal.aborted) return;
      this.deps.log.warn(`Article ${id} could not be shown.`, error);
      this.#present({ state: 'failed', id, title, url: this.#url, message: describeFailure(error), canRetry: true });
    } finally {
      clearTimeout(slow);
    }
  }

  /** Passes on a command of the palette, a key or a context menu. */
  command(name: ReaderCommand): void {
    this.#post({ type: 'event', name: 'command', data: { name } });
  }

  applyOptions(options: ReaderOptions): void {
    this.#post({ type: 'event', name: 'options', data: { options } });
  }

  dispose(): void {
    this.#loading?.abort();
    this.#life.abort();
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
    this.panel.dispose();
  }

  readonly #handlers: Handlers = {
    ready: async ({ id, state }) => {
      this.#listens = true;
      const page = this.#page;
      if (!page || (page === this.#startPage && pageId(page) === id && page.state === state)) return {};
      return { page, first: this.#firstPiece(page) };
    },
    loadRest: async ({ id, from }) => {
      if (this.#document?.head.id !== id) throw new Error('The panel shows another article by now.');
      const { pieces, rest } = this.#document;
      return rest ? rest.from(from) : { pieces: pieces.slice(from), more: false };
    },
    loadComments: ({ id }, signal) => this.deps.source.comments(id, signal),
    loadImage: async ({ id, url }, signal) => {
      const file = await this.deps.source.image(id, url, signal);
      return { src: this.panel.webview.asWebviewUri(file).toString() };
    },
    openArticle: async ({ id, anchor, scroll, aside }) => {
      await this.#open(id, { landing: anchor ? { anchor } : undefined, scroll }, aside ?? false);
      return { opened: true };
    },
    openLink: async ({ url, aside }) => {
      const article = this.deps.source.recognise(url);
      if (!article) return { opened: await openExternalLink(url, this.deps.log) };
      await this.#open(article.id, { landing: article.fragment ? { anchor: article.fragment } : undefined }, aside ?? false);
      return { opened: true };
    },
    copyText: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return { copied: true };
    },
    retry: async ({ id }) => {
      void this.show(id);
      return { started: true };
    },
    cite: async ({ id }) => {
      await this.deps.cite(id);
      return { started: true };
    },
    openInBrowser: async () => ({ opened: this.#url !== '' && (await openExternalLink(this.#url, this.deps.log)) }),
  };

  async #receive(message: unknown): Promise<void> {
    const request = checkRequest(message);
    if (!request) {
      this.deps.log.warn('A message of the reader was not understood and was dropped.');
      return;
    }
    const reply = await answer(this.#handlers, request, this.#life.signal, describeFailure);
    if (!reply.ok) this.deps.log.debug(`${request.name}: ${reply.error}`);
    if (!this.#life.signal.aborted) await this.panel.webview.postMessage(reply);
  }

  async #open(id: string, how: ShowOptions, aside: boolean): Promise<void> {
    if (aside) await this.deps.openAside(id, how);
    else void this.show(id, how);
  }

  #present(page: Page): void {
    this.#page = page;
    if (page.state !== 'article') this.#document = undefined;
    if (this.#listens && this.panel.visible) this.#post({ type: 'event', name: 'show', data: { page, first: this.#firstPiece(page) } });
    // A page on its way to `ready` is told there what has changed; only the very first, or a hidden one, gets its HTML here.
    else if (!this.#startPage || !this.panel.visible) this.#setHtml(page);
  }

  #setHtml(page: Page): void {
    if (!this.#files) return;
    this.#startPage = page;
    this.#listens = false;
    const data = { strings: readerStrings(), options: this.deps.options(), page };
    this.panel.webview.html = renderShell(this.panel.webview, this.deps.extensionUri, this.#files, data, this.#firstPiece(page));
  }

  #firstPiece(page: Page): string {
    return page.state === 'article' ? (this.#document?.pieces[0] ?? '') : '';
  }

  /** VS Code drops the page of a hidden panel, and builds it from its HTML when it is seen again. */
  #visibilityChanged(): void {
    if (this.panel.visible || !this.#page) return;
    this.#listens = false;
    if (this.#page.state === 'article') this.#page = { ...this.#page, landing: undefined, scroll: undefined };
    this.#setHtml(this.#page);
  }

  #setNotice(notice: string | undefined): void {
    if (this.#page?.state !== 'article') return;
    this.#page = { ...this.#page, head: { ...this.#page.head, notice } };
    this.#post({ type: 'event', name: 'notice', data: { id: this.#id, notice } });
  }

  #post(event: EventMessage): void {
    void this.panel.webview.postMessage(event);
  }
}

function pageId(page: Page): string {
  return page.state === 'article' ? page.head.id : page.id;
}
