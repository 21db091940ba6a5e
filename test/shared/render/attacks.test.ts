import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parseHTML } from 'linkedom';
import { renderArticle } from '../../../src/core/render/renderArticle';
import { readJson } from './shared';

interface Attack {
  readonly id: string;
  readonly tex: string | null;
  readonly build?: string;
}

/** The corpora give long inputs as expressions. */
function built(expression: string): string {
  return String(runInNewContext(expression));
}

/** Everything in the HTML that could run, load or lead somewhere, or that pretends to be ours. */
function dangers(html: string): string[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const tag = element.tagName.toLowerCase();
    if (/^(?:script|img|iframe|object|embed|link|style|base|form|input|button|meta|video|audio)$/.test(tag)) found.push(`<${tag}>`);
    for (const { name, value } of Array.from(element.attributes)) {
      if (/^on/i.test(name)) found.push(name);
      if (/^(?:href|src|xlink:href|action|formaction)$/i.test(name) && !value.startsWith('#')) found.push(`${name}=${value}`);
      if (name === 'style' && /url|position:\s*fixed|expression|@import/i.test(value)) found.push(value);
      if (name === 'style') for (const [, size] of value.matchAll(/(-?\d+(?:\.\d+)?)em/g)) if (Math.abs(Number(size)) > 1000) found.push(value);
      if (name === 'id' && !/^a-/.test(value)) found.push(`id=${value}`);
      if (name === 'class' && /evil/.test(value)) found.push(`class=${value}`);
    }
  }
  return found;
}

describe('hostile formulas', () => {
  const attacks = readJson<Attack[]>('corpora/katex-attacks.json');
  it('nothing runs, loads or links, inline or displayed, and the rest of the article is whole', () => {
    let slowest = { id: '', ms: 0 };
    for (const { id, tex, build } of attacks) {
      const source = tex ?? built(build ?? '');
      for (const delimiter of ['$', '$$']) {
        const start = performance.now();
        const { html, blocks } = renderArticle(`前文$a$\n\n${delimiter}${source}${delimiter}\n\n后文$\\frac{1}{2}\\R$`);
        const ms = performance.now() - start;
        if (ms > slowest.ms) slowest = { id, ms };
        assert.deepEqual(dangers(html), [], id);
        assert.match(blocks.at(-1) ?? '', /后文.*mfrac/s, id);
        assert.doesNotMatch(blocks.at(-1) ?? '', /pwned/, id);
      }
    }
    assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('x'), false);
    console.log(`${String(attacks.length)} attacks, 0 through; slowest ${slowest.id} ${slowest.ms.toFixed(0)} ms`);
  });

  it('macros of one article do not reach the next', () => {
    renderArticle('$\\gdef\\R{\\text{pwned}}\\global\\let\\frac\\sqrt\\def\\__proto__{x}\\R$');
    assert.doesNotMatch(renderArticle('$\\R\\frac12$').html, /pwned|msqrt/);
  });

  it('a page of 400 formulas with one of 100,000 characters shows the other 399', () => {
    const formulas = Array.from({ length: 400 }, (_, n) => `$$x_{${String(n)}}=\\frac{${String(n)}}{2}$$`);
    formulas[200] = `$$${'x+'.repeat(50_000)}x$$`;
    const start = performance.now();
    const { failures, formulas: found } = renderArticle(formulas.join('\n\n'));
    console.log(`400 formulas, one of 100,000 characters: ${(performance.now() - start).toFixed(0)} ms`);
    assert.equal(found.length, 400);
    assert.deepEqual(failures.map(({ formula }) => formula), [200]);
  });
});

it('hostile Markdown ends, and is harmless', () => {
  const cases = readJson<{ name: string; build: string }[]>('corpora/markdown-pathological.json');
  const times: string[] = [];
  for (const { name, build } of cases) {
    const start = performance.now();
    const { html } = renderArticle(built(build));
    const ms = performance.now() - start;
    if (ms > 1000) times.push(`${name} ${ms.toFixed(0)} ms`);
    if (html.length < 200_000) assert.deepEqual(dangers(html).filter((danger) => !/^href=(?:https?:|mailto:)/.test(danger)), [], name);
  }
  console.log(`${String(cases.length)} pathological texts; over 1 s: ${times.join(', ') || 'none'}`);
});
