import * as vscode from 'vscode';
import type { ArticleSummary } from '../core/model/article';
import type { ReaderCommand } from '../protocol';
import type { Library } from './library';
import type { Reader } from './reader';
import { isArticleNode } from './tree/articleItem';

/** Commands of the reader's page that the palette, keys and its context menu can give. */
const readerCommands: readonly ReaderCommand[] = ['back', 'forward', 'copyFormula', 'copyFormulaWithNumber', 'copyMarkdown', 'nextMatch', 'previousMatch', 'toggleOutline'];

/** Registers what can be done with one article from a tree, the reader or the palette. */
export function registerArticleCommands(library: Library, reader: Reader, log: vscode.LogOutputChannel): vscode.Disposable {
  const withArticle = (action: (article: ArticleSummary) => unknown) => async (target?: unknown) => {
    const id = idOf(target) ?? reader.panel?.activeId;
    const article = id === undefined ? undefined : await library.find(id);
    if (article) await action(article);
  };
  const search = (): Thenable<unknown> => vscode.commands.executeCommand('scientificSpaces.search');
  const commands: Record<string, (target?: unknown) => unknown> = {
    // An id needs no catalogue: a link may lead to a post that the index does not know yet.
    openArticle: (target) => (idOf(target) === undefined ? search() : reader.open(idOf(target) as string)),
    openArticleAside: (target) => (idOf(target) === undefined ? undefined : reader.open(idOf(target) as string, { aside: true })),
    openInBrowser: withArticle(({ url }) => vscode.env.openExternal(vscode.Uri.parse(url, true))),
    copyLink: withArticle(({ url }) => vscode.env.clipboard.writeText(url)),
    showLog: () => log.show(),
    ...Object.fromEntries(readerCommands.map((name) => [`reader.${name}`, () => reader.panel?.command(name)])),
  };
  return vscode.Disposable.from(...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`scientificSpaces.${name}`, run)));
}

/** The article that a command was called for: an id, a row of a tree, or what the reader's context menu was opened on. */
export function idOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target === 'object' && target !== null && 'articleId' in target && typeof target.articleId === 'string') return target.articleId;
  return isArticleNode(target) ? target.article.id : undefined;
}
