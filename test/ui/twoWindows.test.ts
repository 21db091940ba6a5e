import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const old = '@misc{old,\n  title = {Old},\n}\n';
/** What one window cites, and what the other. */
const pairs = [
  ['低秩近似之路（一）：伪逆', '低秩近似之路（二）：SVD'],
  ['MoE环游记：1、从几何意义出发', 'MoE环游记：2、不患寡而患不均'],
  ['重温SSM（一）：线性系统和HiPPO矩阵', '重温SSM（二）：HiPPO的一些遗留问题'],
  ['矩阵r次方根和逆r次方根的高效计算', '矩阵平方根和逆平方根的高效计算'],
] as const;

describe('two windows that cite into one bibliography', () => {
  let windows: readonly [Workbench, Workbench];
  before(async () => {
    const first = await Workbench.open({ settings: { 'scientificSpaces.blog.baseUrl': 'http://127.0.0.1:9' } });
    for (const bibliography of ['turns', 'open', 'together']) {
      first.writeFile(`${bibliography}.bib`, old);
      for (const name of ['first', 'second']) first.writeFile(`${bibliography}-${name}.tex`, `\\begin{document}\n\n\\bibliography{${bibliography}}\n\\end{document}\n`);
    }
    windows = [first, await first.openWindow()];
  });
  after(() => windows[0].close());
  afterEach(async () => {
    await windows[0].screenshot('two-windows-first');
    await windows[1].screenshot('two-windows-second');
  });

  /** Opens the document of each window, with the cursor on its empty line. */
  async function openDocuments(bibliography: string): Promise<void> {
    for (const [index, name] of ['first', 'second'].entries()) {
      await windows[index]?.openFile(`${bibliography}-${name}.tex`);
      await windows[index]?.goTo(2);
    }
  }

  async function find(window: Workbench, title: string): Promise<void> {
    await window.runCommand('Insert Citation…');
    await window.typeInQuickInput(title);
    await window.firstPick(title);
  }

  /** Each title once, beside what was there; nothing left beside the file. */
  async function assertEntries(bibliography: string, titles: readonly string[]): Promise<void> {
    const text = () => windows[0].readFile(`${bibliography}.bib`);
    await until(`${titles.length} entries`, () => titles.every((title) => text().includes(`{{${title}}}`)));
    assert.ok(text().startsWith(old.trimEnd()), text());
    assert.equal(text().match(/^@/gm)?.length, titles.length + 1, text());
    await until('no copy to be left', () => !existsSync(path.join(windows[0].folder, `${bibliography}.bib.unfinished`)));
  }

  /** One window after the other. */
  async function citeInTurn(bibliography: string, titles: readonly [string, string]): Promise<void> {
    await openDocuments(bibliography);
    for (const [index, window] of windows.entries()) {
      await find(window, titles[index] as string);
      await window.pick(titles[index] as string);
      await window.waitForText('\\cite{kexuefm-');
    }
    await assertEntries(bibliography, titles);
  }

  it('in turn: both entries', () => citeInTurn('turns', pairs[0]));

  it('in turn, while both have it open: both entries', async () => {
    for (const window of windows) await window.openFile('open.bib');
    await citeInTurn('open', pairs[1]);
  });

  it('at the same moment, again and again: all entries', async () => {
    await openDocuments('together');
    for (const pair of pairs) {
      for (const [index, window] of windows.entries()) await find(window, pair[index] as string);
      await Promise.all(windows.map((window, index) => window.pick(pair[index] as string)));
    }
    await assertEntries('together', pairs.flat());
    for (const window of windows) assert.equal((await window.editorText()).match(/kexuefm-/g)?.length, pairs.length);
  });
});
