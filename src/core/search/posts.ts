import { newestFirstInSteps } from '../catalogue/order';
import { findSeriesInSteps, type Series } from '../catalogue/series';
import type { ArticleSummary } from '../model/article';
import { eachInSteps, type Steps } from '../util/slices';
import { TitleIndex } from './titleIndex';

/** All posts that can be found, numbered as they come: newest first. */
export interface Posts {
  readonly articles: readonly ArticleSummary[];
  readonly series: readonly Series[];
  readonly titles: TitleIndex;
  /** By id. */
  readonly numbers: ReadonlyMap<string, number>;
}

export function* makePosts(unordered: readonly ArticleSummary[]): Steps<Posts> {
  const articles = yield* newestFirstInSteps(unordered);
  const numbers = new Map<string, number>();
  yield* eachInSteps(articles, ({ id }, post) => numbers.set(id, post));
  const series = yield* findSeriesInSteps(articles);
  return { articles, series, titles: yield* TitleIndex.inSteps(articles, series), numbers };
}
