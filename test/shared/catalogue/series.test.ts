import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { decodeCatalogue } from '../../../src/core/catalogue/decodeCatalogue';
import { findSeries } from '../../../src/core/catalogue/series';

const root = path.resolve(__dirname, '../../..');
const shared = path.resolve(root, process.env.SHARED_DIR ?? '../shared');
const articles = decodeCatalogue(JSON.parse(readFileSync(path.join(root, 'media/catalogue.json'), 'utf8')));

test('the shipped catalogue holds every known post', () => {
  const facts = readFileSync(path.join(shared, 'data/catalogue.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: number; title: string; date: string | null });
  const shipped = new Map(articles.map((article) => [article.id, article]));
  assert.equal(articles.length, facts.length);
  for (const { id, title, date } of facts) assert.deepEqual([shipped.get(String(id))?.title, shipped.get(String(id))?.date], [title, date ?? '']);
});

test('every known series is found with exactly its members, in order', (t) => {
  const expected = JSON.parse(readFileSync(path.join(shared, 'data/series.json'), 'utf8')) as Record<string, { id: number; n: string | null }[]>;
  const found = new Map(findSeries(articles).map((series) => [series.name, series.members.map(({ id, number }) => `${id} ${number ?? ''}`)]));
  const missing = Object.entries(expected).filter(([name, members]) => found.get(name)?.join() !== members.map(({ id, n }) => `${id} ${n ?? ''}`).join());
  t.diagnostic(`${Object.keys(expected).length - missing.length} of ${Object.keys(expected).length} series; ${found.size} found`);
  assert.deepEqual(missing.map(([name]) => name), []);
});

test('no post is in two series', () => {
  const members = findSeries(articles).flatMap((series) => series.members.map(({ id }) => id));
  assert.equal(new Set(members).size, members.length);
});
