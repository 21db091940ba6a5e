import { createRequire } from 'node:module';
import type * as Sqlite from 'node-sqlite3-wasm';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { drawQueries } from '../core/search/drawQueries';
import { plainScan } from '../core/search/plainScan';
import { makeArchive, type MadeArticle } from '../tools/makeArchive';
import { filledIndex } from './filledIndex';
import type { Report } from './row';
import { percentile, timed } from './timing';

interface Peer {
  readonly name: string;
  search(term: string): readonly string[];
}

const size = 1400;
/** Of each kind; building the slowest peer takes minutes, asking it not. */
const queriesOfKind = 15;

/** The other engines on the same posts and queries, all hits: p95 and what share of the plain scan's posts they find. */
export function run(report: Report): Promise<void> {
  const articles = [...makeArchive(size)];
  const queries = drawQueries(articles.map(({ markdown }) => markdown), queriesOfKind);
  const index = filledIndex(articles);
  const all = Object.values(queries).flat();
  const ours: Peer = { name: 'ours', search: (term) => index.search(term).all().map(({ article }) => article.id) };
  const peers = [ours, miniSearch(articles), flexSearch(articles), fts5(articles)];
  const expected = all.map(({ term, as }) => new Set(plainScan(articles, term, as)));
  const times = peers.map((): number[] => []);
  const recalls = peers.map((): number[] => []);
  for (const [place, { query, term }] of all.entries()) {
    for (const [number, peer] of peers.entries()) {
      let found: readonly string[] = [];
      times[number]?.push(timed(() => (found = peer.search(peer === ours ? query : term))));
      const wanted = expected[place] ?? new Set();
      if (wanted.size > 0) recalls[number]?.push(found.filter((id) => wanted.has(id)).length / wanted.size);
    }
  }
  const own = percentile(times[0] ?? [], 0.95);
  for (const [number, { name }] of peers.entries()) {
    const value = percentile(times[number] ?? [], 0.95);
    const recall = (recalls[number] ?? []).reduce((sum, share) => sum + share, 0) / Math.max(1, recalls[number]?.length ?? 0);
    report({ name: `search.peers.${name}`, value, unit: 'ms', ratio: own / value, against: `${name}, all hits of ${articles.length} posts, recall ${recall.toFixed(2)}` });
  }
  return Promise.resolve();
}

/** Latin words, and Han characters as overlapping pairs. */
function tokenize(text: string): string[] {
  return [...text.toLowerCase().matchAll(/[a-z0-9]+|[\u4e00-\u9fff]+/g)].flatMap(([run]) =>
    run.charCodeAt(0) < 0x80 || run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2)),
  );
}

function miniSearch(articles: readonly MadeArticle[]): Peer {
  const engine = new MiniSearch<MadeArticle>({ fields: ['title', 'markdown'], tokenize, searchOptions: { tokenize, combineWith: 'AND', prefix: true } });
  engine.addAll(articles);
  return { name: 'minisearch', search: (term) => engine.search(term).map(({ id }) => String(id)) };
}

function flexSearch(articles: readonly MadeArticle[]): Peer {
  const engine = new FlexSearch.Index({ tokenize: 'forward', encode: tokenize });
  for (const { id, title, markdown } of articles) engine.add(id, `${title}\n${markdown}`);
  return { name: 'flexsearch', search: (term) => engine.search(term, { limit: articles.length }).map(String) };
}

function fts5(articles: readonly MadeArticle[]): Peer {
  const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof Sqlite;
  const database = new Database();
  database.exec('CREATE VIRTUAL TABLE posts USING fts5(id UNINDEXED, text)');
  database.exec('BEGIN');
  for (const { id, title, markdown } of articles) database.run('INSERT INTO posts VALUES (?, ?)', [id, tokenize(`${title}\n${markdown}`).join(' ')]);
  database.exec('COMMIT');
  return {
    name: 'fts5',
    search(term) {
      const tokens = tokenize(term);
      if (tokens.length === 0) return [];
      return database.all('SELECT id FROM posts WHERE posts MATCH ?', [`"${tokens.join(' ')}" *`]).map(({ id }) => id as string);
    },
  };
}
