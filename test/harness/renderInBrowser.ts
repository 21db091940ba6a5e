import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { extractMath } from '../../src/core/render/mathSpans';
import { prepareArticle } from '../../src/core/render/renderArticle';
import { startJudge } from './mathjaxJudge.mjs';

export interface BrowserTimes {
  /** Until the whole article is laid out, its rendering included, in ms. */
  readonly all: number;
  /** Until its first 40 KB are. */
  readonly first: number;
  /** Until MathJax 2.7.9 has set the same article on a fresh page. */
  readonly mathjax: number;
}

/** Shows an article in a fresh page both ways, `runs` times in turn, and gives medians. */
export async function measureInBrowser(markdown: string, runs: number): Promise<BrowserTimes> {
  const katexCss = path.join(path.dirname(createRequire(import.meta.url).resolve('katex/package.json')), 'dist/katex.min.css');
  const css = readFileSync(katexCss, 'utf8').replace(/url\(fonts\/([^)]+\.woff2)\)/g, (_, font: string) => `url(data:font/woff2;base64,${readFileSync(path.join(path.dirname(katexCss), 'fonts', font)).toString('base64')})`);
  const formulas = extractMath(markdown).spans.map(({ tex, display }) => ({ tex, display }));
  const judge = await startJudge();
  const times = { all: [] as number[], first: [] as number[], mathjax: [] as number[] };
  try {
    for (let run = 0; run < runs; run++) {
      times.mathjax.push(await judge.time(formulas));
      const page = await judge.browser.newPage();
      await page.addInitScript('globalThis.__name = (named) => named');
      await page.setContent(`<!doctype html><style>${css} .piece { content-visibility: auto; }</style><main></main>`);
      const start = performance.now();
      const article = prepareArticle(markdown);
      let next = 0;
      let html = '';
      while (next < article.blockCount && html.length < FIRST_SCREEN) html += article.renderBlock(next++);
      await page.evaluate(append, html);
      times.first.push(performance.now() - start);
      for (html = ''; next < article.blockCount; html = '') {
        while (next < article.blockCount && html.length < PIECE) html += article.renderBlock(next++);
        await page.evaluate(append, html);
      }
      times.all.push(performance.now() - start);
      await page.close();
    }
  } finally {
    await judge.close();
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN;
  return { all: median(times.all), first: median(times.first), mathjax: median(times.mathjax) };
}

/** Characters of HTML: about a screen, as the panel sends them. */
const FIRST_SCREEN = 40_000;
const PIECE = 400_000;

/** Runs in the browser: puts a piece in and lays it out. */
function append(html: string): void {
  const piece = document.createElement('section');
  piece.className = 'piece';
  piece.innerHTML = html;
  document.querySelector('main')?.append(piece);
  document.body.getBoundingClientRect();
}
