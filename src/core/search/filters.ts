import type { ArticleSummary } from '../model/article';
import { foldText } from './fold';
import { ARTICLE_STATES, type ArticleState, type Filter } from './query';
import type { TitleIndex } from './titleIndex';

/** What the reader has done, by post id. `unread` is what is not in `read`. */
export type ArticleStates = Readonly<Partial<Record<Exclude<ArticleState, 'unread'>, ReadonlySet<string>>>>;

/**
 * Whether a post passes all filters.
 *
 * `series:`, `tag:` and `category:` take a part of the name; `year:` a year, a month (`2024-05`) or a range
 * (`2019-2021`); `is:` a state or its beginning. Alternatives of one filter are separated by commas.
 */
export function makeFilter(filters: readonly Filter[], titles: TitleIndex, states: ArticleStates): ((article: ArticleSummary) => boolean) | undefined {
  if (filters.length === 0) return undefined;
  const tests = filters.map(({ name, value, isNegated }) => {
    const alternatives = value.split(',').filter((part) => part !== '').map((part) => makeTest(name, part, titles, states));
    return (article: ArticleSummary) => alternatives.some((test) => test(article)) !== isNegated;
  });
  return (article) => tests.every((test) => test(article));
}

function makeTest(name: Filter['name'], value: string, titles: TitleIndex, states: ArticleStates): (article: ArticleSummary) => boolean {
  switch (name) {
    case 'series': {
      return ({ id }) => titles.foldedSeriesName(id)?.includes(value) ?? false;
    }
    case 'tag': {
      const holds = remembered((tag) => foldText(tag).includes(value));
      return ({ tags }) => tags.some(holds);
    }
    case 'category': {
      const holds = remembered((name) => foldText(name).includes(value));
      return ({ category }) => category !== undefined && holds(category);
    }
    case 'year': {
      const [from, to] = /^(\d{4})-(\d{4})$/.exec(value)?.slice(1) ?? [];
      if (from !== undefined && to !== undefined) return ({ date }) => date !== '' && date.slice(0, 4) >= from && date.slice(0, 4) <= to;
      return ({ date }) => date !== '' && date.startsWith(value);
    }
    case 'is': {
      const state = ARTICLE_STATES.find((known) => known.startsWith(value));
      if (state === undefined) return () => false;
      if (state === 'unread') return ({ id }) => !(states.read?.has(id) ?? false);
      return ({ id }) => states[state]?.has(id) ?? false;
    }
  }
}

/** Asks once for each of a few names that very many posts have. */
function remembered(test: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>();
  return (name) => {
    let answer = answers.get(name);
    if (answer === undefined) answers.set(name, (answer = test(name)));
    return answer;
  };
}
