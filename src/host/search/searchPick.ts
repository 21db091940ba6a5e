import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import type { ArticleStates } from '../../core/search/filters';
import { parseQuery, type Query } from '../../core/search/query';
import type { Hit, Ranking } from '../../core/search/ranking';
import type { SearchIndex } from '../../core/search/searchIndex';
import { whileWanted } from '../../core/util/slices';
import type { SearchDeps } from './createSearch';
import { textQuery } from './landing';
import { Passages } from './passages';
import { countText, download, isSelectable, keyOf, SearchRows, type SearchItem } from './searchRows';

/** What the picker shows, besides the rows that come and go with the passages. */
interface Found {
  readonly turn: number;
  readonly query: Query;
  readonly hits: readonly Hit[];
  readonly before: readonly SearchItem[];
  readonly after: readonly SearchItem[];
}

const mostRows = 50;
/** Rows in sight: VS Code paints them sooner than all. */
const firstRows = 16;
/** For so long after a key, nothing but its rows is worked on. */
const restMs = 40;
/** Passages of the rows that are to be seen come first, then the others. */
const firstPassages = 10;
/** Where so few posts are found, the texts that are not on the disk may be what is missing. */
const fewHits = 8;
const sliceMs = 10;
const openFilter = /(^|\s)[-－]?(series|year|tag|category|is|in)[:：]\S*$/i;

/** One input for titles, texts, formulas and filters: rows in our order, with the passage that matched. */
export class SearchPick {
  readonly #subscriptions: { dispose(): void }[] = [];
  readonly #passages: Passages;
  /** What is shown was found for it; a later key makes the work for an earlier one moot. */
  #turn = 0;
  #query: Query = parseQuery('');
  /** The text that the rows belong to. */
  #shownFor = '';
  /** The line below each post's title by now: kept while the next key is worked on, so that rows keep their height. */
  #lines = new Map<string, string>();
  #isOfferShown = false;
  readonly #rows: SearchRows;

  /** @param pick shown already, so that no key typed meanwhile goes elsewhere */
  constructor(
    private readonly pick: vscode.QuickPick<SearchItem>,
    private readonly deps: SearchDeps,
    private readonly states: () => Promise<ArticleStates>,
    private readonly index: SearchIndex,
  ) {
    this.#rows = new SearchRows(deps, index);
    this.#passages = new Passages(async (id) => (await deps.articles.cached(id))?.markdown);
    pick.buttons = [{ iconPath: new vscode.ThemeIcon('cloud-download'), tooltip: vscode.l10n.t('Download texts, to search them too') }];
    this.#subscriptions.push(
      pick.onDidChangeValue(() => this.#run(this.#show())),
      pick.onDidAccept(() => this.#run(this.#accept())),
      pick.onDidTriggerButton(() => this.#run(this.#leaveFor(download))),
      pick.onDidTriggerItemButton(({ item, button }) => this.#run(this.#press(item, button))),
      pick.onDidHide(() => this.#close()),
    );
  }

  /** Calls once, after the picker is gone. */
  onDidClose(listener: () => void): void {
    this.#subscriptions.push({ dispose: listener });
  }

  /** Fills the picker for what is in its input now. */
  open(): Promise<void> {
    return this.#show();
  }

  /** More can be found: what is shown is found anew, and the row chosen stays chosen. */
  refresh(): void {
    if (this.pick.value.trim() !== '') this.#run(this.#show());
  }

  #run(work: Promise<void>): void {
    work.catch((error: unknown) => this.deps.log.error(error instanceof Error ? error : String(error)));
  }

  #close(): void {
    this.#turn++;
    if (this.#isOfferShown) this.deps.offer.done();
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const { value } = this.pick;
    if (value.trim() === '') {
      const items = await this.#rows.recent();
      if (turn !== this.#turn) return;
      this.#query = parseQuery('');
      this.pick.title = undefined;
      this.#setItems(items);
      return;
    }
    const states = await this.states();
    if (turn !== this.#turn) return;
    this.#query = parseQuery(value);
    const ranking = await whileWanted(this.index.finding(this.#query, mostRows, { states }), () => turn === this.#turn);
    if (!ranking || turn !== this.#turn) return;
    const hits = ranking.first(mostRows);
    const isFilterOpen = openFilter.test(value);
    const completions = this.#rows.completions(value);
    const found: Found = {
      turn,
      query: this.#query,
      hits,
      before: isFilterOpen ? completions : [],
      after: [...(isFilterOpen ? [] : completions), ...this.#offer(hits)],
    };
    // A refill has all rows at once: the chosen one may be any of them.
    this.#setRows(found, value === this.#shownFor ? mostRows : firstRows);
    await new Promise((resolve) => setTimeout(resolve, restMs));
    if (turn !== this.#turn) return;
    await Promise.all([this.#addPassages(found), this.#showCount(turn, ranking)]);
  }

  #setRows({ query, hits, before, after }: Found, most = mostRows): void {
    const rows = hits.slice(0, most).map(({ article }) => {
      const isInText = textQuery(query, article.title).terms.length > 0 && this.index.stampOf(article.id) !== undefined;
      return this.#rows.article(article, isInText ? (this.#lines.get(article.id) ?? '…') : undefined);
    });
    this.#setItems([...before, ...rows, ...after]);
  }

  /** A new text in the input goes to the best row; a refill for the same one stays where the user went. */
  #setItems(items: readonly SearchItem[]): void {
    const { pick } = this;
    const isRefill = pick.value === this.#shownFor;
    const [active] = pick.activeItems;
    const hasMoved = isRefill && active !== undefined && active !== pick.items.find(isSelectable);
    this.#shownFor = pick.value;
    pick.keepScrollPosition = isRefill;
    pick.items = items;
    const again = hasMoved ? items.find((item) => keyOf(item) === keyOf(active)) : undefined;
    const chosen = again ?? items.find(isSelectable);
    if (chosen) pick.activeItems = [chosen];
  }

  /** Once: where little was found, nothing of it by its title, and texts are missing. */
  #offer(hits: readonly Hit[]): SearchItem[] {
    const missing = this.index.articles.length - this.index.textCount;
    const isLittle = hits.length <= fewHits && hits.every(({ kind }) => kind !== 'title');
    this.#isOfferShown = isLittle && missing > 0 && this.deps.offer.isOpen() && textQuery(this.#query, '').terms.length > 0;
    if (!this.#isOfferShown) return [];
    return this.#rows.offer(missing);
  }

  /** The passages come from the disk, after the rows, those to be seen first. */
  async #addPassages(found: Found): Promise<void> {
    const lines = new Map<string, string>();
    let since = performance.now();
    for (const [index, { article }] of found.hits.entries()) {
      const line = await this.#passages.line(found.query, article);
      if (performance.now() - since > sliceMs) {
        await new Promise((resolve) => setTimeout(resolve));
        since = performance.now();
      }
      if (found.turn !== this.#turn) return;
      if (line !== undefined) lines.set(article.id, line);
      if (index + 1 === firstPassages || index + 1 === found.hits.length) {
        const isAll = index + 1 === found.hits.length;
        if (lines.size === 0 && !(isAll && found.hits.length > firstRows)) continue;
        this.#lines = new Map([...this.#lines, ...lines]);
        this.#setRows(found);
      }
    }
    this.#lines = lines;
  }

  async #showCount(turn: number, ranking: Ranking): Promise<void> {
    const total = await whileWanted(ranking.count(), () => turn === this.#turn);
    if (total === undefined || turn !== this.#turn) return;
    const all = this.index.articles.length;
    const texts = this.index.textCount;
    const count = countText(total, mostRows);
    this.pick.title = texts < all ? vscode.l10n.t('{0} · {1} of {2} texts are on this disk and searched', count, texts, all) : count;
  }

  async #accept(): Promise<void> {
    const [item] = this.pick.selectedItems;
    if (!item) return;
    if ('query' in item) {
      this.pick.value = item.query;
      await this.#show();
    } else if ('command' in item) await this.#leaveFor(item.command);
    else if ('article' in item) await this.#open(item.article, false);
  }

  async #open(article: ArticleSummary, aside: boolean): Promise<void> {
    const query = this.#query;
    this.pick.hide();
    await this.deps.open(article.id, { aside, landing: await this.#passages.landing(query, article) });
  }

  async #leaveFor(command: string): Promise<void> {
    if (command === download) this.deps.offer.done();
    this.pick.hide();
    await vscode.commands.executeCommand(command);
  }

  async #press(item: SearchItem, button: vscode.QuickInputButton): Promise<void> {
    if (!('article' in item)) return;
    const { article } = item;
    if (button === this.#rows.buttons.cite) {
      this.pick.hide();
      await vscode.commands.executeCommand('scientificSpaces.citeArticle', article.id);
    } else if (button === this.#rows.buttons.aside) await this.#open(article, true);
    else {
      await this.deps.marks.set('listed', [article.id], button === this.#rows.buttons.list);
      await this.#show();
    }
  }
}
