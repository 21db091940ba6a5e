import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { decodeCatalogue } from '../../src/core/catalogue/decodeCatalogue';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { root } from '../harness/paths';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

/** Titles alone: no text is on the disk of a fresh installation. */
const index = new SearchIndex(decodeCatalogue(JSON.parse(readFileSync(path.join(root, 'media/catalogue.json'), 'utf8'))));

describe('the one picker', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open();
    await workbench.openSideBar(); // its keys are known once its views are
  });
  after(() => workbench.close());

  const open = async (query: string): Promise<void> => {
    await workbench.page.keyboard.press('Escape');
    await workbench.openPicker('Control+Alt+K', query);
  };
  const labels = (): Promise<string[]> => workbench.pickRows().locator('.quick-input-list-label .label-name').allTextContents();

  for (const [query, title] of [
    ['kuosanmoxing 18', '生成扩散模型漫谈（十八）'],
    ['扩散 18', '生成扩散模型漫谈（十八）'],
    ['傅里葉 概率', '用傅里叶级数拟合一维概率密度函数'],
    ['series:Transformer升级之路 旋转', 'Transformer升级之路：'],
  ] as const) {
    it(`finds ${title} by ${query}`, async () => {
      await open(query);
      await workbench.firstPick(new RegExp(title));
    });
  }

  for (const query of ['旋转', 'xuanzhuan', 'attention', '分析 -傅里叶']) {
    it(`shows the rows of ${query} in the order of the ranking, not in one of VS Code's`, async () => {
      const ranked = index.search(query).first(8).map(({ article }) => article.title);
      await open(query);
      await until(`${ranked.join(', ')} in this order`, async () => isDeepStrictEqual((await labels()).slice(0, ranked.length), ranked));
      await workbench.screenshot('search-order');
    });
  }

  for (const [query, name] of [
    ['旋转位置', 'chinese'],
    ['juzhen', 'pinyin'],
    ['series:Trans', 'filter'],
    ['模型 －扩散', 'negated'],
  ] as const) {
    it(`looks right for ${query}, in every theme`, async () => {
      for (const theme of ['dark', 'contrast', 'light'] as const) {
        await workbench.setTheme(theme);
        await open(query);
        await workbench.pickRows().nth(1).waitFor();
        await workbench.page.locator('.quick-input-title', { hasText: /posts?|found/ }).waitFor();
        await workbench.screenshot(`search-${name}`);
        await workbench.page.keyboard.press('Escape');
      }
    });
  }

  it('says that nothing is found, in every theme', async () => {
    for (const theme of ['dark', 'contrast', 'light'] as const) {
      await workbench.setTheme(theme);
      await open('此处全无');
      await workbench.page.locator('.quick-input-title', { hasText: 'Nothing found' }).waitFor();
      await workbench.screenshot('search-nothing');
      await workbench.page.keyboard.press('Escape');
    }
  });

  it('completes filters as one types', async () => {
    await open('year:20');
    await workbench.pickRows('year:2024').first().waitFor();
    await workbench.pick('year:2024');
    await workbench.page.waitForFunction(() => (document.querySelector('.quick-input-widget input') as HTMLInputElement).value.startsWith('year:2024'));
    await workbench.page.waitForFunction(() => /^2024/.test(document.querySelector('.quick-input-list .monaco-list-row .label-description')?.textContent ?? ''));
  });

  it('shows recent and new posts for an empty input, each once', async () => {
    await open('');
    const shown = await until('recent and new posts', async () => {
      const all = await labels();
      return all.length > 5 ? all : undefined;
    });
    await workbench.screenshot('search-empty');
    assert.deepEqual([...new Set(shown)], shown);
  });
});
