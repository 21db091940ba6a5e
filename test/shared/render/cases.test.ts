import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ArticleMath, DEFAULT_LIMITS } from '../../../src/core/render/articleMath';
import { renderArticle } from '../../../src/core/render/renderArticle';
import { startJudge } from '../../harness/mathjaxJudge.mjs';
import { readJson, readLines } from './shared';

interface MarkdownCase {
  readonly name: string;
  readonly markdown: string;
  readonly formulas: readonly { readonly display: boolean; readonly tex: string }[];
  readonly contains: readonly string[];
  readonly lacks: readonly string[];
}

const bare = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** The cases name headings without an id. */
const withoutIds = (html: string): string => html.replace(/ id="[^"]*"/g, '');

it('every tricky case of math in Markdown comes out right', () => {
  const cases = readJson<MarkdownCase[]>('data/markdown-math-cases.json');
  const wrong: string[] = [];
  for (const { name, markdown, formulas, contains, lacks } of cases) {
    const rendered = renderArticle(markdown);
    const problems: string[] = [];
    const found = rendered.formulas.map(({ tex, display }) => ({ display, tex: bare(tex) }));
    // the last case lists no formulas: it is about what String.replace does to them
    if (name !== 'replacement pattern in output' && JSON.stringify(found) !== JSON.stringify(formulas.map(({ tex, display }) => ({ display, tex: bare(tex) })))) problems.push(JSON.stringify(found));
    for (const part of contains) if (!withoutIds(rendered.html).includes(part)) problems.push(`lacks ${part}`);
    for (const part of lacks) if (rendered.html.includes(part)) problems.push(`has ${part}`);
    if (/\uFDD0|\uFDD1|\uFDD2/.test(rendered.html)) problems.push('a placeholder is left');
    if (problems.length > 0) wrong.push(`${name}: ${problems.join('; ')}`);
  }
  console.log(`${String(cases.length - wrong.length)} of ${String(cases.length)} cases`);
  assert.deepEqual(wrong, []);
});

it('every collected formula is drawn that the site\'s engine draws', async () => {
  const formulas = readLines<{ tex: string; display: boolean }>('data/formulas.jsonl');
  const failed = formulas.flatMap(({ tex, display }) => {
    const math = new ArticleMath('a-', DEFAULT_LIMITS);
    math.html(math.add({ tex, display, source: tex }));
    return math.failures.map(({ reason }) => ({ tex, display, reason }));
  });
  // those that define something come last: the others were taken out of articles without their macros
  failed.sort((a, b) => Number(/\\(?:re)?newcommand|\\def/.test(a.tex)) - Number(/\\(?:re)?newcommand|\\def/.test(b.tex)));
  const judge = await startJudge();
  try {
    const shown = await judge.page(failed.map(({ tex, display }) => ({ tex, display })));
    const lost = failed.filter((_, index) => shown[index]?.error === null);
    console.log(`${String(formulas.length)} formulas: ${String(formulas.length - failed.length)} drawn, ${String(failed.length - lost.length)} that are errors on the site too, ${String(lost.length)} lost`);
    assert.deepEqual(lost, []);
  } finally {
    await judge.close();
  }
});
