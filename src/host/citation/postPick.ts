import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import type { SearchIndex } from '../../core/search/searchIndex';
import { eachInSteps, inSlices, whileWanted, type Steps } from '../../core/util/slices';
import type { Library } from '../library';
import { keepOurOrder } from '../search/createPick';

/** What the picker says of a post that the document has to do with already. */
export type PostMark = 'document' | 'bibliography';

interface PostItem extends vscode.QuickPickItem {
  readonly article: ArticleSummary;
}

/**
 * Asks for one post or, behind the button in the title bar, for several; `undefined` when the user changes their mind.
 *
 * What is typed finds titles as the search does (pinyin, any piece of a title, series numbers), dates and marks.
 *
 * @param findMarks marks come in when they are found: nobody waits for them
 */
export async function pickPosts(library: Library, title: string, findMarks?: (articles: readonly ArticleSummary[]) => Promise<ReadonlyMap<string, PostMark>>): Promise<readonly ArticleSummary[] | undefined> {
  const quickPick = vscode.window.createQuickPick<PostItem>();
  const oneOrSeveral = new OneOrSeveral(quickPick);
  quickPick.title = title;
  quickPick.matchOnDescription = true;
  quickPick.busy = true;
  keepOurOrder(quickPick);
  const chosen = new Promise<readonly ArticleSummary[] | undefined>((resolve) => {
    quickPick.onDidAccept(() => {
      const items = oneOrSeveral.chosen();
      if (items.length > 0) resolve(items.map(({ article }) => article));
    });
    quickPick.onDidHide(() => resolve(undefined));
  });
  quickPick.show();
  try {
    const { articles } = await library.load();
    const rows = new PostRows(quickPick, articles);
    void findMarks?.(articles).then(
      (marks) => rows.mark(marks),
      () => undefined, // a bibliography that cannot be read says so when the entry goes into it
    );
    void import('../../parts/search').then(
      async ({ SearchIndex }) => {
        const index = new SearchIndex(articles);
        await inSlices(index.prepare());
        rows.searchWith(index);
      },
      () => undefined, // VS Code's own filter stays
    );
    quickPick.busy = false;
    return await chosen;
  } finally {
    quickPick.dispose();
  }
}

/** More than anybody looks through; fewer are drawn faster. */
const mostFound = 200;

/** The rows of a picker: all posts, or those that what is typed finds, best first. */
class PostRows {
  #marks: ReadonlyMap<string, PostMark> = new Map();
  #index: Pick<SearchIndex, 'finding'> | undefined;
  /** The text that the rows belong to. */
  #shownFor = '';
  /** What is shown was found for it; a later key makes the work for an earlier one moot. */
  #turn = 0;

  constructor(
    private readonly quickPick: vscode.QuickPick<PostItem>,
    private readonly articles: readonly ArticleSummary[],
  ) {
    quickPick.items = articles.map((article) => toItem(article));
    quickPick.onDidChangeValue((value) => {
      if (this.#index) void this.#fill();
      else this.#shownFor = value;
    });
    quickPick.onDidHide(() => this.#turn++);
  }

  mark(marks: ReadonlyMap<string, PostMark>): void {
    if (marks.size === 0) return;
    this.#marks = marks;
    this.#fillAgain();
  }

  searchWith(index: Pick<SearchIndex, 'finding'>): void {
    this.#index = index;
    if (this.quickPick.value.trim() !== '') this.#fillAgain();
  }

  /** Not under the hands of somebody who checks rows: a check that is on its way here would be lost. */
  #fillAgain(): void {
    if (!this.quickPick.canSelectMany) void this.#fill();
  }

  /** Checked rows stay, checked, whatever is typed; the row at hand stays at hand where the same is typed. */
  async #fill(): Promise<void> {
    const { quickPick } = this;
    const turn = ++this.#turn;
    const { value } = quickPick;
    const found = await whileWanted(this.#finding(value.trim()), () => turn === this.#turn);
    if (turn !== this.#turn) return;
    const sameValue = value === this.#shownFor;
    this.#shownFor = value;
    const { activeItems, selectedItems, canSelectMany } = quickPick;
    const checked = canSelectMany ? selectedItems.map(({ article }) => article) : [];
    const alwaysShow = this.#index !== undefined;
    const items = [...new Set([...(found ? checked : []), ...(found ?? this.articles)])].map((article) => ({ ...toItem(article, this.#marks.get(article.id)), alwaysShow }));
    const again = (before: readonly PostItem[]): PostItem[] => before.flatMap(({ article }) => items.find((item) => item.article.id === article.id) ?? []);
    quickPick.keepScrollPosition = sameValue;
    quickPick.items = items;
    quickPick.activeItems = sameValue ? again(activeItems) : items.slice(found ? checked.length : 0).slice(0, 1);
    if (canSelectMany) quickPick.selectedItems = again(selectedItems);
  }

  /** `undefined` for all. */
  *#finding(value: string): Steps<readonly ArticleSummary[] | undefined> {
    if (value === '' || !this.#index) return undefined;
    const ranking = yield* this.#index.finding(value, mostFound);
    const words = value.toLowerCase();
    const byDescription: ArticleSummary[] = [];
    yield* eachInSteps(this.articles, (article) => {
      if (toItem(article, this.#marks.get(article.id)).description?.toLowerCase().includes(words)) byDescription.push(article);
    });
    return [...ranking.first(mostFound).map(({ article }) => article), ...byDescription.slice(0, mostFound)];
  }
}

/** Switches a picker between taking one row at once and check boxes; the row at hand is then checked. */
class OneOrSeveral {
  readonly #several: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('checklist'), tooltip: vscode.l10n.t('Choose Several') };
  readonly #one: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('list-selection'), tooltip: vscode.l10n.t('Choose One') };

  constructor(private readonly quickPick: vscode.QuickPick<PostItem>) {
    quickPick.onDidTriggerButton(() => this.#toggle());
    this.#show();
  }

  /** The checked rows; without any, the row at hand. */
  chosen(): readonly PostItem[] {
    const { canSelectMany, selectedItems, activeItems } = this.quickPick;
    return canSelectMany && selectedItems.length > 0 ? selectedItems : activeItems.slice(0, 1);
  }

  #toggle(): void {
    const { quickPick } = this;
    const active = quickPick.activeItems;
    quickPick.canSelectMany = !quickPick.canSelectMany;
    quickPick.items = [...quickPick.items]; // rows get their check boxes when they are made
    quickPick.activeItems = active;
    if (quickPick.canSelectMany) quickPick.selectedItems = active;
    this.#show();
  }

  #show(): void {
    const { quickPick } = this;
    quickPick.buttons = [quickPick.canSelectMany ? this.#one : this.#several];
    quickPick.placeholder = quickPick.canSelectMany ? vscode.l10n.t('Check the posts, then press Enter') : vscode.l10n.t('Title of a post');
  }
}

function toItem(article: ArticleSummary, mark?: PostMark): PostItem {
  const { title, date } = article;
  const words = { document: `  $(quote) ${vscode.l10n.t('cited in this document')}`, bibliography: `  $(book) ${vscode.l10n.t('in the bibliography')}` };
  return { label: title, description: mark ? date + words[mark] : date, article };
}
