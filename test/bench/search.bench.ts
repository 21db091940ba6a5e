import { SearchIndex } from '../../src/core/search/searchIndex';
import { drawQueries, type DrawnQuery } from '../core/search/drawQueries';
import { makeArchive, type MadeArticle } from '../tools/makeArchive';
import { filledIndex } from './filledIndex';
import type { Report } from './row';
import { median, percentile, timed } from './timing';

const QUERIES = 40;
const ROUNDS = 5;
const FIRST = 50;

export function run(report: Report): Promise<void> {
  for (const size of [1400, 14_000]) {
    measure(size, report);
    const { name, longest } = longestSlice([...makeArchive(size)]);
    report({ name: `search.slice.${size}`, value: longest, unit: `ms, the longest without a pause: ${name}` });
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

/** Everything that the host does with the index while others wait: each part's longest stretch without a pause. */
function longestSlice(articles: readonly MadeArticle[]): { name: string; longest: number } {
  let [name, longest] = ['', 0];
  const slice = <T>(of: string, action: () => T): T => {
    const start = performance.now();
    const result = action();
    const took = performance.now() - start;
    if (took > longest) [name, longest] = [of, took];
    return result;
  };
  const steps = <T>(of: string, generator: Generator<void, T>): T => {
    for (;;) {
      const { done, value } = slice(of, () => generator.next());
      if (done) return value;
    }
  };
  const index = slice('titles', () => new SearchIndex(articles));
  steps('prepare', index.prepare());
  for (const query of ['矩阵', 'juzhen', '\\alpha']) slice('first title search', () => index.search(query).first(FIRST));
  for (const article of articles) slice('add', () => index.add(article, article.markdown));
  steps('settle', index.settle());
  for (const query of ['矩', '矩阵', 'juzhen', '\\alpha', 'attention']) slice('first text search', () => index.search(query).first(FIRST));
  const stored = steps('serialise', index.serialising());
  const loaded = slice('load', () => SearchIndex.load(articles, stored));
  if (!loaded) throw new Error('What was kept cannot be loaded');
  steps('prepare loaded', loaded.prepare());
  slice('first search loaded', () => loaded.search('矩阵').first(FIRST));
  return { name, longest };
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
