import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemo, type Blog } from '../harness/blog';
import { settled, until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const first = '从零读懂傅里叶：1、把一段旋律拆成正弦';
const other = '漫步随机世界（一）：醉汉为什么走不远';

describe('the reader', () => {
  let blog: Blog;
  let workbench: Workbench;

  before(async () => {
    blog = await startDemo({ gate: true });
    workbench = await Workbench.open({ blog, settings: { 'scientificSpaces.blog.shippedIndex': false }, size: { width: 1500, height: 900 } });
    await workbench.openSideBar();
    await workbench.runCommand('Scientific Spaces: Refresh');
    await workbench.treeRows('Archive').first().waitFor();
    await workbench.openFile('paper.tex').catch(() => workbench.page.keyboard.press('Escape'));
    await open(first);
  });
  after(() => workbench.close());

  const page = () => workbench.webview;
  const formula = (tex: string) => page().locator('.text [data-display]', { has: page().locator('.katex') }).and(page().locator(`[data-tex*="${tex}"]`)).first();
  const scrollY = async () => (await workbench.webviewFrame()).evaluate(() => Math.round(window.scrollY));

  async function open(title: string): Promise<void> {
    await workbench.runCommand('Scientific Spaces: Search…');
    await workbench.typeInQuickInput(title);
    await workbench.firstPick(title);
    await workbench.page.keyboard.press('Enter');
    await page().locator('h1', { hasText: title }).waitFor();
    await page().locator('.page.complete').waitFor();
  }

  it('shows an article with its facts, its licence and its numbers', async () => {
    const facts = (await page().locator('.facts').textContent()) ?? '';
    for (const fact of ['2025-01-12', '数学研究', '3,120']) assert.ok(facts.includes(fact), `${fact} in ${facts}`);
    assert.match((await page().locator('.licence').textContent()) ?? '', /CC BY-NC-ND.*archives\/90001/);
    assert.match((await formula('eq:series').textContent()) ?? '', /\(1\)/);
    assert.equal(await page().locator('.math-failed').count(), 0);
    await workbench.screenshotInAllThemes('reader');
  });

  it('never makes the page scroll sideways', async () => {
    const frame = await workbench.webviewFrame();
    assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  });

  it('shows an equation where it is referred to, goes there, and comes back', async () => {
    const reference = page().locator('.text a.reference', { hasText: '(1)' }).first();
    await reference.scrollIntoViewIfNeeded();
    await reference.hover();
    await page().locator('.preview .katex').waitFor();
    await workbench.screenshot('reader-reference');
    const before = await settled(scrollY);
    await reference.click();
    await page().locator('.text .arrived').waitFor();
    await until('the equation in sight', () => isInSight(formula('eq:series')));
    await workbench.page.keyboard.press('Alt+ArrowLeft');
    await until(`the place of before, ${before}`, async () => Math.abs((await scrollY()) - before) < 4);
  });

  it('copies the LaTeX of a formula that is clicked, without its label', async () => {
    const text = await workbench.copied(() => formula('eq:series').locator('.katex-html').click());
    assert.match(text, /^\\begin\{equation\}[^]*\\sum_\{n=1\}\^\{\\infty\}[^]*\\end\{equation\}$/);
    assert.doesNotMatch(text, /\\label/);
    await until('the LaTeX with its number', async () => {
      // The offer goes after some seconds; the formula brings it back.
      if (!(await page().locator('.toast button').isVisible())) await formula('eq:series').locator('.katex-html').click();
      await page().locator('.toast button').click({ timeout: 3000 });
      return /\\tag\{1\}/.test(await workbench.clipboard());
    });
  });

  it('copies a passage as Markdown with LaTeX', async () => {
    const frame = await workbench.webviewFrame();
    await frame.evaluate(() => {
      const paragraph = [...document.querySelectorAll('.text p')].find((each) => each.querySelector('[data-tex]:not([data-display])'));
      const range = document.createRange();
      if (paragraph) range.selectNodeContents(paragraph);
      document.getSelection()?.removeAllRanges();
      document.getSelection()?.addRange(range);
    });
    assert.match(await workbench.copied(() => workbench.page.keyboard.press('Control+C')), /^设\s?\$f\(x\)\$\s?以\s?\$2\\pi\$/);
  });

  it('shows pictures from the disk', async () => {
    const image = page().locator('.text img').first();
    await image.scrollIntoViewIfNeeded();
    await page().locator('.text img:not(.waiting)').first().waitFor();
    await until('the picture', () => image.evaluate((element) => (element as HTMLImageElement).naturalWidth > 0));
    assert.equal(blog.requests().filter((path) => path.includes('90001-square.png')).length, 1);
    await workbench.screenshot('reader-image');
  });

  it('fetches the comments once they are unfolded, with their formulas', async () => {
    await page().locator('.comments > summary').click();
    await page().locator('.comment').first().waitFor();
    assert.ok((await page().locator('.comment .katex').count()) > 0);
    await workbench.screenshot('reader-comments');
  });

  it('opens the next article in the same panel, and goes back to the place in the first', async () => {
    const frame = await workbench.webviewFrame();
    await frame.evaluate(() => window.scrollTo(0, 700));
    await workbench.page.waitForTimeout(300); // the page notes where it is once it rests
    const before = await settled(scrollY);
    await open(other);
    assert.equal(await workbench.page.locator('.tab', { hasText: other }).count(), 1);
    assert.equal(await workbench.page.locator('.tab', { hasText: first }).count(), 0);
    assert.equal(await scrollY(), 0);
    await page().locator('.toolbar button').first().click();
    await page().locator('h1', { hasText: first }).waitFor();
    await page().locator('.page.complete').waitFor();
    await until(`the place of before: ${before}`, async () => Math.abs((await scrollY()) - before) < 8);
  });

  it('keeps its place while another tab is in front, and after the window was reloaded', async () => {
    const before = await settled(scrollY);
    await workbench.runCommand('File: New Untitled Text File');
    await page().locator('h1').waitFor({ state: 'hidden' }).catch(() => undefined);
    await workbench.page.locator('.tab', { hasText: first }).click();
    await page().locator('.page.complete').waitFor();
    await until(`the place of before, after the tab: ${before}`, async () => Math.abs((await scrollY()) - before) < 8);
    await workbench.page.waitForTimeout(8000); // VS Code keeps what is open only now and then
    await workbench.reload();
    await page().locator('.page.complete').waitFor({ timeout: 40_000 });
    await until(`the place of before, after the reload: ${before}`, async () => Math.abs((await scrollY()) - before) < 8);
  });

  it('says so when there is no network and no copy, with Retry and Open in Browser', async () => {
    await blog.close();
    await workbench.runCommand('Scientific Spaces: Search…');
    await workbench.typeInQuickInput('矩阵');
    await workbench.firstPick(/矩阵/);
    await workbench.page.keyboard.press('Enter');
    await page().locator('.failure').waitFor();
    assert.equal(await page().locator('.failure button', { hasText: 'Retry' }).count(), 1);
    assert.equal(await page().locator('.failure button', { hasText: 'Open in Browser' }).count(), 1);
    await workbench.screenshotInAllThemes('reader-unreachable');
  });

  async function isInSight(locator: ReturnType<typeof formula>): Promise<boolean> {
    return locator.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
  }
});
