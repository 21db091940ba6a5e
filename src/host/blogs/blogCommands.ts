import * as vscode from 'vscode';
import type { FeedLink } from '../../core/feeds/findFeeds';
import type { OtherBlog } from '../../core/feeds/otherBlog';
import { isReaderError } from '../../core/model/errors';
import type { ReadingMarks } from '../../core/store/readingMarks';
import type { Reading } from '../createReading';
import { postCount } from '../postCount';
import type { Reader } from '../reader';
import { describeFailure, runForUser } from '../userErrors';
import { isBlogNode } from './blogNodes';

const opmlFilter = (): Record<string, string[]> => ({ [vscode.l10n.t('Lists of blogs (OPML)')]: ['opml', 'xml'] });

/** What can be done with the blogs that the user adds. */
export class BlogCommands {
  constructor(
    private readonly reader: Reader,
    private readonly marks: ReadingMarks,
    private readonly log: vscode.LogOutputChannel,
    private readonly showChange: () => void,
  ) {}

  /** Asks for an address, which may be typed already, and adds the blog there. */
  async add(typed = ''): Promise<void> {
    const address = await vscode.window.showInputBox({
      title: vscode.l10n.t('Add Blog'),
      prompt: vscode.l10n.t('Address of the blog, or of its feed (RSS, Atom, JSON Feed)'),
      placeHolder: 'https://',
      value: typed,
      ignoreFocusOut: true,
      validateInput: (text) => (isAddress(text) ? undefined : vscode.l10n.t('This is no web address. It must begin with http:// or https://.')),
    });
    if (address) await this.#addAt(address.trim());
  }

  #addAt(address: string): Thenable<void> {
    // the address may be what is wrong
    const retry = (): Promise<void> => this.add(address);
    return runForUser(this.log, vscode.l10n.t('Adding {0}…', address), (signal) => this.#addNow(address, signal), { retry });
  }

  async #addNow(address: string, signal: AbortSignal): Promise<void> {
    const { blogs } = await this.reader.reading();
    try {
      const { title, entries } = await blogs.add(address, signal, chooseFeed);
      this.showChange();
      vscode.window.setStatusBarMessage(vscode.l10n.t('{0} was added with {1}.', title, postCount(entries.length)), 5000);
      await vscode.commands.executeCommand('scientificSpaces.blogs.focus');
    } catch (error) {
      if (!isReaderError(error) || error.reason !== 'notChosen') throw error;
    }
  }

  /** Asks the blog of a row, or all of them, for new posts. */
  async refresh(target: unknown): Promise<void> {
    const { shelf } = await this.reader.reading();
    const blogs = (await shelf.blogs()).filter(({ key }) => !isBlogNode(target) || key === target.blogKey);
    await this.#forEach(vscode.l10n.t('Asking {0} blogs for new posts…', blogs.length), blogs, ({ title }) => title, async ({ key }, signal) => {
      await this.refreshOne(key, signal);
    });
  }

  /** Rejects with a ReaderError. New posts are marked. */
  async refreshOne(key: string, signal?: AbortSignal): Promise<void> {
    const { added } = await (await this.reader.reading()).blogs.refresh(key, signal);
    if (added.length === 0) return;
    await this.marks.set('new', added.map(({ id }) => id), true);
    this.showChange();
  }

  /** Removes the blog of a row, else one that the user chooses. */
  async remove(target: unknown): Promise<void> {
    const { blogs, shelf } = await this.reader.reading();
    const blog = isBlogNode(target) ? { key: target.blogKey } : await pickBlog(await shelf.blogs());
    if (!blog) return;
    const gone = (await shelf.blogs()).find(({ key }) => key === blog.key)?.entries ?? [];
    await blogs.remove(blog.key);
    for (const mark of ['new', 'listed'] as const) {
      const ids = gone.map(({ id }) => id).filter((id) => this.marks.has(mark, id));
      if (ids.length > 0) await this.marks.set(mark, ids, false);
    }
    this.showChange();
  }

  /** Adds the blogs of an OPML file; one that cannot be had does not stop the others. */
  async importOpml(): Promise<void> {
    const [file] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Import Blogs'), filters: opmlFilter() })) ?? [];
    if (!file) return;
    const { blogs } = await this.reader.reading();
    const subscriptions = await blogs.readOpml(await vscode.workspace.fs.readFile(file));
    if (subscriptions.length === 0) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The file names no blog that can be added.'));
      return;
    }
    const before = new Set((await blogs.list()).map(({ key }) => key));
    const read = new Set<string>();
    await this.#forEach(vscode.l10n.t('Adding {0} blogs…', subscriptions.length), subscriptions, ({ title, feedUrl }) => title || feedUrl, async ({ feedUrl }, signal) => {
      read.add((await blogs.add(feedUrl, signal)).key);
    });
    this.showChange();
    const known = [...read].filter((key) => before.has(key)).length;
    if (read.size > 0) vscode.window.setStatusBarMessage(describeImport(read.size - known, known), 5000);
  }

  async exportOpml(): Promise<void> {
    const { blogs }: Reading = await this.reader.reading();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const file = await vscode.window.showSaveDialog({ title: vscode.l10n.t('Export Blogs'), filters: opmlFilter(), ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'blogs.opml') }) });
    if (!file) return;
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(await blogs.writeOpml(vscode.l10n.t('Blogs'))));
    vscode.window.setStatusBarMessage(vscode.l10n.t('The list of blogs is now in {0}.', vscode.workspace.asRelativePath(file)), 5000);
  }

  /** One after the other, with a notice; says once, at the end, which failed. */
  #forEach<Item>(title: string, items: readonly Item[], nameOf: (item: Item) => string, work: (item: Item, signal: AbortSignal) => Promise<void>): Thenable<void> {
    return runForUser(this.log, title, async (signal, progress) => {
      const failures: string[] = [];
      for (const item of items) {
        progress.report({ message: nameOf(item), increment: 100 / items.length });
        try {
          await work(item, signal);
        } catch (error) {
          if (signal.aborted) return;
          this.log.warn(`${nameOf(item)}:`, error);
          failures.push(`${nameOf(item)}: ${describeFailure(error)}`);
        }
      }
      const [first] = failures;
      if (first === undefined) return;
      const message = failures.length === 1 ? first : vscode.l10n.t('{0} of {1} blogs could not be read; the log names them. {2}', failures.length, items.length, first);
      const showLog = vscode.l10n.t('Show Log');
      void vscode.window.showWarningMessage(message, showLog).then((chosen) => chosen === showLog && this.log.show());
    });
  }
}

/** Where a page names several feeds, the user says which. */
async function chooseFeed(feeds: readonly FeedLink[]): Promise<FeedLink | undefined> {
  const items = feeds.map((feed) => ({ label: feed.title || feed.url, description: feed.title ? feed.url : '', feed }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('The page names several feeds. Which one?'), ignoreFocusOut: true }))?.feed;
}

async function pickBlog(blogs: readonly OtherBlog[]): Promise<OtherBlog | undefined> {
  const items = blogs.map((blog) => ({ label: blog.title, description: blog.siteUrl ?? blog.feedUrl, blog }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which blog shall be removed?') }))?.blog;
}

function describeImport(added: number, known: number): string {
  const { l10n } = vscode;
  return known === 0 ? l10n.t('Added: {0}.', blogCount(added)) : l10n.t('Added: {0}. Already there: {1}.', blogCount(added), blogCount(known));
}

function blogCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 blog') : vscode.l10n.t('{0} blogs', count);
}

/** A host may be typed without its scheme. */
function isAddress(text: string): boolean {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) && !/\s/.test(address);
}
