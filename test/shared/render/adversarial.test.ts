import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { type JudgedFormula, startJudge } from '../../harness/mathjaxJudge.mjs';
import { differencesOf } from './judgedPage';

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
      count += page.length;
      differences.push(...differencesOf(page, await judge.page(page)));
    }
  } finally {
    await judge.close();
  }
  console.log(`${String(count - differences.length)} of ${String(count)} as judged`);
  assert.deepEqual(differences, []);
});
