// The site's own engine, MathJax 2.7.9 with the site's configuration, in a real browser: what it shows is what is right.
//   const judge = await startJudge(); const shown = await judge.page(['$$x\\tag{1}$$', …]); await judge.close();
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

const root = path.dirname(createRequire(import.meta.url).resolve('mathjax2/package.json'));
const types = { '.js': 'text/javascript', '.css': 'text/css', '.woff': 'font/woff', '.otf': 'font/otf' };
const origin = 'http://judge.invalid';
const html = `<!doctype html><meta charset="utf-8"><body>
<script type="text/x-mathjax-config">
MathJax.Hub.Config({
  // noUndefined is part of the combined configuration that the site loads (TeX-AMS_HTML)
  skipStartupTypeset: true, messageStyle: 'none', showMathMenu: false,
  jax: ['input/TeX', 'output/CommonHTML'], extensions: ['tex2jax.js'],
  TeX: { equationNumbers: { autoNumber: 'AMS', useLabelIds: true }, extensions: ['AMSmath.js', 'AMSsymbols.js', 'extpfeil.js', 'noUndefined.js'] },
  tex2jax: { inlineMath: [['$', '$'], ['\\\\(', '\\\\)']], processEscapes: true },
});
// the site's own command: the counter becomes N
MathJax.Hub.Register.StartupHook('TeX AMSmath Ready', function () {
  MathJax.InputJax.TeX.Definitions.macros.setCounter = 'SetCounter';
  MathJax.InputJax.TeX.Parse.Augment({ SetCounter: function (name) { MathJax.Extension['TeX/AMSmath'].number = parseInt(this.GetArgument(name)); } });
});
</script><script src="${origin}/MathJax.js"></script><div id="content"></div>`;

/** @returns {Promise<{ browser: import('playwright-core').Browser, page(formulas: {tex: string, display: boolean}[]): Promise<Shown[]>, known(): Promise<string[]>, close(): Promise<void> }>} */
export async function startJudge() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  const page = await browser.newPage();
  // a loader that keeps the names of functions calls this
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    try {
      const body = await readFile(path.join(root, decodeURIComponent(pathname)));
      return await route.fulfill({ contentType: types[path.extname(pathname)] ?? 'application/octet-stream', body });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.MathJax?.isReady);
  return {
    browser,
    /** Each list of formulas is a page of its own: fresh numbers, labels, macros. A reload makes it so. */
    async page(formulas) {
      await page.goto(`${origin}/`);
      await page.waitForFunction(() => window.MathJax?.isReady);
      return page.evaluate(inPage, formulas);
    },
    async known() {
      return page.evaluate(async () => {
        const { Definitions } = window.MathJax.InputJax.TeX;
        const delimiters = Object.keys(Definitions.delimiter).filter((name) => name.startsWith('\\')).map((name) => name.slice(1));
        return [Definitions.macros, Definitions.mathchar0mi, Definitions.mathchar0mo, Definitions.mathchar7].flatMap((table) => Object.keys(table)).concat(delimiters);
      });
    },
    close: () => browser.close(),
  };
}

/** Runs in the browser. */
async function inPage(formulas) {
  const { MathJax } = window;
  const content = document.getElementById('content');
  const scripts = formulas.map(({ tex, display }) => {
    const script = document.createElement('script');
    script.type = `math/tex${display ? '; mode=display' : ''}`;
    script.text = tex;
    content.append(script);
    return script;
  });
  await new Promise((done) => {
    MathJax.Hub.Queue(['Process', MathJax.Hub, content], () => done(undefined));
  });
  const text = (node) => (node == null ? '' : typeof node.data === 'string' ? node.data : node.isToken ? node.data.map((part) => (part.type === 'entity' ? part.toString() : part.data?.join('') ?? '')).join('') : (node.data ?? []).map(text).join(''));
  const errors = { tex: 'texError' };
  return scripts.map((script) => {
    const jax = MathJax.Hub.getJaxFor(script);
    const tags = [];
    const refs = [];
    const walk = (node) => {
      if (!node || typeof node !== 'object') return;
      if (node.type === 'mlabeledtr') tags.push(text(node.data[0]));
      if (node.class === 'MathJax_ref') {
        refs.push(text(node));
        return;
      }
      for (const child of node.data ?? []) walk(child);
    };
    const failed = !jax || jax[errors.tex] || jax.root?.data?.[0]?.type === 'merror';
    if (!failed) walk(jax.root);
    return { before: script.MathJax.startNumber, error: failed ? text(jax?.root) || 'no jax' : null, tags, refs };
  });
}
