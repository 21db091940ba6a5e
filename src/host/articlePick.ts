import * as vscode from 'vscode';
import type { ArticleSummary } from '../core/model/article';
import type { Library } from './library';

interface ArticlePickItem extends vscode.QuickPickItem {
  readonly article: ArticleSummary;
}

/** Asks for one post by its title; `undefined` when the user changes their mind. */
export async function pickArticle(library: Library, placeHolder: string): Promise<ArticleSummary | undefined> {
  const items = library.load().then(({ articles }) => articles.map(toItem));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return chosen?.article;
}

function toItem(article: ArticleSummary): ArticlePickItem {
  return { label: article.title, description: article.date, article };
}
