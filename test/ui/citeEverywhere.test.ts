import { after, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const fourier = '从零读懂傅里叶：1、把一段旋律拆成正弦';
const bib = '@misc{kexuefm-10088,\n  title = {Old title},\n  url = {\\url{https://kexue.fm/archives/10088}},\n}\n\n@misc{kexuefm-10007,\n  url = {https://kexue.fm/archives/10007},\n}\n\n@online{twice,\n  url = {https://spaces.ac.cn/archives/10007},\n}\n';

describe('citing from where one is', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ settings: { 'scientificSpaces.blog.shippedIndex': false }, size: { width: 1500, height: 900 } });
    workbench.writeFile('reader.bib', '');
    workbench.writeFile('reader.tex', 'from the reader: \n\n\\bibliography{reader}\n');
    workbench.writeFile('search.bib', '');
    workbench.writeFile('search.tex', 'from the search: \n\n\\bibliography{search}\n');
    await workbench.openSideBar();
    await workbench.runCommand('Scientific Spaces: Refresh');
    await workbench.treeRows('Archive').first().waitFor();
  });
  after(() => workbench.close());

  async function find(title: string): Promise<void> {
    await workbench.openPicker('Control+Alt+K', title);
    await workbench.firstPick(title);
  }

  it('the button of a row in the search cites into the document', async () => {
    await workbench.openFile('search.tex');
    await workbench.goTo(1, 18);
    await find(fourier);
    await workbench.pickRows(fourier).first().hover();
    await workbench.pickRows(fourier).first().getByRole('button', { name: /Cite/ }).click();
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.waitForText('from the search: \\cite{');
    await until('the entry in the bibliography', () => workbench.readFile('search.bib').includes('拆成正弦'));
  });

  it('the button of the reader cites into the document beside it', async () => {
    await workbench.openFile('reader.tex');
    await workbench.goTo(1, 18);
    await find(fourier);
    await workbench.page.keyboard.press('Enter');
    await workbench.webview.locator('h1', { hasText: fourier }).waitFor();
    await workbench.webview.getByRole('button', { name: /^Cite/ }).first().click();
    await workbench.waitForText('from the reader: \\cite{').finally(() => workbench.screenshot('cite-reader'));
    await until('the entry in the bibliography', () => workbench.readFile('reader.bib').includes('拆成正弦'));
  });
});

for (const [locale, check, replace] of [[undefined, 'Check Bibliography', 'Replace Bare Links by Citations'], ['zh-cn', '检查参考文献', '裸链接']] as const) {
  describe(`what care shows before it changes anything, ${locale ?? 'English'}`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await Workbench.open({ ...(locale && { locale }), settings: { 'scientificSpaces.blog.baseUrl': 'http://127.0.0.1:9' }, size: { width: 1280, height: 800 } });
      workbench.writeFile('faults.bib', bib);
      workbench.writeFile('links.md', '---\nbibliography: faults.bib\n---\n\n见 https://kexue.fm/archives/10088 与 https://kexue.fm/archives/10007 。\n');
      await workbench.openSideBar();
    });
    after(() => workbench.close());

    for (const theme of ['light', 'dark', 'contrast'] as const) {
      it(`lists what is wrong in a bibliography, ${theme}`, async () => {
        await workbench.setTheme(theme);
        await workbench.openFile('faults.bib');
        await workbench.runCommand(check);
        await workbench.pickRows('kexuefm-10088').first().waitFor();
        await workbench.screenshot(`cite-check-${locale ?? 'en'}`);
        await workbench.page.keyboard.press('Escape');
      });

      it(`shows each link and what it becomes, ${theme}`, async () => {
        await workbench.openFile('links.md');
        await workbench.runCommand(replace);
        await workbench.pickRows('[@kexuefm-10088]').first().waitFor();
        await workbench.screenshot(`cite-replace-${locale ?? 'en'}`);
        await workbench.page.keyboard.press('Escape');
      });
    }
  });
}
