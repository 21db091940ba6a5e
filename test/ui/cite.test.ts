import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const title = '用傅里叶级数拟合一维概率密度函数';

describe('citing by hand', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ settings: { 'scientificSpaces.blog.baseUrl': 'http://127.0.0.1:9' }, size: { width: 1280, height: 900 } });
    workbench.writeFile('marked.bib', '@online{mine,\n  url = {https://kexue.fm/archives/10088},\n}\n');
    workbench.writeFile('marked.tex', '\\cite{kexuefm-10007}\n\n\\bibliography{marked}\n');
    workbench.writeFile('dropped.bib', '');
    workbench.writeFile('dropped.tex', 'drop here: \n\n\\bibliography{dropped}\n');
    await workbench.openSideBar();
  });
  after(() => workbench.close());

  const several = () => workbench.quickInput.locator('.quick-input-titlebar .action-label.codicon-checklist');

  it('the picker marks what the document cites and what its bibliography has', async () => {
    await workbench.openFile('marked.tex');
    await workbench.goTo(2);
    await workbench.runCommand('Insert Citation…');
    await workbench.typeInQuickInput(title);
    await workbench.pickRows('cited in this document').first().waitFor();
    await workbench.screenshot('cite-marks');
    await workbench.page.keyboard.press('Escape');
  });

  it('pinyin and any piece of a title find the post', async () => {
    await workbench.openFile('marked.tex');
    await workbench.goTo(2);
    await workbench.runCommand('Insert Citation…');
    await workbench.typeInQuickInput('fuliye nihe');
    await workbench.pickRows(title).first().waitFor();
    await workbench.screenshot('cite-pinyin');
    await workbench.typeInQuickInput('级数拟合一维');
    await workbench.firstPick(title);
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.page.waitForFunction((line) => document.querySelectorAll('.editor-instance .view-line')[1]?.textContent?.includes(line), '\\cite{kexuefm-10007}');
    await workbench.page.keyboard.press('Control+Z');
  });

  it('several posts are checked and cited together', async () => {
    await workbench.openFile('marked.tex');
    await workbench.goTo(2);
    await workbench.runCommand('Insert Citation…');
    await workbench.typeInQuickInput('Transformer升级之路');
    await workbench.firstPick(/^Transformer升级之路/);
    await several().click();
    await workbench.quickInput.getByText('1 Selected').waitFor();
    await workbench.pickRows().nth(1).click();
    await workbench.quickInput.getByText('2 Selected').waitFor();
    await workbench.screenshot('cite-several');
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForText(',kexuefm-');
    const [, second] = (await workbench.editorText()).split('\n');
    assert.match(second ?? '', /^\\cite\{kexuefm-\d+,kexuefm-\d+\}$/);
    await workbench.page.keyboard.press('Control+Z');
  });

  it('every form of a citation can be copied', async () => {
    await workbench.runCommand('Copy Citation As…');
    await workbench.typeInQuickInput(title);
    await workbench.pick(title);
    await workbench.pickRows('natbib').first().waitFor();
    await workbench.screenshot('cite-copy');
    await workbench.typeInQuickInput('hayagriva');
    await workbench.pickRows('hayagriva').and(workbench.page.locator('.focused')).waitFor();
    const copied = await workbench.copied(() => Promise.all([workbench.page.locator('.statusbar-item', { hasText: 'Copied' }).first().waitFor(), workbench.page.keyboard.press('Enter')]));
    assert.match(copied, /^kexuefm-10007:\n +type: /);
  });

  it('a row dragged into the document is cited where it is dropped', async () => {
    await workbench.openFile('dropped.tex');
    const row = workbench.page.locator('.sidebar .monaco-list-row', { hasText: 'Transformer升级之路' }).first();
    await row.click();
    const member = workbench.page.locator('.sidebar .monaco-list-row[aria-level="2"]').first();
    await member.waitFor();
    await workbench.dragIntoEditor(member, 'drop');
    await workbench.waitForText('\\cite{kexuefm-').finally(() => workbench.screenshot('cite-drop'));
    await until('the entry in the bibliography', () => /^@misc\{kexuefm-\d+,/.test(workbench.readFile('dropped.bib')));
    await workbench.page.keyboard.press('Control+Z');
    assert.match(await workbench.editorText(), /^drop here: \n/);
  });
});
