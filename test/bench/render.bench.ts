import katex from 'katex';
import { extractMath } from '../../src/core/render/mathSpans';
import { renderArticle } from '../../src/core/render/renderArticle';
import { PageMacros } from '../../src/core/render/tex/macros';
import { Numbering } from '../../src/core/render/tex/numbering';
import { translateFormula } from '../../src/core/render/tex/translator';
import { DEFAULT_LIMITS } from '../../src/core/render/articleMath';
import { measureInBrowser } from '../harness/renderInBrowser';
import { articleWithFormulas } from './articleWithFormulas';
import type { Report } from './row';
import { median, timed } from './timing';

export async function run(report: Report): Promise<void> {
  const markdown = articleWithFormulas(363);
  const formulas = withoutOurWork(markdown);
  const bare = { displayMode: false, throwOnError: false, strict: 'ignore', colorIsTextColor: true, output: 'htmlAndMathml', trust: true } as const;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < 15; n++) {
    ours.push(timed(() => renderArticle(markdown)));
    theirs.push(timed(() => formulas.forEach(({ tex, display }) => katex.renderToString(tex, { ...bare, displayMode: display }))));
  }
  report({ name: 'render.article', value: median(ours), unit: 'ms', ratio: median(ours) / median(theirs), against: 'KaTeX alone on the same 363 formulas' });

  const page = await measureInBrowser(markdown, 7);
  report({ name: 'render.page.all', value: page.all, unit: 'ms', ratio: page.all / page.mathjax, against: 'MathJax 2.7.9 on a fresh page' });
  report({ name: 'render.page.first', value: page.first, unit: 'ms', ratio: page.first / page.mathjax, against: 'MathJax 2.7.9 on a fresh page' });
}

/** The formulas as KaTeX gets them from us: it could not draw them as the author wrote them. */
function withoutOurWork(markdown: string): { tex: string; display: boolean }[] {
  const context = { macros: new PageMacros(), numbering: new Numbering(''), refer: () => '(1)' };
  return extractMath(markdown).spans.map(({ tex, display }) => ({ tex: translateFormula(tex, display, context, 'katex', DEFAULT_LIMITS).tex, display }));
}
