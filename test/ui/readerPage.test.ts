import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { build } from 'esbuild';
import { renderArticle } from '../../src/core/render/renderArticle';
import type { EventMessage, InitialData, Page, ReaderHead, ReaderStrings, RequestMessage } from '../../src/protocol';
import { launchBrowser, type Browser } from '../harness/browser';
import { root } from '../harness/paths';
import { settled, until } from '../harness/waiting';

/** Every word of the page is its own name. */
const strings = new Proxy({}, { get: (_, name) => (name === 'toJSON' ? () => wordsByName : name) }) as ReaderStrings;
const names = [...readFileSync(path.join(root, 'src/protocol.ts'), 'utf8').split('export interface ReaderStrings')[1]!.matchAll(/readonly (\w+): string/g)].map(([, name]) => name as string);
const wordsByName = Object.fromEntries(names.map((name) => [name, name === 'matches' ? '{0} of {1}' : name === 'notUpdated' ? 'old: {0}' : name === 'language' ? 'en' : name]));

const filler = Array.from({ length: 60 }, (_, index) => `第${index}段，只是为了让页面足够长。`).join('\n\n');
const markdown = `开头说到扩散，[见末尾](#end)。\n\n${filler}\n\n## 目标\n\n设$\\mathcal{R}_m^{\\top}$，扩散模型又见\n$$\\mathcal{R}_m^{\\top}\\mathcal{R}_n=\\mathcal{R}_{n-m}$$\n\n<a id="end"></a>最后一次扩散。`;
const { blocks, headings } = renderArticle(markdown, {});
const head: ReaderHead = { id: '1', title: '题', date: '2026-01-01', category: undefined, tags: [], url: 'https://kexue.fm/archives/1', author: '作者', readers: undefined, commentCount: 0, previous: undefined, next: undefined, similar: [], headings, licence: undefined, hasComments: true, notice: undefined };
const cut = Math.floor(blocks.length / 2);
const pieces = [blocks.slice(0, cut).join(''), blocks.slice(cut).join('')];

type Sent = RequestMessage & { type: string };
declare global {
  interface Window { sent: Sent[]; kept: unknown; answers: Record<string, unknown> }
}

describe('the page of the reader, by itself', () => {
  let browser: Browser;
  let script: string;
  before(async () => {
    browser = await launchBrowser({ width: 900, height: 700 });
    script = (await build({ entryPoints: ['src/webview/main.ts'], bundle: true, write: false, format: 'iife', absWorkingDir: root })).outputFiles[0]?.text ?? '';
  });
  after(() => browser.close());

  /** Builds the page as the host does, with a host that answers what `answers` has. */
  async function open(page: Page, { kept, answers = {}, first = pieces[0] ?? '' }: { kept?: unknown; answers?: Record<string, unknown>; first?: string } = {}): Promise<void> {
    const data: InitialData = { strings, options: { fontSize: 0, lineWidth: 42, copyOnClick: true }, page };
    await browser.page.goto('about:blank');
    await browser.page.evaluate(
      ({ data, first, css, kept, answers }) => {
        window.sent = [];
        window.kept = kept;
        window.answers = answers;
        const reply = (seq: number, result: unknown) => setTimeout(() => window.postMessage({ type: 'reply', seq, ok: true, result }, '*'));
        const api = {
          postMessage: (message: Sent) => {
            window.sent.push(message);
            if (message.name in window.answers) reply(message.seq, window.answers[message.name]);
          },
          getState: () => window.kept,
          setState: (state: unknown) => { window.kept = state; },
        };
        Object.assign(window, { acquireVsCodeApi: () => api });
        const style = document.createElement('style');
        style.textContent = css;
        document.head.append(style);
        const template = document.createElement('template');
        template.id = 'start';
        template.dataset['start'] = data;
        template.innerHTML = first;
        document.body.replaceChildren(template);
      },
      { data: JSON.stringify(data), first: page.state === 'article' ? first : '', css: readFileSync(path.join(root, 'media/article.css'), 'utf8'), kept, answers: { ready: {}, loadRest: { pieces: pieces.slice(1), more: false }, copyText: { copied: true }, ...answers } },
    );
    await browser.page.addScriptTag({ content: script });
  }

  const article = (over: Partial<Extract<Page, { state: 'article' }>> = {}): Page => ({ state: 'article', head, hasMore: pieces.length > 1, landing: undefined, scroll: undefined, ...over });
  const tell = (event: EventMessage) => browser.page.evaluate((message) => window.postMessage(message, '*'), event);
  const complete = () => browser.page.locator('.page.complete').waitFor();
  const sent = (name: string) => browser.page.evaluate((wanted) => window.sent.filter((message) => message.name === wanted).map(({ params }) => params), name);
  const comment = (id: string) => ({ id, author: '读者', date: '2024-03-08', byBlogAuthor: false, depth: 0, html: `<p>第${id}条</p>` });
  const counted = (text: string) => until(text, async () => (await browser.page.locator('.matches span').textContent()) === text);
  const scrollY = () => browser.page.evaluate(() => Math.round(window.scrollY));
  const inSight = (selector: string) => until(`${selector} in sight`, () => browser.page.locator(selector).first().evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  }));

  beforeEach(async () => {
    await browser.page.setViewportSize({ width: 900, height: 700 });
  });

  it('keeps the comments that came, says what is missing, and asks again', async () => {
    await open(article(), { answers: { loadComments: { comments: [comment('5')], missing: 'Page 2 is missing.' } } });
    await complete();
    await browser.page.locator('.comments > summary').click();
    await browser.page.locator('#comment-5').waitFor();
    assert.equal(await browser.page.locator('.comment-notice').innerText(), 'Page 2 is missing. retry');
    await browser.page.evaluate((comments) => { window.answers['loadComments'] = { comments }; }, [comment('5'), comment('6')]);
    await browser.page.locator('.comment-notice button').click();
    await browser.page.locator('#comment-6').waitFor();
    assert.equal(await browser.page.locator('.comment-notice').innerText(), '');
    assert.equal((await sent('loadComments')).length, 2);
  });

  it('says that there are no comments only where none are missing', async () => {
    for (const [missing, text] of [[undefined, 'commentsNone'], ['Page 2 is missing.', '']] as const) {
      await open(article(), { answers: { loadComments: { comments: [], missing } } });
      await complete();
      await browser.page.locator('.comments > summary').click();
      await browser.page.locator(missing === undefined ? '.comment-list p' : '.comment-notice button').waitFor();
      assert.equal(await browser.page.locator('.comment-list').innerText(), text);
    }
  });

  it('lands on the passage and marks what was searched for, also in formulas', async () => {
    await open(article({ landing: { passage: '设$\\mathcal{R}_m^{\\top}$，扩散模型', terms: ['扩散', '\\mathcal R_m'] } }));
    await complete();
    await counted('2 of 5'); // the formula itself comes first in the passage
    assert.equal(await browser.page.locator('.marked').count(), 2);
    await inSight('.marked.current');
    const ranges = await browser.page.evaluate(() => {
      const painted = ['reader-match', 'reader-current'].flatMap((name) => [...(CSS.highlights.get(name) ?? [])] as Range[]);
      const formulas = [...document.querySelectorAll('[data-tex]')];
      return { painted: painted.length, inFormulas: painted.filter((range) => formulas.some((formula) => range.intersectsNode(formula))).length };
    });
    assert.ok(ranges.painted > 0);
    assert.equal(ranges.inFormulas, 0, 'a formula is tinted as a whole, its glyphs not a second time');
    await browser.page.keyboard.press('F3');
    await counted('3 of 5');
    for (let presses = 0; presses < 3; presses++) await browser.page.keyboard.press('F3');
    await counted('1 of 5');
    await browser.page.keyboard.press('Escape');
    await browser.page.locator('.marked').first().waitFor({ state: 'detached' });
  });

  it('lands again in the article that is open already, and comes back', async () => {
    await open(article());
    await complete();
    await tell({ type: 'event', name: 'reveal', data: { id: '1', landing: { anchor: headings[0]?.anchor ?? '' } } });
    await inSight('.text h2');
    await browser.page.keyboard.press('Alt+ArrowLeft');
    await until('the place of before', async () => (await scrollY()) === 0);
  });

  it('shows formulas at once, and soon says to screen readers what they are', async () => {
    const first = renderArticle('设$x$与$\\frac{1}{2}$。', {}).html;
    const spoken = () => browser.page.locator('.text .katex-mathml').evaluateAll((places) => places.map((place) => place.innerHTML));
    await open(article({ hasMore: false }), { first });
    assert.equal(await browser.page.locator('.text .katex-html').count(), 2);
    const wanted = ['<math><mrow><mi>x</mi></mrow></math>', '<math><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow></math>'];
    await until('both formulas as MathML', async () => (await spoken()).join() === wanted.join());
  });

  it('finds an anchor as the blog writes it', async () => {
    await open(article({ landing: { anchor: '目标' } }));
    await complete();
    await inSight('.text h2');
  });

  it('goes where a link of the text leads, and lights up what stands there', async () => {
    await open(article());
    await complete();
    await browser.page.locator('.text a', { hasText: '见末尾' }).click();
    await browser.page.locator('.text p.arrived', { hasText: '最后一次扩散' }).waitFor();
    assert.equal(await inSight('.text a[id]'), true);
  });

  it('says why the copy shown is an old one, until it is current', async () => {
    await open(article());
    await complete();
    await tell({ type: 'event', name: 'notice', data: { id: '1', notice: 'no network' } });
    await browser.page.locator('.notice', { hasText: 'old: no network' }).waitFor();
    await tell({ type: 'event', name: 'notice', data: { id: '1', notice: undefined } });
    await browser.page.locator('.notice').waitFor({ state: 'detached' });
  });

  it('is revived at the place where it was', async () => {
    await open(article(), { kept: { id: '1', scroll: { block: 40, offset: 5 }, back: [], forward: [] } });
    await complete();
    assert.ok((await settled(scrollY)) > 0);
    const kept = await browser.page.evaluate(() => (window.kept as { scroll: { block: number } }).scroll);
    assert.deepEqual(kept, { block: 40, offset: 5 });
  });

  it('shows what the host has come to in the meantime', async () => {
    await open({ state: 'loading', id: '1', title: '题' }, { answers: { ready: { page: article(), first: pieces[0] } } });
    await complete();
    assert.equal(await browser.page.locator('.skeleton').count(), 0);
  });

  it('offers a retry where nothing could be shown', async () => {
    await open({ state: 'failed', id: '1', title: '题', url: 'https://kexue.fm/archives/1', message: 'why', canRetry: true }, { answers: { retry: { started: true }, openInBrowser: { opened: true } } });
    await browser.page.locator('.failure', { hasText: 'why' }).waitFor();
    await browser.page.locator('.failure button', { hasText: 'retry' }).click();
    await browser.page.locator('.failure button', { hasText: 'openInBrowser' }).click();
    assert.deepEqual([await sent('retry'), await sent('openInBrowser')], [[{ id: '1' }], [{ id: '1' }]]);
  });

  it('counts one reader as one', async () => {
    for (const [readers, words] of [[1, 'reader'], [2, 'readers']] as const) {
      await open(article({ head: { ...head, readers } }));
      await browser.page.locator('.facts span', { hasText: new RegExp(`^${words}$`) }).waitFor();
    }
  });

  it('copies a formula by keys alone', async () => {
    await open(article());
    await complete();
    await browser.page.locator('[data-display]').first().focus();
    await browser.page.keyboard.press('Enter');
    await browser.page.locator('.toast').waitFor();
    assert.deepEqual(await sent('copyText'), [{ text: '\\mathcal{R}_m^{\\top}\\mathcal{R}_n=\\mathcal{R}_{n-m}' }]);
  });

  it('gives links to the host, and follows none itself', async () => {
    await open(article({ head: { ...head, licence: { name: 'L', url: 'https://a.example/l' } } }), { answers: { openLink: { opened: true } } });
    await complete();
    await browser.page.locator('.licence a, .facts a').first().click();
    assert.deepEqual(await sent('openLink'), [{ url: 'https://kexue.fm/archives/1', aside: false }]);
  });

  for (const width of [320, 620, 1500]) {
    it(`does not scroll sideways at ${width} px`, async () => {
      await browser.page.setViewportSize({ width, height: 700 });
      await open(article());
      await complete();
      assert.equal(await browser.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
    });
  }
});
