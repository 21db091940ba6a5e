import { SearchIndex } from '../../src/core/search/searchIndex';
import type { ArticleSummary } from '../../src/core/model/article';
import { drawQueries, type DrawnQuery } from '../core/search/drawQueries';
import { makeArchive, type MadeArticle } from '../tools/makeArchive';
import { filledIndex } from './filledIndex';
import { longArticles, longLength } from './longIndex';
import type { Report } from './row';
import { median, percentile, timed } from './timing';

const QUERIES = 40;
const ROUNDS = 5;
const FIRST = 50;

export function run(report: Report): Promise<void> {
  const reportSlices = (size: number, { name, longest }: Slices): void => report({ name: `search.slice.${size}`, value: longest, unit: `ms, the longest without a pause: ${name}` });
  // First: a pause to collect what archives have left would count as its own.
  reportSlices(longLength, longestSliceOfTitles(longArticles()));
  for (const size of [1400, 14_000]) {
    measure(size, report);
    reportSlices(size, longestSlice([...makeArchive(size)]));
  }
  return Promise.resolve();
}

function measure(size: number, report: Report): void {
  const articles = [...makeArchive(size)];
  const queries = drawQueries(articles.map(({ markdown }) => markdown), QUERIES);
  const build = timed(() => filledIndex(articles));
  const index = filledIndex(articles);
  const units = articles.reduce((sum, { title, markdown }) => sum + title.length + markdown.length, 0);
  if (size === 1400) {
    const stored = index.serialise();
    report({ name: 'search.build', value: build, unit: 'ms' });
    report({ name: 'search.load', value: median(Array.from({ length: 7 }, () => timed(() => SearchIndex.load(articles, stored)))), unit: 'ms' });
    report({ name: 'search.memory', value: index.byteLength / 2 ** 20, unit: 'MB', ratio: index.byteLength / (2 * units), against: 'the text in UTF-16' });
  }
  const scan = plainIndexOf(articles);
  let worst = { kind: '', ours: 0, theirs: 0, ratio: 0 };
  for (const [kind, drawn] of Object.entries(queries)) {
    const [ours, theirs] = race(drawn, (query) => index.search(query.query).first(FIRST), (query) => scan(query.term));
    const ratio = ours / theirs;
    report({ name: `search.${size}.${kind}`, value: ours, unit: 'ms', ratio, against: 'indexOf over one string, every post that holds it (p95)' });
    if (ratio > worst.ratio) worst = { kind, ours, theirs, ratio };
  }
  report({ name: `search.${size}`, value: worst.ours, unit: 'ms', ratio: worst.ratio, against: `indexOf over one string, p95 of the worst kind (${worst.kind})` });
}

/** The longest stretch without a pause, and what it was of. */
class Slices {
  name = '';
  longest = 0;

  once<T>(of: string, action: () => T): T {
    const start = performance.now();
    const result = action();
    const took = performance.now() - start;
    if (took > this.longest) [this.name, this.longest] = [of, took];
    return result;
  }

  steps<T>(of: string, generator: Generator<void, T>): T {
    for (;;) {
      const { done, value } = this.once(of, () => generator.next());
      if (done) return value;
    }
  }

  search(of: string, index: SearchIndex, queries: readonly string[]): void {
    for (const query of queries) this.steps(`${of} ${query}`, found(index, query));
  }
}

/** The first hits of a query, as the host asks for them. */
function* found(index: SearchIndex, query: string): Generator<void, unknown> {
  const ranking = yield* index.searching(query);
  yield* ranking.finding(FIRST);
  return ranking.first(FIRST);
}

/** Everything that the host does with the index while others wait. */
function longestSlice(articles: readonly MadeArticle[]): Slices {
  const slices = new Slices();
  const index = slices.once('titles', () => new SearchIndex(articles));
  slices.steps('prepare', index.prepare());
  slices.search('first search of titles', index, ['矩阵', 'juzhen', '\\alpha']);
  for (const article of articles) slices.once('add', () => index.add(article, article.markdown));
  slices.steps('settle', index.settle());
  slices.search('first search of texts', index, ['矩', '矩阵', 'juzhen', '\\alpha', 'attention']);
  slices.steps('search of formulas, all texts read', index.search('in:math 的').finding(FIRST));
  const stored = slices.steps('serialise', index.serialising());
  const loaded = slices.steps('load', SearchIndex.loading(articles, stored));
  if (!loaded) throw new Error('What was kept cannot be loaded');
  slices.steps('prepare loaded', loaded.prepare());
  slices.search('first search of loaded texts', loaded, ['矩阵']);
  return slices;
}

/** The same where there are many more posts, by their titles alone. */
function longestSliceOfTitles(articles: readonly ArticleSummary[]): Slices {
  const slices = new Slices();
  const index = slices.once('titles', () => new SearchIndex(articles));
  slices.steps('prepare', index.prepare());
  slices.search('search of titles', index, ['矩', '矩阵', '扩散 18', 'j', 'juzhen', 'kslxsd', '\\alpha', '-生成', 'tag:优化', 'series:扩散']);
  slices.steps('new titles', index.setArticles([...articles]));
  slices.search('search of new titles', index, ['矩阵', 'juzhen']);
  return slices;
}

/**
 * p95 over the queries of the fastest of interleaved rounds, ours and theirs: what else the machine does only ever adds.
 * The first round, with all queries, is not counted: by then the code is compiled.
 */
function race(queries: readonly DrawnQuery[], ours: (query: DrawnQuery) => unknown, theirs: (query: DrawnQuery) => unknown): [number, number] {
  const fastest = queries.map((): [number, number] => [Infinity, Infinity]);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, query] of queries.entries()) {
      const [a, b] = [timed(() => ours(query)), timed(() => theirs(query))];
      const [bestOfOurs, bestOfTheirs] = fastest[index] ?? [0, 0];
      if (round > 0) fastest[index] = [Math.min(a, bestOfOurs), Math.min(b, bestOfTheirs)];
    }
  }
  return [percentile(fastest.map(([a]) => a), 0.95), percentile(fastest.map(([, b]) => b), 0.95)];
}

/** The posts that hold a text, found the plain way: the best 50 cannot be told before all are known. */
function plainIndexOf(articles: readonly MadeArticle[]): (term: string) => number[] {
  const texts = articles.map(({ title, markdown }) => `${title}\n${markdown}\n`.toLowerCase());
  const all = texts.join('');
  let end = 0;
  const ends = texts.map((text) => (end += text.length));
  return (term) => {
    const wanted = term.toLowerCase();
    const posts: number[] = [];
    let post = 0;
    for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, ends[post++])) {
      while ((ends[post] ?? Infinity) <= at) post++;
      posts.push(post);
    }
    return posts;
  };
}
