import * as vscode from 'vscode';
import type { ReadingMarks } from '../../core/store/readingMarks';
import { postDragController } from '../citation/treeDrag';
import type { Reader } from '../reader';
import { readSettings } from '../settings';
import { ArticleTree, type Row } from '../tree/articleTree';
import { describeFailure, showFailure } from '../userErrors';
import { BlogCommands } from './blogCommands';
import { blogNodes } from './blogNodes';

const hourMs = 60 * 60 * 1000;

/** Shows the blogs that the user has added, and lets them be added, refreshed, removed, and carried to other readers. */
export function registerOtherBlogs(reader: Reader, marks: ReadingMarks, log: vscode.LogOutputChannel): vscode.Disposable {
  const tree = new ArticleTree(async () => blogNodes(await (await reader.reading()).shelf.blogs()), marks);
  const view = vscode.window.createTreeView<Row>('scientificSpaces.blogs', { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true, dragAndDropController: postDragController });
  const blogCommands = new BlogCommands(reader, marks, log, () => tree.refresh());
  const commands: Record<string, (target?: unknown) => Promise<unknown>> = {
    addBlog: () => blogCommands.add(),
    refreshBlogs: (target) => blogCommands.refresh(target),
    removeBlog: (target) => blogCommands.remove(target),
    importBlogs: () => blogCommands.importOpml(),
    exportBlogs: () => blogCommands.exportOpml(),
  };
  return vscode.Disposable.from(
    view,
    marks.onDidChange((mark) => mark !== 'read' && tree.refresh()),
    refreshWhileInUse(view, reader, blogCommands, log),
    ...Object.entries(commands).map(([name, command]) =>
      vscode.commands.registerCommand(`scientificSpaces.${name}`, (target?: unknown) => command(target).catch((error: unknown) => showFailure(error, log))),
    ),
  );
}

/** Each blog at most once an hour, and only when somebody looks. A failure is for the log: nobody asked. */
function refreshWhileInUse(view: vscode.TreeView<Row>, reader: Reader, blogCommands: BlogCommands, log: vscode.LogOutputChannel): vscode.Disposable {
  const triedAt = new Map<string, number>();
  const look = async (): Promise<void> => {
    if (!view.visible || !readSettings().refreshAutomatically) return;
    for (const { key, title, checkedAt } of await (await reader.reading()).shelf.blogs()) {
      const now = Date.now();
      if (now - Math.max(checkedAt, triedAt.get(key) ?? 0) < hourMs) continue;
      triedAt.set(key, now);
      await blogCommands.refreshOne(key).catch((error: unknown) => log.info(`No news from ${title}: ${describeFailure(error)}`));
    }
  };
  return view.onDidChangeVisibility(() => void look().catch((error: unknown) => log.warn('The other blogs could not be looked at.', error)));
}
