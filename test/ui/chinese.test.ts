import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const title = '从零读懂傅里叶：1、把一段旋律拆成正弦';
const series = '从零读懂傅里叶';

describe('in Chinese', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ locale: 'zh-cn', settings: { 'scientificSpaces.blog.shippedIndex': false }, size: { width: 1400, height: 900 } });
    workbench.writeFile('zh.bib', '');
    workbench.writeFile('zh.tex', '\\documentclass{article}\n\\begin{document}\n\n\\bibliography{zh}\n\\end{document}\n');
    await workbench.openSideBar();
  });
  after(() => workbench.close());

  const row = (view: string, text: string) => workbench.treeRows(view, text).first();

  /** Nothing that the extension says may be left in English: two Latin words in a row that are no name. */
  async function isChinese(place: Locator): Promise<void> {
    const texts = (await place.allInnerTexts()).join('\n');
    assert.match(texts, /\p{Script=Han}/u);
    const left = texts.replaceAll(/Scientific Spaces|JSON Feed|CC BY-NC-ND|https?:\S+|series: year: tag: category: is: in:/g, '').match(/[A-Za-z]{2,}[ .:]+[A-Za-z]{2,}/g);
    assert.equal(left, null, texts);
  }

  /** Runs a command that opens a picker, until the picker shows `row`: one that loses the focus to a page that loads is gone. */
  async function choose(title: string, row?: string): Promise<void> {
    await until(`the picker of ${title}`, async () => {
      await workbench.runCommand(`科学空间: ${title}`);
      await workbench.pickRows(row).first().waitFor({ timeout: 5000 });
      return true;
    });
  }

  it('an empty side bar says how to fill it, and fills', async () => {
    await workbench.expandView('其他博客');
    await workbench.expandView('阅读清单');
    await workbench.view('系列').getByText('尚无文章列表').waitFor();
    await workbench.view('其他博客').getByText('添加博客…').waitFor();
    await workbench.screenshotInAllThemes('chinese-none');
    await isChinese(workbench.page.locator('.sidebar .pane'));
    await Promise.all([workbench.page.getByText('现已列出 16 篇文章。').first().waitFor(), workbench.view('系列').getByText('从博客获取').click()]);
    for (const view of ['其他博客', '阅读清单']) await workbench.view(view).locator('.pane-header').click();
  });

  it('the side bar names series, years, months and what stands in a hover', async () => {
    await row('系列', series).click();
    await row('归档', '2024').click();
    await row('归档', '三月').waitFor();
    await row('系列', '把一段旋律').hover();
    const hover = workbench.page.locator('.workbench-hover:visible');
    await hover.getByText('2025-01-12').waitFor();
    await workbench.screenshot('chinese-side-bar');
    await workbench.page.mouse.move(900, 500);
  });

  it('the reader', async () => {
    await row('系列', '把一段旋律').click();
    const page = workbench.webview;
    await page.locator('.page.complete').waitFor();
    await workbench.screenshotInAllThemes('chinese-reader');
    await page.locator('.comments > summary').click();
    await page.locator('.comment .badge', { hasText: '作者' }).first().waitFor();
    await page.locator('.comments').scrollIntoViewIfNeeded();
    await workbench.screenshot('chinese-reader-foot');
    for (const place of ['.toolbar', '.facts', '.foot', '.comments > summary', '.comments header']) await isChinese(page.locator(place));
  });

  it('the picker', async () => {
    await choose('搜索…', title);
    await workbench.screenshot('chinese-picker');
    await workbench.typeInQuickInput('zhengxian');
    await workbench.pickRows(title).first().waitFor();
    await workbench.screenshot('chinese-picker-found');
    await isChinese(workbench.quickInput);
    await workbench.page.keyboard.press('Escape');
  });

  it('the picker, where a minus takes posts away and where nothing is found', async () => {
    for (const theme of ['contrast', 'dark', 'light'] as const) {
      await workbench.setTheme(theme);
      for (const [query, count, name] of [
        ['傅里叶 －旋律', /^\d+ 篇/, 'negated'],
        ['此处全无', /^没有找到/, 'nothing'],
      ] as const) {
        await workbench.openPicker('Control+Alt+K', query);
        await workbench.quickInput.locator('.quick-input-title', { hasText: count }).waitFor();
        await workbench.screenshot(`chinese-picker-${name}`);
        await isChinese(workbench.quickInput);
        await workbench.page.keyboard.press('Escape');
      }
    }
  });

  it('citing', async () => {
    await workbench.openFile('zh.tex');
    await workbench.goTo(3);
    await choose('插入引用…', title);
    await workbench.typeInQuickInput(title);
    await workbench.pickRows(title).first().waitFor();
    await workbench.screenshot('chinese-cite');
    await Promise.all([workbench.page.getByText('写入 zh.bib').first().waitFor(), workbench.pick(title)]);
    await workbench.waitForText('\\cite{kexuefm-90001}');
    await workbench.screenshot('chinese-cited');
    assert.ok(await until('the entry', () => workbench.readFile('zh.bib')));
    // The cursor stands in the citation, which is the one meant.
    await choose('复制引用为…', 'natbib');
    await workbench.screenshot('chinese-copy');
    await workbench.page.keyboard.press('Escape');
  });

  it('what can be downloaded, what space it takes, what was said of late', async () => {
    await choose('下载以便离线阅读…', '全部文章');
    await workbench.screenshot('chinese-download');
    await isChinese(workbench.quickInput);
    await workbench.page.keyboard.press('Escape');
    await choose('最近评论…', '把位置写成角度');
    await workbench.quickInput.locator('input[placeholder^="最近评论"]').waitFor();
    await workbench.screenshot('chinese-comments');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('科学空间: 占用的空间…');
    await workbench.page.locator('.monaco-dialog-box').getByText(/^1 篇文章，\d+ 张图片，共 /).waitFor();
    await workbench.screenshot('chinese-storage');
    await workbench.page.keyboard.press('Escape');
  });

  it('every setting', async () => {
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await until('the settings of the extension', async () => {
      await workbench.page.locator('.settings-editor .suggest-input-container .monaco-editor').first().click();
      await workbench.page.keyboard.press('Control+A'); // typed too early, it may be lost
      await workbench.page.keyboard.type('@ext:scientific-spaces.scientific-spaces');
      await workbench.page.locator('.settings-editor').getByText('读取博客的地址').first().waitFor({ timeout: 10_000 });
      return true;
    });
    await workbench.screenshot('chinese-settings');
  });
});
