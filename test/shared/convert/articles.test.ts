import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import { parseHTML } from 'linkedom';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { articleToFile, fileToArticle } from '../../../src/core/blog/articleFile';
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

/** Everything of a page that a reader sees or uses, read from a DOM. Formulas stand in the text as they are. */
function contentOf(html: string): Record<string, string[]> & { text: string[] } {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  for (const br of document.querySelectorAll('br')) br.replaceWith('\n');
  for (const anchor of document.querySelectorAll('h1 a, h2 a, h3 a, h4 a, h5 a, h6 a')) {
    if (anchor.textContent.trim() === '#') anchor.remove();
  }
  const bare = (text: string): string => text.replace(/\s+/g, '');
  const texts = (selector: string): string[] => [...document.querySelectorAll(selector)].map((element) => bare(element.textContent));
  const addresses = (selector: string, name: string): string[] =>
    [...document.querySelectorAll(selector)].map((element) => decodeURI(new URL(element.getAttribute(name) ?? '', 'https://kexue.fm').href));
  return {
    text: [bare(document.body.textContent)],
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => `${heading.tagName} ${bare(heading.textContent)}`),
    links: addresses('a[href]', 'href'),
    images: addresses('img', 'src'),
    alternatives: [...document.querySelectorAll('img')].map((image) => bare(image.getAttribute('alt') ?? '')),
    code: [...document.querySelectorAll('pre')].map((pre) => pre.textContent.trim()),
    languages: [...document.querySelectorAll('pre code')].map((code) => code.getAttribute('class') ?? ''),
    inlineCode: texts('code'),
    items: texts('li'),
    quotes: texts('blockquote'),
    strong: texts('strong, b'),
    deleted: texts('del, s, strike'),
  };
}

/** Our Markdown as HTML, with the formulas' sources in their places. */
function render(markdown: string): string {
  const { markdown: safe, spans } = extractMath(markdown);
  const html = new MarkdownIt({ html: false }).render(safe);
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return html.replace(/\$\uFDD0(\d+)\uFDD1/g, (_, index: string) => escape((spans[Number(index)]?.source ?? '').replace(/\n>/g, '\n')));
}

test('every article of the replica is kept whole', async () => {
  const { startReplica } = (await import(pathToFileURL(path.join(shared, 'replica/server.mjs')).href)) as {
    startReplica(options: object): Promise<Site>;
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
