import * as vscode from 'vscode';
import type { Library } from './library';
import { readSettings } from './settings';
import { ArchiveTree } from './tree/archiveView';
import { SeriesTree } from './tree/seriesView';
import { describeFailure, runForUser } from './userErrors';

const minuteMs = 60 * 1000;

/** Shows all posts by series and by date, and looks for new ones while a view is in use. */
export function registerLibraryViews(library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
  const trees = { series: new SeriesTree(library), archive: new ArchiveTree(library) };
  const views = Object.entries(trees).map(([name, treeDataProvider]) =>
    vscode.window.createTreeView<unknown>(`scientificSpaces.${name}`, { treeDataProvider, showCollapseAll: true }),
  );
  return vscode.Disposable.from(...views, refreshWhileInUse(views, library, log), registerRefresh(library, log));
}

function registerRefresh(library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
  const refresh = (): Thenable<void> =>
    runForUser(
      log,
      vscode.l10n.t('Asking the blog for new posts…'),
      async (signal) => {
        const { added } = await library.refresh({ scope: 'complete', priority: 'person' }, signal);
        const message = added.length > 0 ? vscode.l10n.t('{0} new posts.', added.length) : vscode.l10n.t('No new posts.');
        vscode.window.setStatusBarMessage(message, 5000);
      },
      { retry: refresh },
    );
  return vscode.commands.registerCommand('scientificSpaces.refresh', refresh);
}

/** At most once an hour (the index keeps the time), and only while somebody looks. A failure is for the log: nobody asked. */
function refreshWhileInUse(views: readonly vscode.TreeView<unknown>[], library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
  const look = async (): Promise<void> => {
    if (!views.some(({ visible }) => visible) || !readSettings().refreshAutomatically || !(await library.isDue())) return;
    try {
      await library.refresh({ scope: 'recent', priority: 'background' });
    } catch (error) {
      log.info(`No news from the blog: ${describeFailure(error)}`);
    }
  };
  const timer = setInterval(() => void look(), 10 * minuteMs);
  return vscode.Disposable.from(
    { dispose: () => clearInterval(timer) },
    ...views.map((view) => view.onDidChangeVisibility(() => void look())),
  );
}
