import * as vscode from 'vscode';
import { findSeries, type Series } from '../../core/catalogue/series';
import type { ArticleSummary } from '../../core/model/article';
import type { FileStorage } from '../../core/ports';
import type { ArticleStates } from '../../core/search/filters';
import { similarArticles } from '../../core/search/similarArticles';
import type { ArticleStore } from '../../core/store/articleStore';
import type { ReadingMarks } from '../../core/store/readingMarks';
import type { OpenOptions } from '../articlePanel';
import type { Library } from '../library';
import { SearchLibrary } from './searchLibrary';
import { SearchPick } from './searchPick';

/** What the index and its pickers know about all posts at one moment. */
export interface SearchFacts {
  readonly articles: readonly ArticleSummary[];
  readonly series: readonly Series[];
  get(id: string): ArticleSummary | undefined;
  seriesOf(id: string): string | undefined;
}

export interface SearchDeps {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly articles: ArticleStore;
  readonly storage: FileStorage;
  readonly log: vscode.LogOutputChannel;
  facts(): SearchFacts;
  open(id: string, options: OpenOptions): Promise<void>;
}

export interface Search extends vscode.Disposable {
  /** Opens the picker, with something in its input. */
  pick(value?: string): Promise<void>;
  /** Lets choose among the posts that are most like one. */
  similar(id: string): Promise<void>;
}

/** Connects the index and its picker. Nothing is read yet. */
export function createSearch(deps: Omit<SearchDeps, 'facts'>): Search {
  const { library, marks, articles, storage, log } = deps;
  const texts = new SearchLibrary(library, articles, storage, log);
  let facts: SearchFacts | undefined;
  const subscription = library.onDidChange(() => (facts = undefined));
  const states = async (): Promise<ArticleStates> => {
    await marks.load();
    return { read: new Set(marks.all('read')), listed: new Set(marks.all('listed')), downloaded: new Set(await articles.storedIds()) };
  };
  return {
    async pick(value = '') {
      const index = await texts.index();
      const catalogue = await library.load();
      facts ??= factsOf(catalogue.articles);
      // Of one opening: what is read or downloaded meanwhile counts the next time.
      const atOpening = states();
      const pick = new SearchPick({ ...deps, facts: () => facts ?? factsOf(catalogue.articles) }, () => atOpening, index);
      const more = texts.onDidChange(() => pick.refresh());
      pick.onDidClose(() => more.dispose());
      await pick.open(value);
    },
    async similar(id) {
      const catalogue = await library.load();
      const like = catalogue.get(id);
      if (!like) return;
      const items = similarArticles(like, catalogue.articles).map((article) => ({ label: article.title, description: article.date, article }));
      const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Posts like {0}', like.title) });
      if (chosen) await deps.open(chosen.article.id, {});
    },
    dispose() {
      subscription.dispose();
      texts.dispose();
    },
  };
}

function factsOf(articles: readonly ArticleSummary[]): SearchFacts {
  const series = findSeries(articles);
  const byId = new Map(articles.map((article) => [article.id, article]));
  const names = new Map(series.flatMap(({ name, members }) => members.map(({ id }) => [id, name] as const)));
  return { articles, series, get: (id) => byId.get(id), seriesOf: (id) => names.get(id) };
}
