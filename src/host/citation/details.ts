import * as vscode from 'vscode';
import type { PlanOptions } from '../../core/citation/cite/model';
import type { ArticleSummary } from '../../core/model/article';
import type { PostToCite } from './insertCitation';

/** Posts with what is said about them, and how they stand in the sentence. */
export interface DetailedCitation {
  readonly posts: readonly PostToCite[];
  readonly options: PlanOptions;
}

/**
 * Asks what stands before the citation, where in each post, what stands behind, and whether the author belongs to the
 * sentence. An empty answer is none; `undefined` when the user leaves.
 */
export async function askDetails(articles: readonly ArticleSummary[]): Promise<DetailedCitation | undefined> {
  const steps = articles.length + 3;
  const ask = (step: number, subject: string, prompt: string, placeHolder: string): Thenable<string | undefined> =>
    vscode.window.showInputBox({ title: `${subject} (${step}/${steps})`, prompt, placeHolder, ignoreFocusOut: true });
  const all = articles.map(({ title }) => title).join(vscode.l10n.t(', '));
  const prefix = await ask(1, all, vscode.l10n.t('Prefix. Press Enter for none.'), vscode.l10n.t('see'));
  if (prefix === undefined) return undefined;
  const locators: string[] = [];
  for (const { title } of articles) {
    const prompt = vscode.l10n.t('Page, section or equation; a bare number is a page. Press Enter for none.');
    const locator = await ask(locators.length + 2, title, prompt, vscode.l10n.t('2, pp. 2-5, sec. 3, Eq. (5)'));
    if (locator === undefined) return undefined;
    locators.push(locator.trim());
  }
  const suffix = await ask(articles.length + 2, all, vscode.l10n.t('Suffix. Press Enter for none.'), vscode.l10n.t('and the posts it links to'));
  if (suffix === undefined) return undefined;
  const brackets = { label: vscode.l10n.t('In Brackets'), narrative: false };
  const sentence = { label: vscode.l10n.t('In the Sentence'), description: vscode.l10n.t('the author is a word of the sentence'), narrative: true };
  const form = await vscode.window.showQuickPick([brackets, sentence], { title: `${all} (${steps}/${steps})`, ignoreFocusOut: true });
  if (!form) return undefined;
  const posts = articles.map((article, index) => ({
    article,
    locator: locators[index] ?? '',
    prefix: index === 0 ? prefix.trim() : '',
    suffix: index === articles.length - 1 ? suffix.trim() : '',
  }));
  return { posts, options: { narrative: form.narrative } };
}
