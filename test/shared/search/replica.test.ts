import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { articleUrl } from '../../../src/core/catalogue/decodeCatalogue';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { drawQueries } from '../../core/search/drawQueries';
import { plainScan } from '../../core/search/plainScan';
import { compareWithScan } from '../../core/search/wholeQueries';

const folder = path.resolve(__dirname, '../../..', process.env.SHARED_DIR ?? '../shared', 'replica/articles');
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .flatMap((file) => {
    const id = path.basename(file, '.html');
    const html = readFileSync(path.join(folder, file), 'utf8');
    const { title = '', date = '' } = JSON.parse(readFileSync(path.join(folder, `${id}.json`), 'utf8')) as { title?: string; date?: string };
    return [{ id, title, date, category: undefined, tags: [], url: articleUrl(id), markdown: markdownOf(id, html) }];
  });

/** A stored file may be the body alone: then it is searched as it is. */
function markdownOf(id: string, html: string): string {
  try {
    return parseArticlePage(html, { id, url: articleUrl(id) }).markdown;
  } catch {
    return html; // no whole page: any text will do for comparing two ways to search it
  }
}

const index = new SearchIndex(texts);
for (const text of texts) index.add(text, text.markdown);

for (const [kind, queries] of Object.entries(drawQueries(texts.map(({ markdown }) => markdown), 60))) {
  test(`${kind}: the hits in all real articles are those of a plain scan`, (t) => {
    let posts = 0;
    for (const { query, term, as } of queries) {
      const all = index.search(query).all().map(({ article }) => article.id);
      const expected = plainScan(texts, term, as);
      posts += expected.length;
      assert.deepEqual([...all].sort(), expected, JSON.stringify(query));
      assert.deepEqual(index.search(query).first(50).map(({ article }) => article.id), all.slice(0, 50));
    }
    t.diagnostic(`${queries.length} queries, ${posts} posts, ${texts.length} articles`);
  });
}

test('whole queries find in all real articles what a scan of them finds', (t) => {
  const { hits, misses } = compareWithScan(texts, 250);
  t.diagnostic(`${hits} queries with hits, ${misses} without`);
  assert.ok(hits > 100);
});

test('memory stays below one and a half times the text', (t) => {
  for (const pause of index.settle()) assert.equal(pause, undefined);
  const units = texts.reduce((sum, { title, markdown }) => sum + title.length + markdown.length, 0);
  t.diagnostic(`${(index.byteLength / (2 * units)).toFixed(2)} × ${(units / 1e6).toFixed(1)} M units`);
  assert.ok(index.byteLength < 1.5 * 2 * units);
});
