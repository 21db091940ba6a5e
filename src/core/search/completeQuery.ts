import type { ArticleSummary } from '../model/article';
import type { Series } from '../catalogue/series';
import { foldText } from './fold';
import { ARTICLE_STATES, FILTER_NAMES, SEARCH_FIELDS, type FilterName } from './query';

/** A way to go on typing: `text` in place of the query's `[start, end)`. */
export interface Completion {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const UNFINISHED = /(?:^|\s)([-－]?)(?:(series|year|tag|category|is|in)[:：](["＂“]?)([^"＂”]*)|([a-z]{1,8}))$/iu;

/** Names of filters, and their values from what there is, for the word before the end of the query; the likeliest first. */
export function completeQuery(query: string, articles: readonly ArticleSummary[], series: readonly Series[], limit = 10): Completion[] {
  const [whole, minus = '', filter, quote = '', value = '', word] = UNFINISHED.exec(query) ?? [];
  if (whole === undefined || (quote === '' && /\s/.test(value))) return [];
  const start = query.length - whole.trimStart().length;
  const complete = (text: string): Completion => ({ text: minus + text, start, end: query.length });
  if (word !== undefined) return FILTER_NAMES.filter((name) => name.startsWith(word.toLowerCase())).map((name) => complete(`${name}:`));
  const name = filter?.toLowerCase() as FilterName;
  const typed = foldText(value);
  const values = valuesOf(name, articles, series).filter((candidate) => foldText(candidate).includes(typed) && foldText(candidate) !== typed);
  values.sort((a, b) => Number(foldText(b).startsWith(typed)) - Number(foldText(a).startsWith(typed)));
  return values.slice(0, limit).map((candidate) => complete(`${name}:${/[\s"]/.test(candidate) ? `"${candidate.replaceAll('"', '')}"` : candidate} `));
}

function valuesOf(name: FilterName, articles: readonly ArticleSummary[], series: readonly Series[]): string[] {
  switch (name) {
    case 'series': {
      return series.map(({ name: known }) => known);
    }
    case 'year': {
      return byFrequency(articles.map(({ date }) => date.slice(0, 4))).sort().reverse();
    }
    case 'tag': {
      return byFrequency(articles.flatMap(({ tags }) => tags));
    }
    case 'category': {
      return byFrequency(articles.map(({ category }) => category ?? ''));
    }
    case 'is': {
      return [...ARTICLE_STATES];
    }
    case 'in': {
      return [...SEARCH_FIELDS];
    }
  }
}

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
