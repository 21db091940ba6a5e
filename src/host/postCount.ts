import * as vscode from 'vscode';

/** How many posts, in the user's language, to stand alone or as the subject of a sentence: `1 post`, `12 posts`. */
export function postCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 post') : vscode.l10n.t('{0} posts', count);
}
