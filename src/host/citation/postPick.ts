import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import type { Library } from '../library';

/** What the picker says of a post that the document has to do with already. */
export type PostMark = 'document' | 'bibliography';

interface PostItem extends vscode.QuickPickItem {
  readonly article: ArticleSummary;
}

/**
 * Asks for one post or, behind the button in the title bar, for several; `undefined` when the user changes their mind.
 *
 * @param findMarks marks come in when they are found: nobody waits for them
 */
export async function pickPosts(library: Library, title: string, findMarks?: (articles: readonly ArticleSummary[]) => Promise<ReadonlyMap<string, PostMark>>): Promise<readonly ArticleSummary[] | undefined> {
  const quickPick = vscode.window.createQuickPick<PostItem>();
  const oneOrSeveral = new OneOrSeveral(quickPick);
  quickPick.title = title;
  quickPick.matchOnDescription = true;
  quickPick.busy = true;
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
    quickPick.items = articles.map((article) => toItem(article));
    void findMarks?.(articles).then(
      (marks) => showMarks(quickPick, marks),
      () => undefined, // a bibliography that cannot be read says so when the entry goes into it
    );
    quickPick.busy = false;
    return await chosen;
  } finally {
    quickPick.dispose();
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

function showMarks(quickPick: vscode.QuickPick<PostItem>, marks: ReadonlyMap<string, PostMark>): void {
  if (marks.size === 0) return;
  const { items, activeItems, selectedItems } = quickPick;
  const marked = new Map(items.map((item) => [item.article.id, marks.has(item.article.id) ? toItem(item.article, marks.get(item.article.id)) : item]));
  const again = (before: readonly PostItem[]): PostItem[] => before.flatMap(({ article }) => marked.get(article.id) ?? []);
  quickPick.keepScrollPosition = true;
  quickPick.items = [...marked.values()];
  quickPick.activeItems = again(activeItems);
  if (quickPick.canSelectMany) quickPick.selectedItems = again(selectedItems);
}

function toItem(article: ArticleSummary, mark?: PostMark): PostItem {
  const { title, date } = article;
  const words = { document: `  $(quote) ${vscode.l10n.t('cited in this document')}`, bibliography: `  $(book) ${vscode.l10n.t('in the bibliography')}` };
  return { label: title, description: mark ? date + words[mark] : date, article };
}
