import * as vscode from 'vscode';
import { isReaderError, type ReaderError } from '../core/model/errors';

/** Adapts VS Code's token to the signal that the core and fetch speak. */
export function toAbortSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** What happened, in the user's words, without a full stop where more follows. */
export function describeFailure(error: unknown): string {
  if (!isReaderError(error)) return error instanceof Error ? error.message : String(error);
  const { l10n } = vscode;
  switch (error.kind) {
    case 'unreachable':
      if (error.reason === 'zotero') return l10n.t('Zotero does not answer on this computer. Start it, then try again.');
      return describeUnreachable(error);
    case 'busy':
      return error.retryAfterSeconds === undefined
        ? l10n.t('The blog asks for a pause. Try again in a few minutes.')
        : l10n.t('The blog asks for a pause of {0} seconds. Try again after that.', error.retryAfterSeconds);
    case 'notFound':
      if (error.reason === 'address') return l10n.t('There is nothing at this address. Check it, or enter the address of a page of the blog: its feed is found from there.');
      if (error.reason === 'feed') return l10n.t('The feed of the blog is no longer at its address. Add the blog again by the address of its home page.');
      return l10n.t('The blog has no such page any more.');
    case 'refused':
      if (error.reason === 'zotero') return l10n.t('Zotero did not take the posts. Select a collection there that can be changed, then try again.');
      return describeRefused(error);
    case 'storage':
      if (error.reason === 'editRefused') return l10n.t('{0} could not be changed: it is read-only, or was changed meanwhile. Nothing was written. Make it writable or choose another file, then try again.', nameOf(error.url));
      if (error.reason === 'notSaved') return l10n.t('{0} has the change, but could not be saved. Save it by hand, then try again.', nameOf(error.url));
      if (error.reason === 'brokenOff') return l10n.t('{0} is left from a change that broke off, so nothing was written. Take from it what the file beside it lacks, delete it, then try again.', nameOf(error.url));
      return l10n.t('The disk did not take the file. Free some space or check the permissions, then try again.');
    case 'unreadable':
      return describeUnreadable(error);
  }
}

function describeUnreachable({ reason }: ReaderError): string {
  const { l10n } = vscode;
  switch (reason) {
    case 'timeout':
      return l10n.t('The blog did not answer in time. Try again later.');
    case 'cut':
      return l10n.t('The connection broke off before all had arrived. Try again.');
    case 'server':
      return l10n.t('The blog has a fault of its own at the moment. Try again later.');
    default:
      return l10n.t('The blog could not be reached. Check the network connection, then try again.');
  }
}

function describeRefused({ reason }: ReaderError): string {
  const { l10n } = vscode;
  switch (reason) {
    case 'robots':
    case 'path':
      return l10n.t('The blog asks programs not to read this page. Open it in the browser.');
    case 'private':
      return l10n.t('The address lies in a private network and was not typed by you, so it was not followed.');
    case 'downgrade':
      return l10n.t('The blog sent from a secure address to an insecure one, which was not followed.');
    case 'scheme':
      return l10n.t('This is no web address. It must begin with http:// or https://.');
    default:
      return l10n.t('The address leads away from the blog, so it was not followed.');
  }
}

function describeUnreadable(error: ReaderError): string {
  const { l10n } = vscode;
  switch (error.reason) {
    case 'captive':
      return l10n.t('The network answered with a page of its own, perhaps a login. Sign in to the network, then try again.');
    case 'cut':
    case 'empty':
      return l10n.t('The page arrived incomplete. Try again.');
    case 'encoding':
      return l10n.t('{0} is in an encoding that could not be recognised, so nothing was written. Reopen it with its encoding, then try again.', nameOf(error.url));
    case 'notCsl':
      return l10n.t('{0} is no CSL style that can be read. Choose another file, for instance one of citationstyles.org.', nameOf(error.url));
    case 'dependentCsl':
      return l10n.t('{0} only names another style as its parent. Choose the file of that style.', nameOf(error.url));
    case 'noStyleFile':
      return l10n.t('The style {0} is not there any more. Choose another one.', nameOf(error.url));
    case 'mergeConflict':
      return l10n.t('{0} has an unresolved merge conflict, so nothing was written. Resolve it, then try again.', nameOf(error.url));
    case 'notABibliography':
      return l10n.t('{0} is no bibliography that entries can be added to, so nothing was written. Choose another file or mend it.', nameOf(error.url));
    case 'shrunk':
      return l10n.t('The list of posts that arrived is incomplete, so the old one was kept. Try again later.');
    case 'gate':
    case 'forbidden':
      return l10n.t('The blog did not let this request in. Try again later, or open the page in the browser.');
    case 'charset':
      return l10n.t('The page arrived in an unknown encoding, so its characters would be wrong. Try again later.');
    case 'tooLarge':
      return l10n.t('What arrived is larger than any page or picture of a blog, so it was not read.');
    case 'notImage':
      return l10n.t('What arrived is no picture.');
    case 'redirects':
      return l10n.t('The blog redirects in circles.');
    case 'title':
      return l10n.t('The blog answered with a different post. Try again later.');
    case 'notFeed':
      return l10n.t('What is at this address is no feed (RSS, Atom or JSON Feed).');
    case 'noFeed':
      return l10n.t('The page names no feed. Enter the address of the feed itself.');
    case 'notOpml':
      return l10n.t('The file is no list of blogs (OPML).');
    case 'noText':
      return l10n.t('No text of the post was found on its page. Open it in the browser.');
    case 'damaged':
      return l10n.t('The feed arrived damaged. Try again later.');
    case 'layout':
      return l10n.t('The page could not be read: its layout is not the one this extension knows. Look for an update of the extension.');
    case 'otherPost':
      return l10n.t('The blog answered with a different post. Try again later.');
    default:
      return l10n.t('What arrived is not a whole page of the blog. Try again later.');
  }
}

const nameOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));

export interface WayOut {
  readonly retry?: () => unknown;
  /** Address to offer in the browser. */
  readonly url?: string;
}

/** Tells the user once what failed, with a way out; the details go to the log. */
export async function showFailure(error: unknown, log: vscode.LogOutputChannel, wayOut: WayOut = {}): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const retry = vscode.l10n.t('Retry');
  const browser = vscode.l10n.t('Open in Browser');
  const showLog = vscode.l10n.t('Show Log');
  const actions = [...(wayOut.retry ? [retry] : []), ...(wayOut.url ? [browser] : []), showLog];
  const chosen = await vscode.window.showErrorMessage(describeFailure(error), ...actions);
  if (chosen === retry) wayOut.retry?.();
  else if (chosen === browser && wayOut.url) await vscode.env.openExternal(vscode.Uri.parse(wayOut.url, true));
  else if (chosen === showLog) log.show();
}

/** Runs what the user asked for with a cancellable notice; on failure says so once. Being cancelled is no failure. */
export function runForUser(
  log: vscode.LogOutputChannel,
  title: string,
  action: (signal: AbortSignal, progress: vscode.Progress<{ message?: string; increment?: number }>) => Promise<void>,
  wayOut: WayOut = {},
): Thenable<void> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const signal = toAbortSignal(token);
    try {
      await action(signal, progress);
    } catch (error) {
      if (!signal.aborted) void showFailure(error, log, wayOut);
    }
  });
}
