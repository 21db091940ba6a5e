import * as vscode from 'vscode';
import type { FileStorage } from '../../core/ports';
import type { ArticleStates } from '../../core/search/filters';
import { parseQuery } from '../../core/search/query';
import { similarArticles } from '../../core/search/similarArticles';
import type { ArticleStore } from '../../core/store/articleStore';
import type { ReadingMarks } from '../../core/store/readingMarks';
import { inSlices, whileWanted } from '../../core/util/slices';
import type { OpenOptions } from '../articlePanel';
import type { Library } from '../library';
import type { DownloadOffer } from './downloadOffer';
import { SearchLibrary } from './searchLibrary';
import { SearchPick } from './searchPick';
import type { SearchItem } from './searchRows';

export interface SearchDeps {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly articles: ArticleStore;
  readonly storage: FileStorage;
  readonly offer: DownloadOffer;
  readonly log: vscode.LogOutputChannel;
  open(id: string, options: OpenOptions): Promise<void>;
}

export interface Search extends vscode.Disposable {
  /** Takes over the picker, which is in view and may have been typed into. It is disposed of when it closes. */
  pick(pick: vscode.QuickPick<SearchItem>): Promise<void>;
  /** Lets choose among the posts that are most like one. */
  similar(id: string): Promise<void>;
  /** The ids of all hits; `undefined` when the signal came first. */
  find(query: string, signal: AbortSignal): Promise<ReadonlySet<string> | undefined>;
  /** After more, or other, posts can be found. */
  onDidChange(listener: () => void): { dispose(): void };
}

/** Refills of the picker while texts come in. */
const refreshEveryMs = 300;

/** Connects the index and its picker. Nothing is read yet. */
export function createSearch(deps: SearchDeps): Search {
  const { marks, articles, log } = deps;
  const texts = new SearchLibrary(deps);
  const states = async (): Promise<ArticleStates> => {
    await marks.load();
    const stored = articles.storedIds().catch((error: unknown) => {
      log.warn('What is on the disk could not be told.', error);
      return [];
    });
    return { read: new Set(marks.all('read')), listed: new Set(marks.all('listed')), downloaded: new Set(await stored) };
  };
  return {
    onDidChange: (listener) => texts.onDidChange(listener),
    async pick(quickPick) {
      const index = await texts.index();
      // Of one opening: what is read or downloaded meanwhile counts the next time.
      const atOpening = states();
      const pick = new SearchPick(quickPick, deps, () => atOpening, index);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const more = texts.onDidChange(() => {
        timer ??= setTimeout(() => {
          timer = undefined;
          pick.refresh();
        }, refreshEveryMs);
      });
      pick.onDidClose(() => {
        more.dispose();
        clearTimeout(timer);
      });
      await pick.open();
    },
    async similar(id) {
      const index = await texts.index();
      const like = index.get(id);
      if (!like) return;
      const items = (await inSlices(similarArticles(like, index))).map((article) => ({ label: article.title, description: article.date, article }));
      const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Posts like {0}', like.title) });
      if (chosen) await deps.open(chosen.article.id, {});
    },
    async find(query, signal) {
      const index = await texts.index();
      const ranking = await whileWanted(index.searching(parseQuery(query), { states: await states() }), () => !signal.aborted);
      if (!ranking) return undefined;
      await whileWanted(ranking.count(), () => !signal.aborted);
      return signal.aborted ? undefined : new Set(ranking.all().map(({ article }) => article.id));
    },
    dispose: () => texts.dispose(),
  };
}
