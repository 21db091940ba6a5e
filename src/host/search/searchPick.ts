import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import { completeQuery } from '../../core/search/completeQuery';
import { findPassage, matchTitle } from '../../core/search/matches';
import { parseQuery, type Query } from '../../core/search/query';
import type { Hit, Ranking } from '../../core/search/ranking';
import type { ArticleStates } from '../../core/search/filters';
import type { SearchIndex } from '../../core/search/searchIndex';
import type { Landing } from '../../protocol';
import { readablePassage } from './readablePassage';
import type { SearchDeps } from './createSearch';

interface ArticleItem extends vscode.QuickPickItem {
  readonly article: ArticleSummary;
}
interface CompletionItem extends vscode.QuickPickItem {
  /** The whole query once it is chosen. */
  readonly query: string;
}
type Item = ArticleItem | CompletionItem | (vscode.QuickPickItem & { readonly kind: vscode.QuickPickItemKind.Separator });

const mostRows = 50;
const mostRecent = 15;

/** One input for titles, texts, formulas and filters: rows in our order, with the passage that matched. */
export class SearchPick {
  readonly #pick = vscode.window.createQuickPick<Item>();
  readonly #subscriptions: { dispose(): void }[] = [];
  /** What the rows shown were found for; a later key makes the work for an earlier one moot. */
  #turn = 0;
  #query: Query = parseQuery('');
  readonly #buttons = {
    cite: { iconPath: new vscode.ThemeIcon('quote'), tooltip: vscode.l10n.t('Cite in Active Editor') },
    list: { iconPath: new vscode.ThemeIcon('star-empty'), tooltip: vscode.l10n.t('Add to Reading List') },
    aside: { iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: vscode.l10n.t('Open to the Side') },
  };

  constructor(
    private readonly deps: SearchDeps,
    private readonly states: () => Promise<ArticleStates>,
    private readonly index: SearchIndex,
  ) {
    const pick = this.#pick;
    pick.placeholder = vscode.l10n.t('Title, pinyin, text or LaTeX · series: year: tag: category: is: in: "exact" -not');
    pick.buttons = [{ iconPath: new vscode.ThemeIcon('cloud-download'), tooltip: vscode.l10n.t('Download texts, to search them too') }];
    keepOurOrder(pick);
    this.#subscriptions.push(
      pick,
      pick.onDidChangeValue(() => void this.#show()),
      pick.onDidAccept(() => this.#accept()),
      pick.onDidTriggerButton(() => void vscode.commands.executeCommand('scientificSpaces.download')),
      pick.onDidTriggerItemButton(({ item, button }) => void this.#press(item, button)),
      pick.onDidHide(() => this.#dispose()),
    );
  }

  /** Calls once, after the picker is gone. */
  onDidClose(listener: () => void): void {
    this.#subscriptions.push({ dispose: listener });
  }

  async open(value: string): Promise<void> {
    this.#pick.value = value;
    this.#pick.show();
    await this.#show();
  }

  /** More texts can be found: what is shown is found anew, and the row chosen stays chosen. */
  refresh(): void {
    if (this.#pick.value !== '') void this.#show();
  }

  #dispose(): void {
    this.#turn++;
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const { value } = this.#pick;
    if (value.trim() === '') {
      this.#query = parseQuery('');
      this.#setItems(await this.#recentItems());
      this.#pick.title = undefined;
      return;
    }
    const states = await this.states();
    if (turn !== this.#turn) return;
    this.#query = parseQuery(value);
    const ranking = this.index.search(this.#query, { states });
    const hits = ranking.first(mostRows);
    const { articles, series } = this.deps.facts();
    const completions = completeQuery(value, articles, series, 5).map(({ text, start, end }): CompletionItem => {
      const query = value.slice(0, start) + text + value.slice(end);
      return { label: `$(filter) ${text.trim()}`, alwaysShow: true, query };
    });
    const isFilterOpen = /(^|\s)-?(series|year|tag|category|is|in)[:：]\S*$/i.test(value);
    const rows = hits.map((hit) => this.#item(hit));
    this.#setItems(isFilterOpen ? [...completions, ...rows] : [...rows, ...completions]);
    await Promise.all([this.#addPassages(turn, hits, rows, isFilterOpen ? completions : [], isFilterOpen ? [] : completions), this.#showCount(turn, ranking)]);
  }

  /** Keeps the chosen row across refills: VS Code would go back to the first. */
  #setItems(items: readonly Item[]): void {
    const active = this.#pick.activeItems[0];
    this.#pick.items = items;
    const activeId = active && 'article' in active ? active.article.id : undefined;
    const again = activeId === undefined || this.#pick.value === '' ? undefined : items.find((item) => 'article' in item && item.article.id === activeId);
    const first = items.find((item) => 'article' in item || 'query' in item);
    const chosen = this.#hasMoved ? (again ?? first) : first;
    if (chosen) this.#pick.activeItems = [chosen];
  }

  /** Typing goes to the best row; a refill for the same text stays where the user went. */
  get #hasMoved(): boolean {
    return this.#lastValue === (this.#lastValue = this.#pick.value);
  }
  #lastValue = '';

  #item({ article }: Hit): ArticleItem {
    const { cite, list, aside } = this.#buttons;
    const seriesName = this.deps.facts().seriesOf(article.id);
    return {
      label: article.title,
      description: seriesName && !article.title.includes(seriesName) ? `${article.date} · ${seriesName}` : article.date,
      alwaysShow: true,
      buttons: [cite, list, aside],
      article,
    };
  }

  /** The passages come from the disk, after the rows: what was found by its title has none. */
  async #addPassages(turn: number, hits: readonly Hit[], rows: readonly ArticleItem[], before: readonly Item[], after: readonly Item[]): Promise<void> {
    const query = this.#query;
    const passages = await Promise.all(
      hits.map(async ({ article, kind }) => {
        if (kind !== 'text' && kind !== 'heading') return undefined;
        const text = await this.deps.articles.cached(article.id);
        const passage = text && findPassage(query, text.markdown);
        return passage && { text: readablePassage(passage.text), count: passage.count };
      }),
    );
    if (turn !== this.#turn || passages.every((passage) => !passage)) return;
    const detailed = rows.map((row, index): ArticleItem => {
      const passage = passages[index];
      return passage ? { ...row, detail: passage.count > 1 ? `${passage.text}  (${passage.count})` : passage.text } : row;
    });
    this.#setItems([...before, ...detailed, ...after]);
  }

  async #showCount(turn: number, ranking: Ranking): Promise<void> {
    for (const _ of ranking.count()) {
      await new Promise((resolve) => setTimeout(resolve));
      if (turn !== this.#turn) return;
    }
    const total = ranking.total ?? 0;
    const missing = this.deps.facts().articles.length - this.index.textCount;
    const count = total === 0 ? vscode.l10n.t('Nothing found') : total > mostRows ? vscode.l10n.t('{0} posts, the best {1} of them', total, mostRows) : vscode.l10n.t('{0} posts', total);
    this.#pick.title = missing > 0 ? vscode.l10n.t('{0} · {1} of {2} texts are on this disk and searched', count, this.index.textCount, this.deps.facts().articles.length) : count;
  }

  async #recentItems(): Promise<Item[]> {
    const { marks } = this.deps;
    const facts = this.deps.facts();
    await marks.load();
    const items = (ids: readonly string[]): Item[] =>
      ids.flatMap((id) => {
        const article = facts.get(id);
        return article ? this.#item({ article, kind: 'title', score: 0 }) : [];
      });
    const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
    const fresh = items([...marks.all('new')].reverse().slice(0, mostRecent));
    const recent = items([...marks.all('read')].reverse().slice(0, mostRecent));
    const newest = items(facts.articles.slice(0, mostRecent).map(({ id }) => id));
    return [
      ...(fresh.length > 0 ? [separator(vscode.l10n.t('New')), ...fresh] : []),
      ...(recent.length > 0 ? [separator(vscode.l10n.t('Recently read')), ...recent] : []),
      separator(vscode.l10n.t('Latest posts')),
      ...newest,
    ];
  }

  #accept(): void {
    const [item] = this.#pick.selectedItems;
    if (item && 'query' in item) {
      this.#pick.value = item.query;
      void this.#show();
    } else if (item && 'article' in item) {
      this.#pick.hide();
      void this.deps.open(item.article.id, { landing: landingOf(this.#query, item.article) });
    }
  }

  async #press(item: Item, button: vscode.QuickInputButton): Promise<void> {
    if (!('article' in item)) return;
    const { id } = item.article;
    if (button === this.#buttons.list) return this.deps.marks.set('listed', [id], true);
    this.#pick.hide();
    if (button === this.#buttons.cite) await vscode.commands.executeCommand('scientificSpaces.citeArticle', id);
    else await this.deps.open(id, { aside: true, landing: landingOf(this.#query, item.article) });
  }
}

/** What to go to and mark: the terms, unless the title alone is what was looked for. */
function landingOf(query: Query, article: ArticleSummary): Landing | undefined {
  const terms = query.terms.filter(({ isNegated }) => !isNegated).map(({ folded }) => folded);
  if (terms.length === 0 || query.field === 'title') return undefined;
  return matchTitle(query, article.title).length >= terms.length ? undefined : { terms };
}

/** Rows come best first. VS Code would move those up whose labels match; the property that stops it is not in its published types. */
function keepOurOrder(pick: vscode.QuickPick<Item>): void {
  try {
    (pick as { sortByLabel?: boolean }).sortByLabel = false;
  } catch {
    // an older or stricter host: its order then holds
  }
}
