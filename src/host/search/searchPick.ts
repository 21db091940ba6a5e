import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import { completeQuery } from '../../core/search/completeQuery';
import type { ArticleStates } from '../../core/search/filters';
import { parseQuery, type Query } from '../../core/search/query';
import type { Hit, Ranking } from '../../core/search/ranking';
import type { SearchIndex } from '../../core/search/searchIndex';
import type { SearchDeps } from './createSearch';
import { textQuery } from './landing';
import { Passages } from './passages';

export interface ArticleItem extends vscode.QuickPickItem {
  readonly article: ArticleSummary;
}
interface CompletionItem extends vscode.QuickPickItem {
  /** The whole query once it is chosen. */
  readonly query: string;
}
interface CommandItem extends vscode.QuickPickItem {
  readonly command: string;
}
export type SearchItem = ArticleItem | CompletionItem | CommandItem | (vscode.QuickPickItem & { readonly kind: vscode.QuickPickItemKind.Separator });

/** What the picker shows, besides the rows that come and go with the passages. */
interface Found {
  readonly turn: number;
  readonly query: Query;
  readonly hits: readonly Hit[];
  readonly before: readonly SearchItem[];
  readonly after: readonly SearchItem[];
}

const mostRows = 50;
const mostRecent = 15;
const mostCompletions = 5;
/** Passages of the rows that are to be seen come first, then the others. */
const firstPassages = 10;
/** Where so few posts are found, the texts that are not on the disk may be what is missing. */
const fewHits = 8;
const sliceMs = 10;
const download = 'scientificSpaces.download';
const openFilter = /(^|\s)-?(series|year|tag|category|is|in)[:：]\S*$/i;

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
  readonly #buttons = {
    cite: { iconPath: new vscode.ThemeIcon('quote'), tooltip: vscode.l10n.t('Cite in Active Editor') },
    list: { iconPath: new vscode.ThemeIcon('star-empty'), tooltip: vscode.l10n.t('Add to Reading List') },
    unlist: { iconPath: new vscode.ThemeIcon('star-full'), tooltip: vscode.l10n.t('Remove from Reading List') },
    aside: { iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: vscode.l10n.t('Open to the Side') },
  };

  /** @param pick shown already, so that no key typed meanwhile goes elsewhere */
  constructor(
    private readonly pick: vscode.QuickPick<SearchItem>,
    private readonly deps: SearchDeps,
    private readonly states: () => Promise<ArticleStates>,
    private readonly index: SearchIndex,
  ) {
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
      const items = await this.#recentItems();
      if (turn !== this.#turn) return;
      this.#query = parseQuery('');
      this.pick.title = undefined;
      this.#setItems(items);
      return;
    }
    const states = await this.states();
    if (turn !== this.#turn) return;
    this.#query = parseQuery(value);
    const ranking = this.index.search(this.#query, { states });
    const hits = ranking.first(mostRows);
    const isFilterOpen = openFilter.test(value);
    const completions = this.#completions(value);
    const found: Found = {
      turn,
      query: this.#query,
      hits,
      before: isFilterOpen ? completions : [],
      after: [...(isFilterOpen ? [] : completions), ...this.#offer(hits.length)],
    };
    this.#setRows(found);
    await Promise.all([this.#addPassages(found), this.#showCount(turn, ranking)]);
  }

  #setRows({ query, hits, before, after }: Found): void {
    const rows = hits.map(({ article }) => {
      const isInText = textQuery(query, article.title).terms.length > 0 && this.index.stampOf(article.id) !== undefined;
      return this.#item(article, isInText ? (this.#lines.get(article.id) ?? '…') : undefined);
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

  #item(article: ArticleSummary, detail?: string): ArticleItem {
    const { cite, list, unlist, aside } = this.#buttons;
    const seriesName = this.deps.facts().seriesOf(article.id);
    return {
      label: article.title,
      description: seriesName && !article.title.includes(seriesName) ? `${article.date} · ${seriesName}` : article.date,
      ...(detail !== undefined && { detail }),
      alwaysShow: true,
      buttons: [cite, this.deps.marks.has('listed', article.id) ? unlist : list, aside],
      article,
    };
  }

  #completions(value: string): CompletionItem[] {
    const { articles, series } = this.deps.facts();
    return completeQuery(value, articles, series, mostCompletions).map(({ text, start, end }) => {
      const query = value.slice(0, start) + text + value.slice(end);
      return { label: `$(filter) ${text.trim()}`, alwaysShow: true, query };
    });
  }

  /** Once: where little was found and texts are missing. */
  #offer(hits: number): SearchItem[] {
    const missing = this.deps.facts().articles.length - this.index.textCount;
    this.#isOfferShown = hits <= fewHits && missing > 0 && this.deps.offer.isOpen() && textQuery(this.#query, '').terms.length > 0;
    if (!this.#isOfferShown) return [];
    return [
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      {
        label: `$(cloud-download) ${vscode.l10n.t('Search the texts of {0} more posts…', missing)}`,
        description: vscode.l10n.t('to be read without a network, too'),
        alwaysShow: true,
        command: download,
      },
    ];
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
        if (lines.size === 0) continue;
        this.#lines = new Map([...this.#lines, ...lines]);
        this.#setRows(found);
      }
    }
    this.#lines = lines;
  }

  async #showCount(turn: number, ranking: Ranking): Promise<void> {
    for (const pause of ranking.count()) {
      void pause;
      await new Promise((resolve) => setTimeout(resolve));
      if (turn !== this.#turn) return;
    }
    const total = ranking.total ?? 0;
    const all = this.deps.facts().articles.length;
    const texts = this.index.textCount;
    const count = countText(total);
    this.pick.title = texts < all ? vscode.l10n.t('{0} · {1} of {2} texts are on this disk and searched', count, texts, all) : count;
  }

  async #recentItems(): Promise<SearchItem[]> {
    const { marks } = this.deps;
    const facts = this.deps.facts();
    await marks.load();
    const items = (ids: readonly string[]): SearchItem[] => ids.flatMap((id) => facts.get(id) ?? []).map((article) => this.#item(article));
    const section = (label: string, rows: readonly SearchItem[]): SearchItem[] => (rows.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows] : []);
    return [
      ...section(vscode.l10n.t('New'), items([...marks.all('new')].reverse().slice(0, mostRecent))),
      ...section(vscode.l10n.t('Recently read'), items([...marks.all('read')].reverse().slice(0, mostRecent))),
      ...section(vscode.l10n.t('Latest posts'), items(facts.articles.slice(0, mostRecent).map(({ id }) => id))),
    ];
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
    this.pick.hide();
    await vscode.commands.executeCommand(command);
  }

  async #press(item: SearchItem, button: vscode.QuickInputButton): Promise<void> {
    if (!('article' in item)) return;
    const { article } = item;
    if (button === this.#buttons.cite) {
      this.pick.hide();
      await vscode.commands.executeCommand('scientificSpaces.citeArticle', article.id);
    } else if (button === this.#buttons.aside) await this.#open(article, true);
    else {
      await this.deps.marks.set('listed', [article.id], button === this.#buttons.list);
      await this.#show();
    }
  }
}

function countText(total: number): string {
  if (total === 0) return vscode.l10n.t('Nothing found');
  if (total === 1) return vscode.l10n.t('1 post');
  return total > mostRows ? vscode.l10n.t('{0} posts, the best {1} of them', total, mostRows) : vscode.l10n.t('{0} posts', total);
}

function isSelectable(item: SearchItem): boolean {
  return item.kind !== vscode.QuickPickItemKind.Separator;
}

/** What stays the same of a row when it is made anew. */
function keyOf(item: SearchItem): string {
  return 'article' in item ? `article ${item.article.id}` : `other ${item.label}`;
}
