import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

describe('without any network, from a fresh installation', () => {
  let workbench: Workbench;
  before(async () => {
    // Nothing listens at this address: what is seen comes with the extension.
    workbench = await Workbench.open({ settings: { 'scientificSpaces.blog.baseUrl': 'http://127.0.0.1:9' }, size: { width: 1280, height: 1100 } });
    // Before the first look for a file: VS Code remembers for a while what it found then.
    workbench.writeFile('cited.bib', '');
    workbench.writeFile('cited.tex', '\\documentclass{article}\n\\begin{document}\n\n\\bibliography{cited}\n\\end{document}\n');
    workbench.writeFile('unnamed.tex', 'x\n');
    workbench.writeFile('toName.tex', '\\documentclass{article}\n\\begin{document}\n\n\\end{document}\n');
    await workbench.openSideBar();
  });
  after(() => workbench.close());

  const row = (text: string) => workbench.page.locator('.sidebar .monaco-list-row', { hasText: text });

  it('the archive goes by year and month, and counts all 1,341 posts', async () => {
    // Only rows to be seen are in the page: the whole height is for the years.
    await workbench.view('Series').locator('.pane-header').click();
    const years = workbench.treeRows('Archive');
    await years.nth(17).waitFor();
    const texts = async () => (await years.allTextContents()).map((text) => text.replace(/\s/g, ''));
    assert.match((await texts())[0] ?? '', /^2026/);
    const total = async () => (await texts()).reduce((sum, text) => sum + Number(/^\d{4}(\d+)$/.exec(text)?.[1]), 0);
    await until('1,341 posts', async () => (await total()) === 1341); // the last row may still be on its way
    await workbench.expandView('Series');
  });

  it('a series opens to its posts in order, and a row tells its facts on hover', async () => {
    await row('Transformer升级之路').first().click();
    await workbench.treeRows('Series', '1、Sinusoidal').waitFor();
    const members = workbench.page.locator('.sidebar .monaco-list-row[aria-level="2"]');
    await members.nth(4).waitFor();
    const titles = await members.locator('.label-name').allTextContents();
    titles.slice(0, 5).forEach((title, index) => assert.match(title, new RegExp(`^${index + 1}、`)));
    await members.nth(1).hover();
    const hover = workbench.page.locator('.workbench-hover:visible');
    await hover.getByText('2021-03-23').waitFor();
    assert.match(await hover.innerText(), /博采众长的旋转式位置编码[^]*https:\/\/kexue\.fm\/archives\/8265/);
    await workbench.screenshot('browse-hover');
    await workbench.page.mouse.move(640, 400);
    await workbench.screenshotInAllThemes('browse');
  });

  it('a post that is not on the disk says so, with Retry and Open in Browser', async () => {
    await workbench.treeRows('Series', '2、博采众长').first().click();
    const page = workbench.webview;
    await page.getByRole('button', { name: 'Retry' }).waitFor({ timeout: 40_000 });
    await page.getByRole('button', { name: 'Open in Browser' }).last().waitFor();
    assert.match(await page.locator('body').innerText(), /could not be reached/);
    await workbench.screenshotInAllThemes('browse-no-network');
  });

  for (const title of ['用傅里叶级数拟合一维概率密度函数', '多模态思路浅谈（一）', '二维位置的旋转式位置编码']) {
    it(`the picker finds ${title} by a part of its title`, async () => {
      await workbench.openPicker('Control+Alt+K', title);
      await workbench.pickRows(title).first().waitFor();
      await workbench.page.keyboard.press('Escape');
    });
  }

  it('a citation chosen in the palette goes into the paper, and its entry into the paper’s bibliography', async () => {
    await workbench.openFile('cited.tex');
    await workbench.goTo(3);
    await workbench.runCommand('Insert Citation…');
    await workbench.typeInQuickInput('傅里叶级数拟合');
    await workbench.pickRows('傅里叶级数拟合').first().waitFor();
    await workbench.screenshot('cite-pick');
    await workbench.pick('傅里叶级数拟合');
    await workbench.waitForText('\\cite{kexuefm-10007}');
    await workbench.screenshot('cite-done');
    const entry = await until('the entry in the bibliography', () => workbench.readFile('cited.bib'));
    assert.match(entry, /^@misc\{kexuefm-10007,\n[^]*用傅里叶级数拟合一维概率密度函数[^]*\}\n$/);
    await workbench.page.keyboard.press('Control+Z');
    await workbench.editor.getByText('\\cite{kexuefm-10007}').waitFor({ state: 'detached' });
    assert.equal((await workbench.editorText()).trim(), '\\documentclass{article}\n\\begin{document}\n\n\\bibliography{cited}\n\\end{document}');
  });

  it('a document that names no bibliography is asked about, and nothing is written when the question is left', async () => {
    await workbench.openFile('unnamed.tex');
    await workbench.runCommand('Insert Citation…');
    await workbench.typeInQuickInput('傅里叶级数拟合');
    await workbench.pick('傅里叶级数拟合');
    await workbench.pickRows('references.bib').waitFor();
    await workbench.screenshot('cite-ask');
    await workbench.page.keyboard.press('Escape');
    assert.equal((await workbench.editorText()).trim(), 'x');
  });

  it('a document that names no bibliography comes to name the one that was chosen, if its writer wants it', async () => {
    await workbench.openFile('toName.tex');
    await workbench.goTo(3);
    await workbench.runCommand('Insert Citation…');
    await workbench.typeInQuickInput('傅里叶级数拟合');
    await workbench.pick('傅里叶级数拟合');
    await workbench.pick('references.bib');
    await workbench.waitForText('\\cite{kexuefm-10007}');
    const offer = workbench.toast('toName.tex does not name references.bib');
    await offer.waitFor();
    await workbench.screenshotInAllThemes('cite-name');
    await offer.getByText('Name It There').click();
    await workbench.waitForText('\\bibliography{references}');
    assert.match(await workbench.editorText(), /\\cite\{kexuefm-10007\}\n\\bibliographystyle\{plain\}\n\\bibliography\{references\}\n\\end\{document\}/);
  });
});
