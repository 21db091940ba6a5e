import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { renderArticle } from '../../../src/core/render/renderArticle';
import { type JudgedArticle, readLines, sharedFile, startReplica } from './shared';

it('every page of the replica, converted and rendered, shows the numbers and references of the site', async () => {
  const articles = sharedFile('replica/articles');
  const site = await startReplica();
  const judged = new Map(readLines<JudgedArticle>('data/mathjax/articles.jsonl').map((article) => [article.id, article]));
  const differences: string[] = [];
  const counts = { articles: 0, formulas: 0, numbers: 0, references: 0, links: 0, failures: 0 };
  try {
    for (const file of readdirSync(articles).filter((name) => name.endsWith('.html'))) {
      const id = path.basename(file, '.html');
      const page = await (await fetch(`${site.url}/archives/${id}`)).text();
      const rendered = renderArticle(parseArticlePage(page, { id, url: `https://kexue.fm/archives/${id}` }).markdown);
      const shown = judged.get(id);
      counts.articles++;
      counts.formulas += rendered.formulas.length;
      counts.numbers += rendered.equations.length;
      counts.references += rendered.references.length;
      counts.failures += rendered.failures.length;
      const ours = JSON.stringify(rendered.formulas.map(({ numbers }) => numbers.join()));
      if (ours !== JSON.stringify(shown?.formulas.map(({ numbers }) => numbers.join()))) differences.push(`${id}: numbers`);
      const references = rendered.references.map(({ formula, label, shown }) => `${String(formula)} ${label} ${shown}`);
      if (references.join() !== shown?.refs.map(({ f, label, shown }) => `${String(f)} ${label} ${shown}`).join()) differences.push(`${id}: references`);
      for (const { tex, reason } of rendered.failures) differences.push(`${id}: ${reason}: ${tex.slice(0, 200)}`);
      // every reference leads to an anchor that is there, once
      for (const [, anchor] of rendered.html.matchAll(/<a class="reference" href="#([^"]+)"/g)) {
        counts.links++;
        if (rendered.html.split(` id="${String(anchor)}"`).length !== 2) differences.push(`${id}: anchor ${String(anchor)}`);
      }
      if (/[\uFDD0-\uFDEF]/.test(rendered.html)) differences.push(`${id}: a placeholder is left`);
    }
  } finally {
    await site.close();
  }
  console.log(JSON.stringify({ ...counts, differences: differences.length }));
  assert.deepEqual(differences, []);
});
