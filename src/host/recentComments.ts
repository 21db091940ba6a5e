import * as vscode from 'vscode';
import type { RecentComment } from '../core/blog/feed';
import type { Library } from './library';
import type { Reader } from './reader';
import { runForUser } from './userErrors';

interface CommentItem extends vscode.QuickPickItem {
  readonly comment: RecentComment;
}

/** Of a comment, what a line of the list has room for. */
const mostCharacters = 200;

/** Registers the list of the latest comments over all posts; each leads to its place below its post. */
export function registerRecentComments(library: Library, reader: Reader, log: vscode.LogOutputChannel): vscode.Disposable {
  const show = async (): Promise<void> => {
    const comments = await readRecent();
    if (!comments) return;
    const items = await Promise.all(comments.map((comment) => toItem(comment, library)));
    const placeHolder = comments.length > 0 ? vscode.l10n.t('Recent comments: choose one to read it below its post') : vscode.l10n.t('No comments yet.');
    const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
    if (chosen) await reader.open(chosen.comment.articleId, { landing: { anchor: `comment-${chosen.comment.id}` } });
  };
  const readRecent = async (): Promise<readonly RecentComment[] | undefined> => {
    let comments: readonly RecentComment[] | undefined;
    await runForUser(log, vscode.l10n.t('Asking the blog for recent comments…'), async (signal) => {
      comments = await (await reader.reading()).recentComments(signal);
    }, { retry: show });
    return comments;
  };
  return vscode.commands.registerCommand('scientificSpaces.recentComments', show);
}

async function toItem(comment: RecentComment, library: Library): Promise<CommentItem> {
  const { author, date, articleId, markdown } = comment;
  const title = (await library.find(articleId))?.title ?? articleId;
  const text = markdown.replace(/\s+/g, ' ').trim();
  return { label: author, description: `${date} · ${title}`, detail: text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text, comment };
}
