import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { articleToFile, fileToArticle } from '../../../src/core/blog/articleFile';
import { contentOf, render } from '../../core/convert/pageContent';
import { extractMath } from '../../../src/core/render/mathSpans';

const shared = path.resolve(process.env['SHARED_DIR'] ?? '../shared');
const articles = path.join(shared, 'replica/articles');

interface Site {
  url: string;
  close(): Promise<void>;
}
interface Judged {
  id: string;
  formulas: { tex: string; display: boolean }[];
}

test('every article of the replica is kept whole', async () => {
  const { startReplica } = (await import(pathToFileURL(path.join(shared, 'replica/server.mjs')).href)) as {
    startReplica: (options: object) => Promise<Site>;
  };
  const site = await startReplica({ articleDirs: [articles], gate: false, faults: [] });
  const judged = new Map(
    readFileSync(path.join(shared, 'data/mathjax/articles.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Judged).map((entry) => [entry.id, entry]),
  );
  const counts: Record<string, number> = {};
  try {
    const ids = readdirSync(articles).filter((file) => file.endsWith('.html')).map((file) => path.basename(file, '.html'));
    for (const id of ids) {
      const page = await (await fetch(`${site.url}/archives/${id}`)).text();
      const article = parseArticlePage(page, { id, url: `https://kexue.fm/archives/${id}` });
      assert.deepEqual(fileToArticle(articleToFile(article)), article);
      const expected = contentOf(readFileSync(path.join(articles, `${id}.html`), 'utf8'));
      const actual = contentOf(render(article.markdown));
      for (const [kind, values] of Object.entries(expected)) {
        assert.deepEqual(actual[kind], values, `${kind} of ${id}`);
        counts[kind] = (counts[kind] ?? 0) + (kind === 'text' ? (values[0]?.length ?? 0) : values.length);
      }
      const formulas = extractMath(article.markdown).spans.map(({ tex, display }) => ({ tex: tex.replace(/\s+/g, ' '), display }));
      const wanted = judged.get(id)?.formulas.map(({ tex, display }) => ({ tex: tex.trim().replace(/\s+/g, ' '), display }));
      assert.deepEqual(formulas, wanted, `formulas of ${id}`);
      counts['formulas'] = (counts['formulas'] ?? 0) + formulas.length;
      assert.doesNotMatch(article.markdown, /转载到请包括本文地址|更详细的转载事宜|您还有什么疑惑或建议|微信打赏|如果您需要引用本文/);
    }
    console.log(`${String(ids.length)} articles:`, JSON.stringify(counts));
    assert.ok(ids.length >= 234);
  } finally {
    await site.close();
  }
});
