import type { ArticleSummary } from '../model/article';
import { atOnce, eachInSteps, sortInSteps, type Steps } from '../util/slices';

/** Ids as the blog counts them: `"9999"` before `"10000"`; ids of other blogs follow their text. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Newest first; posts of one day by descending id.
 *
 * A post without a date stands where its id says: with the day of the dated post that has the next lower id.
 * Returns `articles` itself when they are in order, which is the case for every catalogue read from disk.
 */
export function newestFirst(articles: readonly ArticleSummary[]): readonly ArticleSummary[] {
  return atOnce(newestFirstInSteps(articles));
}

/** As {@link newestFirst}, in steps. */
export function* newestFirstInSteps(articles: readonly ArticleSummary[]): Steps<readonly ArticleSummary[]> {
  const days = articles.some(({ date }) => date === '') ? yield* guessDays(articles) : undefined;
  const dayOf = (article: ArticleSummary): string => article.date || days?.get(article.id) || '';
  const compare = (a: ArticleSummary, b: ArticleSummary): number => {
    const [dayA, dayB] = [dayOf(a), dayOf(b)];
    return dayA === dayB ? compareIds(b.id, a.id) : dayA < dayB ? 1 : -1;
  };
  let inOrder = true;
  yield* eachInSteps(articles, (article, index) => {
    inOrder &&= index === 0 || compare(articles[index - 1] ?? article, article) <= 0;
  });
  return inOrder ? articles : yield* sortInSteps(articles, compare);
}

function* guessDays(articles: readonly ArticleSummary[]): Steps<Map<string, string>> {
  const days = new Map<string, string>();
  let day = '';
  const byId = yield* sortInSteps(articles, (a, b) => compareIds(a.id, b.id));
  yield* eachInSteps(byId, ({ id, date }) => {
    if (date !== '') day = date;
    else days.set(id, day);
  });
  return days;
}
