import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { drawFirst, drawRest } from '../../src/core/reader/drawBlocks';
import { GrowingPieces } from '../../src/core/reader/growingPieces';
import { intoPieces } from '../../src/core/reader/pieces';
import { extractMath } from '../../src/core/render/mathSpans';
import { prepareArticle } from '../../src/core/render/renderArticle';
import { escapeHtml } from '../../src/core/render/escapeHtml';
import { shellHtml, type ShellFiles } from '../../src/host/panel/shellHtml';
import type { InitialData, ReaderStrings } from '../../src/protocol';
import { root } from './paths';

const require = createRequire(import.meta.url);
const folders: Record<string, string> = {
  katex: path.join(path.dirname(require.resolve('katex/package.json')), 'dist'),
  mathjax: path.dirname(require.resolve('mathjax2/package.json')),
  media: path.join(root, 'media'),
};
const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2', '.woff': 'font/woff', '.otf': 'font/otf', '.svg': 'image/svg+xml' };
const names = [...readFileSync(path.join(root, 'src/protocol.ts'), 'utf8').split('export interface ReaderStrings')[1]!.matchAll(/readonly (\w+): string/g)].map(([, name]) => name as string);
const strings = Object.fromEntries(names.map((name) => [name, name === 'language' ? 'en' : name])) as unknown as ReaderStrings;

/**
 * What VS Code has ready before a panel gets its page: a page around it, which writes what it is sent into a new frame.
 * The clock starts when the page is asked for.
 */
const around = `<!DOCTYPE html><meta charset="utf-8"><style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block; }</style><script>
  const times = {};
  let began = 0;
  const clock = () => performance.now() - began;
  const ask = async (address) => (await fetch(address)).text();
  async function show(address) {
    await ask('/nothing');
    const frame = document.body.appendChild(document.createElement('iframe'));
    began = performance.now();
    const html = await ask(address);
    const page = frame.contentDocument;
    page.open();
    page.write(html);
    page.close();
  }
  Object.assign(window, { times, clock, show });
</script><body></body>`;

/**
 * Where the page answers itself as the host would, and notes when it had laid out its first and its last piece. It answers
 * in tasks of its own: to post a message costs the page of a webview next to nothing, and to start a request much.
 */
const host = `
  const { times = (window.times = {}), clock = () => performance.now() } = parent;
  const laidOut = (name) => {
    for (const piece of document.querySelectorAll(name === 'first' ? '.piece' : 'body')) piece.lastElementChild.getBoundingClientRect();
    times[name] = clock();
  };
  window.acquireVsCodeApi = () => ({
    getState: () => undefined, setState: () => undefined,
    postMessage: async ({ seq, name, params }) => {
      if (name !== 'ready') await new Promise((resolve) => setTimeout(resolve));
      const reply = (result) => window.postMessage({ type: 'reply', seq, ok: true, result }, '*');
      if (name === 'ready') { laidOut('first'); reply({}); }
      else if (name === 'loadRest') reply(await (await fetch('/rest?from=' + params.from)).json());
    },
  });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.page.complete')) return;
    observer.disconnect();
    laidOut('all');
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
`;

const siteConfig = `
  const { times = (window.times = {}), clock = () => performance.now() } = parent;
  window.MathJax = {
    messageStyle: 'none', showMathMenu: false,
    tex2jax: { inlineMath: [['$', '$'], ['\\\\(', '\\\\)']], processEscapes: true },
    TeX: { equationNumbers: { autoNumber: ['AMS'], useLabelIds: true }, extensions: ['AMSmath.js', 'AMSsymbols.js', 'extpfeil.js'] },
    AuthorInit: () => MathJax.Hub.Register.StartupHook('TeX AMSmath Ready', () => {
      MathJax.InputJax.TeX.Definitions.macros.setCounter = 'SetCounter';
      MathJax.InputJax.TeX.Parse.Augment({ SetCounter: function (name) { MathJax.Extension['TeX/AMSmath'].number = parseInt(this.GetArgument(name)); } });
    }),
  };
`;

/** One article on two pages of a server of this machine: as our reader shows it, and as the blog does, with MathJax 2.7.9. */
export class ArticlePages {
  /** What follows the first piece is drawn once that is on its way, as the host does. */
  #rest = new GrowingPieces();

  private constructor(
    private readonly server: Server,
    private readonly files: ShellFiles,
    private readonly article: { readonly title: string; readonly markdown: string },
  ) {}

  static async start(title: string, markdown: string): Promise<ArticlePages> {
    const { outputFiles } = await build({ entryPoints: ['src/webview/main.ts'], bundle: true, minify: true, write: false, format: 'iife', absWorkingDir: root });
    const server = createServer();
    const read = (...place: string[]) => readFileSync(path.join(...place), 'utf8');
    const files = { script: outputFiles[0]?.text ?? '', katexStyles: read(folders['katex']!, 'katex.min.css'), styles: read(folders['media']!, 'article.css') };
    const pages = new ArticlePages(server, files, { title, markdown });
    server.on('request', ({ url = '' }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const address = decodeURIComponent(pathname);
      if (address === '/rest') {
        void pages.#rest.from(Number(searchParams.get('from'))).then((some) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(some)));
        return;
      }
      const [type, body] = pages.#answer(address);
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, ...(typeof body !== 'string' && { 'cache-control': 'max-age=600' }) }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return pages;
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** `reader`: the reader's page, for which the article is rendered then; `site`: the page with the site's engine; `around`: what shows `/reader` or `/site`. */
  address(page: 'around' | 'reader' | 'site'): string {
    return `${this.#origin}/${page}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  #answer(address: string): [type: string, body: string | Buffer | undefined] {
    if (address === '/around') return ['text/html; charset=utf-8', around];
    if (address === '/nothing') return ['text/plain', ''];
    if (address === '/reader') return ['text/html; charset=utf-8', this.#readerPage()];
    if (address === '/site') return ['text/html; charset=utf-8', this.#sitePage()];
    const [, folder = '', ...rest] = address.split('/');
    const base = folders[folder];
    const file = base === undefined ? '' : path.join(base, ...rest);
    try {
      return [types[path.extname(file)] ?? 'application/octet-stream', readFileSync(file)];
    } catch {
      return ['text/plain', undefined];
    }
  }

  #readerPage(): string {
    const { title, markdown } = this.article;
    const prepared = prepareArticle(markdown, { resolveImage: () => undefined });
    const { headings } = prepared;
    const blocks = drawFirst(prepared);
    const [first = ''] = intoPieces(blocks);
    this.#rest = new GrowingPieces();
    void drawRest(prepared, blocks, (drawn) => Promise.resolve(drawn), this.#rest);
    const head = { id: '1', title, date: '2026-01-01', category: undefined, tags: [], url: 'https://kexue.fm/archives/1', author: '作者', readers: undefined, commentCount: 0, previous: undefined, next: undefined, similar: [], headings, licence: undefined, hasComments: true, notice: undefined };
    const data: InitialData = { strings, options: { fontSize: 16, lineWidth: 42, copyOnClick: true }, page: { state: 'article', head, hasMore: blocks.length < prepared.blockCount, landing: undefined, scroll: undefined } };
    const page = shellHtml(this.files, { nonce: 'test', source: this.#origin, katexFolder: '/katex' }, data, first);
    // what VS Code gives to a webview: the colours, and a host that answers
    const given = `<style>:root { --vscode-editor-foreground: #222; --vscode-editor-background: #fff; --vscode-textLink-foreground: #06c; --vscode-font-family: sans-serif; }</style><script nonce="test">${host}</script>`;
    // … and whoever drives the browser evaluates
    return page.replace('; script-src ', () => `; connect-src ${this.#origin}; script-src 'unsafe-eval' `).replace('<style>', () => `${given}<style>`);
  }

  /** The article's text in paragraphs, formulas as TeX: what the blog sends. */
  #sitePage(): string {
    const { title, markdown } = this.article;
    const { markdown: text, spans } = extractMath(markdown);
    const paragraphs = escapeHtml(text).split(/\n{2,}/).map((paragraph) => `<p>${paragraph}</p>`).join('\n');
    const body = paragraphs.replace(/\$\uFDD0(\d+)\uFDD1/g, (_, index: string) => escapeHtml(spans[Number(index)]?.source ?? ''));
    return `<!DOCTYPE html><html><head><meta charset="utf-8"><style>body { font: 16px/1.85 sans-serif; margin: 40px auto; width: 42em; }</style>
<script>${siteConfig}</script><script src="/mathjax/MathJax.js?config=TeX-AMS_CHTML"></script>
<script>MathJax.Hub.Queue(() => { document.body.getBoundingClientRect(); times.all = clock(); });</script>
</head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
  }
}
