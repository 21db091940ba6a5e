import * as vscode from 'vscode';

/**
 * Asks which of the changes shown shall be made; what can be made is checked at first.
 *
 * @param onActive called as the user goes through the rows
 * @returns the checked rows; `undefined` when the user leaves
 */
export async function pickChecked<T extends vscode.QuickPickItem>(
  items: readonly T[],
  words: { readonly title: string; readonly placeholder: string },
  onActive: (item: T) => void,
  isChecked: (item: T) => boolean = () => true,
): Promise<readonly T[] | undefined> {
  const quickPick = vscode.window.createQuickPick<T>();
  Object.assign(quickPick, words);
  quickPick.canSelectMany = true;
  quickPick.matchOnDetail = true;
  quickPick.items = items;
  quickPick.selectedItems = items.filter((item) => item.kind !== vscode.QuickPickItemKind.Separator && isChecked(item));
  try {
    return await new Promise((resolve) => {
      quickPick.onDidChangeActive(([item]) => item && onActive(item));
      quickPick.onDidTriggerItemButton(({ item }) => onActive(item));
      quickPick.onDidAccept(() => resolve(quickPick.selectedItems));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    quickPick.dispose();
  }
}
