import * as vscode from 'vscode';
import type { ArticleSummary } from '../core/model/article';
import type { DownloadJob, DownloadJournal } from '../core/store/downloadJournal';
import type { DownloadProgress, DownloadResult } from '../core/store/downloads';
import type { ReadingMarks } from '../core/store/readingMarks';
import { groupBy } from '../core/util/groupBy';
import type { Library } from './library';
import { postCount } from './postCount';
import type { Reader } from './reader';
import { seriesOf } from './seriesOf';
import { articlesOf, groupName } from './tree/articleTargets';
import { describeFailure, runForUser, showFailure } from './userErrors';

/** A set of posts that somebody may want without a network. */
interface DownloadSet {
  readonly name: string;
  readonly ids: readonly string[];
}
type Work = (options: { signal: AbortSignal; onProgress(progress: DownloadProgress): void }) => Promise<DownloadResult>;

/** What downloading needs of the rest of the extension. */
export interface DownloadDeps {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly reader: Reader;
  readonly journal: DownloadJournal;
  /** Fires when somebody looks at a view of the blog. */
  readonly onDidUse: vscode.Event<void>;
  readonly log: vscode.LogOutputChannel;
}

/** Registers downloading sets of posts, going on with what was cut off, and looking after the space it takes. */
export function registerDownloads({ library, marks, reader, journal, onDidUse, log }: DownloadDeps): vscode.Disposable {
  // A window that closes breaks its downloads off, so that another one may go on with them at once.
  const life = new AbortController();
  const run = (name: string, work: Work): Thenable<void> => runDownload(name, (options) => work({ ...options, signal: AbortSignal.any([options.signal, life.signal]) }), log);
  const start = (set: DownloadSet): Thenable<void> => run(set.name, async (options) => (await reader.reading()).downloads.start(set.name, set.ids, options));
  const resume = (job: DownloadJob): Thenable<void> => run(job.name, async (options) => (await reader.reading()).downloads.resume(job, options));

  const commands: Record<string, (target?: unknown, selected?: readonly unknown[]) => unknown> = {
    downloadGroup: async (target, selected) => {
      const articles = await articlesOf(target, selected);
      const name = (selected && selected.length > 1 ? undefined : groupName(target)) ?? postCount(articles.length);
      return articles.length > 0 ? start({ name, ids: articles.map(({ id }) => id) }) : undefined;
    },
    download: async () => {
      const unfinished = await (await reader.reading()).downloads.unfinished();
      const chosen = await pickSet(await downloadSets(library, marks), unfinished);
      if (chosen) await ('key' in chosen ? resume(chosen) : start(chosen));
    },
    storage: () => showStorage(reader, log),
  };
  return vscode.Disposable.from(
    { dispose: () => life.abort() },
    offerUnfinished(onDidUse, journal, resume, log),
    ...Object.entries(commands).map(([name, command]) =>
      vscode.commands.registerCommand(`scientificSpaces.${name}`, async (target?: unknown, selected?: readonly unknown[]) => {
        try {
          await command(target, selected);
        } catch (error) {
          void showFailure(error, log);
        }
      }),
    ),
  );
}

/**
 * Once in the life of a window, offers to go on with what an earlier one left: when a view is first looked at, not at the
 * start. What another window is at work on is looked at again when that one may have ended.
 */
function offerUnfinished(onDidUse: vscode.Event<void>, journal: DownloadJournal, resume: (job: DownloadJob) => unknown, log: vscode.LogOutputChannel): vscode.Disposable {
  const offered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => void offer().catch((error: unknown) => log.warn('Unfinished downloads could not be looked for.', error));
  const offer = async (): Promise<void> => {
    const { jobs, heldUntil } = await journal.unfinished();
    if (heldUntil !== undefined) timer = setTimeout(look, heldUntil - Date.now() + 1000);
    for (const job of jobs.filter(({ key }) => !offered.has(key))) {
      offered.add(job.key);
      const goOn = vscode.l10n.t('Continue');
      const forget = vscode.l10n.t('Cancel Download');
      const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('The download of {0} was not finished.', job.name), goOn, forget);
      if (chosen === goOn) await resume(job);
      if (chosen === forget) await journal.forget(job.key);
    }
  };
  const subscription = onDidUse(() => {
    subscription.dispose();
    look();
  });
  return vscode.Disposable.from(subscription, { dispose: () => clearTimeout(timer) });
}

function runDownload(name: string, work: Work, log: vscode.LogOutputChannel): Thenable<void> {
  return runForUser(log, vscode.l10n.t('Downloading {0}', name), async (signal, progress) => {
    let shown = 0;
    const onProgress = (state: DownloadProgress): void => {
      const percent = state.total === 0 ? 100 : ((state.done + state.failed) / state.total) * 100;
      progress.report({ message: progressText(state), increment: percent - shown });
      shown = percent;
    };
    const result = await work({ signal, onProgress });
    if (result.kind === 'cancelled') return; // `Download…` offers to go on
    if (result.kind === 'stopped') {
      const message = vscode.l10n.t('{0}: {1} of {2} posts are there. {3}', name, result.done, result.total, describeFailure(result.error));
      const again = vscode.l10n.t('Continue');
      void vscode.window.showWarningMessage(message, again).then((chosen) => (chosen === again ? runDownload(name, work, log) : undefined));
      return;
    }
    const lost = result.failed.length > 0 ? vscode.l10n.t(' {0} could not be fetched; the log names them.', result.failed.length) : '';
    for (const { id, error } of result.failed) log.warn(`Not downloaded: ${id}`, error);
    vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: {1} can be read without a network.', name, postCount(result.done)) + lost, 10_000);
  });
}

function progressText({ done, total, secondsLeft, waitSeconds }: DownloadProgress): string {
  const count = vscode.l10n.t('{0} of {1}', done, total);
  if (waitSeconds !== undefined) return vscode.l10n.t('{0}; the blog asks for a pause of {1} s', count, waitSeconds);
  if (secondsLeft === undefined || done === total) return count;
  return secondsLeft < 90 ? vscode.l10n.t('{0}, about {1} s left', count, Math.ceil(secondsLeft)) : vscode.l10n.t('{0}, about {1} min left', count, Math.round(secondsLeft / 60));
}

/** Everything, the reading list, and each series, category, year and tag. */
async function downloadSets(library: Library, marks: ReadingMarks): Promise<Map<string, DownloadSet[]>> {
  await marks.load();
  const catalogue = await library.load();
  const { articles } = catalogue;
  const idsOf = (members: readonly ArticleSummary[]): string[] => members.map(({ id }) => id);
  const grouped = (keyOf: (article: ArticleSummary) => string | undefined): DownloadSet[] =>
    [...groupBy(articles, keyOf)].flatMap(([name, members]) => (name ? [{ name, ids: idsOf(members) }] : []));
  const tags = new Map<string, string[]>();
  for (const { id, tags: own } of articles) {
    for (const tag of own) {
      const ids = tags.get(tag);
      if (ids) ids.push(id);
      else tags.set(tag, [id]);
    }
  }
  const bySize = (a: DownloadSet, b: DownloadSet): number => b.ids.length - a.ids.length;
  return new Map([
    ['', [{ name: vscode.l10n.t('Everything'), ids: idsOf(articles) }, { name: vscode.l10n.t('Reading List'), ids: [...marks.all('listed')] }].filter(({ ids }) => ids.length > 0)],
    [vscode.l10n.t('Series'), (await seriesOf(catalogue)).map(({ name, members }) => ({ name, ids: members.map(({ id }) => id) }))],
    [vscode.l10n.t('Categories'), grouped(({ category }) => category).sort(bySize)],
    [vscode.l10n.t('Years'), grouped(({ date }) => date.slice(0, 4))],
    [vscode.l10n.t('Tags'), [...tags].map(([name, ids]) => ({ name, ids })).sort(bySize)],
  ]);
}

async function pickSet(sets: Map<string, DownloadSet[]>, unfinished: readonly DownloadJob[]): Promise<DownloadSet | DownloadJob | undefined> {
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, set: undefined });
  const item = (set: DownloadSet | DownloadJob) => ({ label: set.name, description: postCount(set.ids.length), set });
  const items = [
    ...(unfinished.length > 0 ? [separator(vscode.l10n.t('Continue')), ...unfinished.map(item)] : []),
    ...[...sets].flatMap(([group, members]) => [separator(group), ...members.map(item)]),
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('What shall be there without a network?') }))?.set;
}

async function showStorage(reader: Reader, log: vscode.LogOutputChannel): Promise<void> {
  const { storageUse } = await reader.reading();
  const { articles, images, bytes, downloadedBytes } = await storageUse.measure();
  const megabytes = (count: number): string => (count / 1_000_000).toFixed(1);
  const clearCache = vscode.l10n.t('Clear All but Downloads');
  const clearAll = vscode.l10n.t('Clear All');
  const message = vscode.l10n.t('{0}, {1} images: {2} MB, of which {3} MB were downloaded on purpose.', postCount(articles), images, megabytes(bytes), megabytes(downloadedBytes));
  const chosen = await vscode.window.showInformationMessage(message, { modal: true }, clearCache, clearAll);
  if (!chosen) return;
  await storageUse.clear({ downloads: chosen === clearAll });
  log.info(chosen === clearAll ? 'All kept articles were cleared.' : 'Kept articles that were not downloaded were cleared.');
}
