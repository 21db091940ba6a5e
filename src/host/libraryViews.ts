import * as vscode from 'vscode';
import type { FileStorage } from '../core/ports';
import type { ReadingMarks } from '../core/store/readingMarks';
import { postDragController } from './citation/treeDrag';
import type { Library, LibraryChange } from './library';
import type { TreeFilter } from './search/treeFilter';
import { readSettings } from './settings';
import { archiveNodes } from './tree/archiveNodes';
import { articlesOf } from './tree/articleTargets';
import { ArticleTree, type Row, type TreeNode } from './tree/articleTree';
import { KeptRows } from './tree/keptRows';
import { seriesNodes } from './tree/seriesNodes';
import { describeFailure, runForUser } from './userErrors';

const minuteMs = 60 * 1000;

export interface LibraryViewDeps {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly filter: TreeFilter;
  /** Keeps the topmost rows for the next window. */
  readonly storage: FileStorage;
  readonly log: vscode.LogOutputChannel;
}

export interface LibraryViews extends vscode.Disposable {
  /** Fires when somebody looks at one of the views. */
  readonly onDidUse: vscode.Event<void>;
}

/** Shows all posts by series and by date and those on the reading list, and looks for new ones while a view is in use. */
export function registerLibraryViews({ library, marks, filter, storage, log }: LibraryViewDeps): LibraryViews {
  const groups = {
    series: new KeptRows('series', async () => seriesNodes(await library.load()), storage, log),
    archive: new KeptRows('archive', async () => archiveNodes(await library.load()), storage, log),
  };
  const rowsOf = (kept: KeptRows) => async (): Promise<readonly Row[]> => (filter.isOn ? filter.apply(await kept.groups()) : kept.rows());
  const trees = {
    series: new ArticleTree(rowsOf(groups.series), marks),
    archive: new ArticleTree(rowsOf(groups.archive), marks),
    list: new ArticleTree(async () => filter.apply(await listNodes(library, marks)), marks),
  };
  const views = Object.entries(trees).map(([name, treeDataProvider]) =>
    vscode.window.createTreeView<Row>(`scientificSpaces.${name}`, { treeDataProvider, showCollapseAll: name !== 'list', canSelectMany: true, dragAndDropController: postDragController }),
  );
  const refreshAll = (): void => Object.values(trees).forEach((tree) => tree.refresh());
  const used = new vscode.EventEmitter<void>();
  const lifetime = vscode.Disposable.from(
    ...views,
    ...Object.values(groups),
    groups.series.onDidOutdate(() => trees.series.refresh()),
    groups.archive.onDidOutdate(() => trees.archive.refresh()),
    used,
    ...views.map((view) => view.onDidChangeVisibility(({ visible }) => visible && used.fire())),
    library.onDidChange(refreshAll),
    filter.onDidChange(() => {
      for (const view of views) view.message = filter.message;
      refreshAll();
    }),
    marks.onDidChange((mark) => mark !== 'read' && refreshAll()),
    showNewPosts(views[0] as vscode.TreeView<Row>, library, marks, log),
    refreshWhileInUse(views, library, log),
    registerRefresh(library, log),
    registerMarkCommands(marks),
  );
  return { onDidUse: used.event, dispose: () => void lifetime.dispose() };
}

async function listNodes(library: Library, marks: ReadingMarks): Promise<TreeNode[]> {
  await marks.load();
  const listed = await Promise.all(marks.all('listed').map((id) => library.find(id)));
  return listed.filter((article) => article !== undefined).map((article) => ({ kind: 'article', article, group: 'list' }));
}

/** Marks posts that a refresh found, counts them on the view, and tells who asked to be told. */
function showNewPosts(view: vscode.TreeView<Row>, library: Library, marks: ReadingMarks, log: vscode.LogOutputChannel): vscode.Disposable {
  const count = (): void => {
    const value = marks.all('new').length;
    view.badge = value === 0 ? undefined : { value, tooltip: value === 1 ? vscode.l10n.t('1 new post') : vscode.l10n.t('{0} new posts', value) };
  };
  void marks.load().then(count);
  return vscode.Disposable.from(
    marks.onDidChange(count),
    library.onDidChange(async ({ news }) => {
      const [first] = news;
      if (!first) return;
      try {
        await marks.set('new', news.map(({ id }) => id), true);
      } catch (error) {
        log.warn('New posts could not be marked.', error);
      }
      if (!readSettings().notifyNewArticles) return;
      const open = vscode.l10n.t('Open');
      const message = news.length === 1 ? vscode.l10n.t('New on the blog: {0}', first.title) : vscode.l10n.t('{0} new posts on the blog, the latest: {1}', news.length, first.title);
      if ((await vscode.window.showInformationMessage(message, open)) === open) await vscode.commands.executeCommand('scientificSpaces.openArticle', first.id);
    }),
  );
}

function registerMarkCommands(marks: ReadingMarks): vscode.Disposable {
  const setListed = (value: boolean) => async (target: unknown, selected?: readonly unknown[]) => marks.set('listed', (await articlesOf(target, selected)).map(({ id }) => id), value);
  return vscode.Disposable.from(
    vscode.commands.registerCommand('scientificSpaces.addToList', setListed(true)),
    vscode.commands.registerCommand('scientificSpaces.removeFromList', setListed(false)),
    vscode.commands.registerCommand('scientificSpaces.clearNewMarks', () => marks.set('new', marks.all('new'), false)),
  );
}

function registerRefresh(library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
  const refresh = (): Thenable<void> =>
    runForUser(
      log,
      vscode.l10n.t('Asking the blog for new posts…'),
      async (signal) => {
        vscode.window.setStatusBarMessage(describeChange(await library.refresh({ scope: 'complete', priority: 'person' }, signal)), 5000);
      },
      { retry: refresh },
    );
  return vscode.commands.registerCommand('scientificSpaces.refresh', refresh);
}

function describeChange({ added, news }: LibraryChange): string {
  if (news.length === 1) return vscode.l10n.t('1 new post.');
  if (news.length > 0) return vscode.l10n.t('{0} new posts.', news.length);
  return added.length > 0 ? vscode.l10n.t('{0} posts are listed now.', added.length) : vscode.l10n.t('No new posts.');
}

/** At most once an hour (the index keeps the time), and only while somebody looks. A failure is for the log: nobody asked. */
function refreshWhileInUse(views: readonly vscode.TreeView<Row>[], library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
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
