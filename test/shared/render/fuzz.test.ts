import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startJudge } from '../../harness/mathjaxJudge.mjs';
import { FormulaGrammar } from './formulaGrammar';
import { differencesOf } from './judgedPage';

const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const pages = Number(process.env['FUZZ_PAGES'] ?? 40);
const formulasPerPage = 30;

it("numbers, references and failures of made-up formulas are those of the site's engine", async () => {
  const judge = await startJudge();
  const differences: string[] = [];
  try {
    for (let seed = firstSeed; seed < firstSeed + pages; seed++) {
      const page = new FormulaGrammar(seed).page(formulasPerPage);
      differences.push(...differencesOf(page, await judge.page(page)).map((difference) => `${String(seed)}: ${difference}`));
    }
  } finally {
    await judge.close();
  }
  console.log(`${String(pages * formulasPerPage)} made-up formulas, ${String(differences.length)} differences`);
  assert.deepEqual(differences, []);
});
