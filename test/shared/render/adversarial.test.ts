import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { ArticleMath, DEFAULT_LIMITS } from '../../../src/core/render/articleMath';
import { type JudgedFormula, startJudge } from '../../harness/mathjaxJudge.mjs';

function readPages(): JudgedFormula[][] {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../core/render/judgedMath.txt'), 'utf8');
  return text.split('\n---\n').map((page) => {
    const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
    // a comment runs to the end of its line, so a line that ends in one goes on
    const formulas: string[] = [];
    let open = false;
    for (const line of lines) {
      if (open) formulas[formulas.length - 1] += `\n${line}`;
      else formulas.push(line);
      open = /(?:^|[^\\])%/.test(line);
    }
    return formulas.map((line) => (line.startsWith('inline ') ? { tex: line.slice(7), display: false } : { tex: line, display: true }));
  });
}

it('numbers, references and errors are those of the site\'s engine where it is easy to be wrong', async () => {
  const judge = await startJudge();
  const differences: string[] = [];
  let count = 0;
  try {
    for (const page of readPages()) {
      const shown = await judge.page(page);
      const math = new ArticleMath('a-', DEFAULT_LIMITS);
      for (const { tex, display } of page) math.add({ tex, display, source: tex });
      for (const index of page.keys()) math.html(index);
      const failed = new Set(math.failures.map(({ formula }) => formula));
      for (const [index, { tex }] of page.entries()) {
        count++;
        const judged = shown[index];
        const tags = math.shownTags(index).join(' ').replace(/\$/g, '');
        const refs = math.references.filter(({ formula }) => formula === index).map(({ shown }) => shown).join(' ');
        const problems: string[] = [];
        if (tags !== judged?.tags.join(' ')) problems.push(`tags ${tags} instead of ${String(judged?.tags.join(' '))}`);
        if (judged?.error === null && refs !== judged.refs.join(' ')) problems.push(`refs ${refs} instead of ${judged.refs.join(' ')}`);
        if (judged?.error === null && failed.has(index)) problems.push(`not drawn: ${String(math.failures.find(({ formula }) => formula === index)?.reason)}`);
        if (problems.length > 0) differences.push(`${tex}: ${problems.join('; ')}${judged?.error ? ` (${judged.error})` : ''}`);
      }
    }
  } finally {
    await judge.close();
  }
  console.log(`${String(count - differences.length)} of ${String(count)} as judged`);
  assert.deepEqual(differences, []);
});
