import * as vscode from 'vscode';
import type { SearchItem } from './searchRows';

/** The picker, in view at once, so that no key goes elsewhere while the rest of the search is loaded. */
export function createPick(value: string): vscode.QuickPick<SearchItem> {
  const pick = vscode.window.createQuickPick<SearchItem>();
  pick.placeholder = vscode.l10n.t('Title, pinyin, text or LaTeX · series: year: tag: category: is: in: "exact" -not');
  pick.value = value;
  // VS Code marks what is typed where it stands so in the passage, too.
  pick.matchOnDetail = true;
  keepOurOrder(pick);
  pick.show();
  return pick;
}

/** Rows come best first. VS Code would move those up whose labels match; the property that stops it is not in its published types. */
export function keepOurOrder(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
  try {
    (pick as { sortByLabel?: boolean }).sortByLabel = false;
  } catch {
    // an older or stricter host: its order then holds
  }
}
