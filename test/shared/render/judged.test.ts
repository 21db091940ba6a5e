import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ArticleMath, DEFAULT_LIMITS } from '../../../src/core/render/articleMath';
import { type JudgedArticle, readLines } from './shared';

it('numbers, labels and references of every article are those that the site shows, and KaTeX draws every formula', () => {
  const differences: string[] = [];
  const counts = { articles: 0, formulas: 0, numbers: 0, references: 0, failures: 0 };
  for (const article of readLines<JudgedArticle>('data/mathjax/articles.jsonl')) {
    const math = new ArticleMath('a-', DEFAULT_LIMITS);
    for (const { tex, display } of article.formulas) math.add({ tex, display, source: tex });
    for (const index of article.formulas.keys()) math.html(index);
    counts.articles++;
    for (const [index, formula] of math.rendered.entries()) {
      counts.formulas++;
      counts.numbers += formula.numbers.length;
      const judged = article.formulas[index];
      if (formula.numbers.join() !== judged?.numbers.join()) differences.push(`${article.id} #${String(index)}: ${formula.numbers.join()} instead of ${String(judged?.numbers.join())}: ${formula.tex.slice(0, 200)}`);
    }
    const shown = math.references.map(({ label, formula, shown }) => `${String(formula)} ${label} ${shown}`);
    counts.references += shown.length;
    assert.deepEqual(shown, article.refs.map(({ label, f, shown }) => `${String(f)} ${label} ${shown}`), article.id);
    for (const { tex, reason, standalone } of math.failures) {
      counts.failures++;
      differences.push(`${article.id}: ${reason}: ${tex.slice(0, 300)} → ${standalone?.slice(0, 100) ?? ''}`);
    }
  }
  console.log(JSON.stringify({ ...counts, differences: differences.length }));
  assert.deepEqual(differences, []);
});
