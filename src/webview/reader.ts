import type { EventMessage, InitialData, KeptState, Page, Place, ReaderCommand, ReaderOptions } from '../protocol';
import { renderFailure, renderSkeleton } from './around';
import { ArticlePage } from './articlePage';
import { run, type PageContext } from './context';
import { copyFormula, registerCopy, selectedMarkdown } from './copying';
import { formulaAt, numbersOf } from './formulas';
import { ReadingHistory } from './history';
import { HostClient, type WebviewApi } from './hostClient';
import { anchorOf } from './references';
import type { ForeignHtml } from './sanitize';
import { Toast } from './toast';
import { Toolbar } from './toolbar';

/** The page as a whole: shows what the host says, keeps where one is, and takes clicks and keys. */
export class Reader {
  readonly #host: HostClient;
  readonly #context: PageContext;
  readonly #toast = new Toast();
  readonly #toolbar: Toolbar;
  readonly #content = document.createElement('div');
  readonly #history: ReadingHistory;
  #page: Page;
  #article: ArticlePage | undefined;
  /** The formula on which the context menu was opened. */
  #menuFormula: HTMLElement | undefined;
  /** An article is on its way because of "back" or "forward": the history has been moved already. */
  #moving = false;

  constructor(
    private readonly api: WebviewApi,
    start: InitialData,
    first: ForeignHtml,
  ) {
    const kept = readKept(api.getState());
    this.#history = new ReadingHistory(kept?.back, kept?.forward);
    this.#host = new HostClient(api);
    this.#page = start.page;
    this.#context = {
      host: this.#host,
      strings: start.strings,
      options: start.options,
      say: (text, near, action) => this.#toast.show(text, near, action),
      goTo: (anchor) => this.#goTo(anchor),
      openArticle: (id, aside) => run(this.#context, this.#host.request('openArticle', { id, aside })),
    };
    this.#toolbar = new Toolbar(start.strings, {
      back: () => this.#travel('goBack'),
      forward: () => this.#travel('goForward'),
      cite: () => run(this.#context, this.#host.request('cite', { id: this.#id })),
      openInBrowser: () => run(this.#context, this.#host.request('openInBrowser', { id: this.#id })),
    });
    document.body.replaceChildren(this.#toolbar.element, this.#content, this.#toast.element);
    this.#applyOptions(start.options);
    this.#listen();
    const scroll = kept?.id === pageId(start.page) ? kept.scroll : undefined;
    this.#show(start.page, first, scroll);
    this.#host.listen(window, (event) => this.#onEvent(event));
    run(this.#context, this.#announce());
  }

  get #id(): string {
    return pageId(this.#page);
  }

  /** The host may have moved on while the page was made. */
  async #announce(): Promise<void> {
    const { page, first } = await this.#host.request('ready', { id: this.#id, state: this.#page.state });
    if (page) this.#show(page, first ?? '');
  }

  #onEvent(event: EventMessage): void {
    switch (event.name) {
      case 'show':
        this.#replace(event.data.page, event.data.first ?? '');
        break;
      case 'notice':
        if (this.#article?.id === event.data.id) this.#article.setNotice(event.data.notice);
        break;
      case 'reveal':
        if (this.#article?.id === event.data.id) {
          this.#leave();
          run(this.#context, this.#article.land(event.data.landing));
        }
        break;
      case 'command':
        this.#command(event.data.name);
        break;
      case 'options':
        this.#applyOptions(event.data.options);
        break;
    }
  }

  /** Another page in the same panel: where one was is remembered, unless one comes back. */
  #replace(page: Page, first: string): void {
    const stays = pageId(page) === this.#id;
    const scroll = stays && this.#article ? this.#article.place() : undefined;
    if (!stays && !this.#moving) this.#leave();
    this.#moving = this.#moving && page.state === 'loading';
    this.#show(page, first, scroll);
  }

  #show(page: Page, first: ForeignHtml, scroll?: Place['scroll']): void {
    this.#page = page;
    this.#article?.dispose();
    this.#article = undefined;
    if (!scroll && this.#content.firstChild) window.scrollTo({ top: 0, behavior: 'instant' });
    this.#content.replaceChildren();
    switch (page.state) {
      case 'loading':
        this.#content.append(renderSkeleton(page.title, this.#context));
        break;
      case 'failed':
        this.#content.append(renderFailure(page, this.#context));
        break;
      case 'article':
        this.#article = new ArticlePage(page, first, this.#context);
        this.#content.append(this.#article.element);
        // asks for the rest first: the host works on while the page is laid out here
        run(this.#context, this.#article.complete(scroll).then(() => this.#keep()));
        this.#article.scrolled();
        break;
    }
    this.#toolbar.update(this.#history.back.length > 0, this.#history.forward.length > 0, page.state === 'article');
    this.#keep();
  }

  #place(): Place {
    return { id: this.#id, scroll: this.#article?.place() ?? { block: 0, offset: 0 } };
  }

  #leave(): void {
    if (this.#page.state === 'article') this.#history.leave(this.#place());
    this.#historyMoved();
  }

  #historyMoved(): void {
    this.#toolbar.update(this.#history.back.length > 0, this.#history.forward.length > 0, this.#article !== undefined);
    this.#keep();
  }

  #keep(): void {
    // While the rest is on its way, the place on the page is not yet the reader's.
    if (this.#article && !this.#article.isComplete) return;
    const state: KeptState = { ...this.#place(), back: this.#history.back, forward: this.#history.forward };
    this.api.setState(state);
  }

  #travel(direction: 'goBack' | 'goForward'): void {
    const place = this.#history[direction](this.#place());
    if (!place) return;
    if (place.id === this.#id && this.#article) {
      this.#article.returnTo(place.scroll);
      this.#historyMoved();
      return;
    }
    this.#moving = true;
    run(this.#context, this.#host.request('openArticle', { id: place.id, scroll: place.scroll }));
  }

  #goTo(anchor: string): boolean {
    const target = this.#article?.find(anchor);
    if (!target || !this.#article) return false;
    this.#leave();
    this.#article.goTo(target);
    return true;
  }

  #applyOptions(options: ReaderOptions): void {
    this.#context.options = options;
    const { style } = document.documentElement;
    style.setProperty('--reader-width', `${options.lineWidth}em`);
    if (options.fontSize > 0) style.setProperty('--reader-size', `${options.fontSize}px`);
    else style.removeProperty('--reader-size');
    document.body.classList.toggle('copies-on-click', options.copyOnClick);
  }

  #listen(): void {
    let waiting = false;
    window.addEventListener('scroll', () => {
      this.#toast.hide();
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        this.#article?.scrolled();
        this.#keep();
      }, 100);
    }, { passive: true });
    document.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('auxclick', (event) => this.#click(event));
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('contextmenu', (event) => this.#menu(event), { capture: true });
    registerCopy(this.#content, (formula) => this.#context.say(this.#context.strings.latexCopied, formula));
  }

  #click(event: MouseEvent): void {
    if (event.button > 1 || !(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (link) {
      event.preventDefault();
      this.#follow(link, event.button === 1 || event.ctrlKey || event.metaKey);
      return;
    }
    const formula = formulaAt(event.target);
    const selects = document.getSelection()?.isCollapsed === false;
    if (formula && event.button === 0 && !selects && this.#context.options.copyOnClick && !formula.closest('.preview')) this.#copyFormula(formula, false);
  }

  #follow(link: HTMLAnchorElement, aside: boolean): void {
    const address = link.getAttribute('href') ?? '';
    if (address.startsWith('#')) this.#goTo(anchorOf(link));
    else if (address) run(this.#context, this.#host.request('openLink', { url: address, aside }), link);
  }

  #key(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey && !ctrlKey && !metaKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      this.#travel(key === 'ArrowLeft' ? 'goBack' : 'goForward');
    } else if (key === 'F3' && this.#article?.marks.active) {
      this.#article.marks.step(event.shiftKey ? -1 : 1);
    } else if (key === 'Escape' && (this.#article?.preview.hide() || this.#article?.marks.active)) {
      this.#article.marks.clear();
    } else if (key === 'Enter' && !ctrlKey && !metaKey && formulaAt(document.activeElement) === document.activeElement && document.activeElement instanceof HTMLElement) {
      this.#copyFormula(document.activeElement, event.shiftKey);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Says on what the menu opens, so that the manifest can offer what fits. */
  #menu({ target }: MouseEvent): void {
    this.#menuFormula = formulaAt(target instanceof Node ? target : null) ?? formulaAt(document.activeElement);
    const formula = this.#menuFormula;
    if (!formula) return;
    const anchor = formula.id || (formula.querySelector('[id]')?.id ?? '');
    const numbers = numbersOf(formula);
    formula.dataset['vscodeContext'] = JSON.stringify({ webviewSection: 'formula', articleId: this.#id, anchor, number: numbers[0] ?? '', isNumbered: numbers.length > 0, tex: formula.dataset['tex'] ?? '' });
  }

  #copyFormula(formula: HTMLElement, numbered: boolean): void {
    const { strings } = this.#context;
    const other = !numbered && numbersOf(formula).length > 0 ? { label: strings.copyWithNumber, run: () => this.#copyFormula(formula, true) } : undefined;
    run(this.#context, copyFormula(formula, numbered, this.#host).then(() => this.#context.say(strings.latexCopied, formula, other)), formula);
  }

  #command(name: ReaderCommand): void {
    const formula = this.#menuFormula?.isConnected ? this.#menuFormula : formulaAt(document.activeElement);
    switch (name) {
      case 'back':
        return this.#travel('goBack');
      case 'forward':
        return this.#travel('goForward');
      case 'copyFormula':
      case 'copyFormulaWithNumber':
        if (formula) this.#copyFormula(formula, name === 'copyFormulaWithNumber');
        return;
      case 'copyMarkdown': {
        const text = selectedMarkdown(document.getSelection(), this.#content);
        if (text) run(this.#context, this.#host.request('copyText', { text }).then(() => this.#context.say(this.#context.strings.copied)));
        return;
      }
      case 'nextMatch':
        return this.#article?.marks.step(1);
      case 'previousMatch':
        return this.#article?.marks.step(-1);
      case 'toggleOutline':
        return this.#article?.outline.toggle();
    }
  }
}

function pageId(page: Page): string {
  return page.state === 'article' ? page.head.id : page.id;
}

/** What this page itself kept; VS Code gives it back as it was. */
function readKept(state: unknown): KeptState | undefined {
  return typeof state === 'object' && state !== null && 'back' in state && Array.isArray(state.back) ? (state as KeptState) : undefined;
}
