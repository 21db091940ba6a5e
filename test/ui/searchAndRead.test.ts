import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const fourier = '从零读懂傅里叶：1、把一段旋律拆成正弦';
const diffusion = '漫步随机世界（三）：扩散方程从哪里来';

describe('from a search into the text', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ settings: { 'scientificSpaces.blog.shippedIndex': false }, size: { width: 1500, height: 900 } });
    await workbench.openSideBar();
    await workbench.runCommand('Scientific Spaces: Refresh');
    await workbench.treeRows('Archive').first().waitFor();
    for (const title of [diffusion, fourier]) {
      await search(title);
      await workbench.firstPick(title);
      await workbench.page.keyboard.press('Enter');
      await page().locator('h1', { hasText: title }).waitFor();
      await page().locator('.page.complete').waitFor();
    }
  });
  after(() => workbench.close());

  const page = () => workbench.webview;

  const search = (query: string) => workbench.openPicker('Control+Alt+K', query);

  /** Waits for the row of a post that shows a passage. */
  const passage = (title: string, text: string) => workbench.pickRows(title).filter({ hasText: text });

  const countOfMatches = async () => (await page().locator('.matches span').textContent()) ?? '';

  /** Whether what is marked as the current match can be seen. */
  const isCurrentInSight = async () =>
    (await workbench.webviewFrame()).evaluate(() => {
      const inSight = ({ top, bottom, height }: DOMRect): boolean => height > 0 && top >= 0 && bottom <= window.innerHeight;
      const ranges = [...(CSS.highlights.get('reader-current') ?? [])] as Range[];
      return ranges.some((range) => inSight(range.getBoundingClientRect())) || [...document.querySelectorAll('.marked.current')].some((each) => inSight(each.getBoundingClientRect()));
    });

  const land = async (query: string, title: string, text: string): Promise<void> => {
    await search(query);
    await passage(title, text).first().waitFor();
    await workbench.screenshot(`search-passage-${title.slice(-4)}`);
    await passage(title, text).first().click();
    await page().locator('h1', { hasText: title }).waitFor();
    await page().locator('.matches span', { hasText: / of / }).waitFor();
    await until(`the match of ${query} in sight`, isCurrentInSight);
  };

  it('offers once, where little is found, to download the texts that are not on the disk', async () => {
    const offer = workbench.pickRows('Search the texts of');
    await search('量子纠缠态');
    await offer.first().waitFor();
    await workbench.page.locator('.quick-input-title', { hasText: 'Nothing found · 2 of 16 texts' }).waitFor();
    await workbench.screenshot('search-offer');
    await offer.first().click();
    // What to download is asked: nothing comes that was not chosen.
    await workbench.page.waitForFunction(() => (document.querySelector('.quick-input-widget input') as HTMLInputElement).value === '');
    await workbench.screenshot('search-offer-taken');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await search('量子纠缠态');
    await workbench.page.locator('.quick-input-title', { hasText: 'Nothing found · 2 of 16 texts' }).waitFor();
    await offer.first().waitFor({ state: 'detached' }); // rows of before stay until those of this search come
    await workbench.page.keyboard.press('Escape');
  });

  for (const [query, title, text] of [
    ['积化和差', fourier, '积化和差'],
    ['積化和差', fourier, '积化和差'],
    ['NUMPY', diffusion, 'numpy'],
    ['\\frac{a_0}2', fourier, 'a_0'],
  ] as const) {
    it(`lands on the passage that ${query} was found in, and marks it`, async () => {
      await land(query, title, text);
    });
  }

  it('marks a formula as a whole, and F3 goes to the next match', async () => {
    await land('\\cos nx', fourier, 'cos nx');
    assert.ok((await page().locator('.marked').count()) > 1);
    const [bar, outline] = await Promise.all([page().locator('.matches').boundingBox(), page().locator('.outline summary').boundingBox()]);
    assert.ok(bar && outline && bar.y + bar.height <= outline.y, `The count of matches covers the outline: ${JSON.stringify([bar, outline])}`);
    await workbench.screenshotInAllThemes('search-landing');
    await page().locator('h1').click();
    const before = await countOfMatches();
    await workbench.page.keyboard.press('F3');
    await page().locator('.matches span', { hasNotText: before }).waitFor();
    await workbench.page.keyboard.press('Shift+F3');
    await page().locator('.matches span', { hasText: before }).waitFor();
  });

  it('opens a post that was found by its title at its beginning, with nothing marked', async () => {
    await search('扩散方程');
    await workbench.firstPick(diffusion);
    await workbench.page.keyboard.press('Enter');
    await page().locator('h1', { hasText: diffusion }).waitFor();
    await page().locator('.page.complete').waitFor();
    await page().locator('.matches').first().waitFor({ state: 'hidden' });
    assert.equal(await page().locator('.marked').count(), 0);
  });

  it('filters the trees as one types; Enter keeps the filter, a button clears it', async () => {
    await workbench.view('Series').hover();
    await workbench.view('Series').getByRole('button', { name: 'Filter…' }).click();
    await workbench.quickInput.getByText('Filter the Posts').waitFor();
    await workbench.typeInQuickInput('积化和差');
    await workbench.view('Series').getByText('1 post for').waitFor();
    await workbench.treeRows('Series', '把一段旋律').waitFor();
    await workbench.treeRows('Archive', fourier).waitFor();
    await until('the group and its post', async () => (await workbench.treeRows('Series').count()) === 2);
    await workbench.typeInQuickInput('suiji');
    await workbench.view('Series').getByText('4 posts for').waitFor();
    await workbench.treeRows('Series', '赌徒').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.screenshotInAllThemes('search-filtered-tree');
    await until('the group and its four posts', async () => (await workbench.treeRows('Series').count()) === 5);
    await workbench.view('Series').hover();
    await workbench.view('Series').getByRole('button', { name: 'Clear Filter' }).click();
    await workbench.treeRows('Series', '矩阵小品').waitFor();
    await workbench.view('Series').getByText('posts for').waitFor({ state: 'detached' });
  });

  it('leaves the trees as they were when the input is left by Escape; Escape in a view clears a kept filter', async () => {
    const filter = async (query: string): Promise<void> => {
      await workbench.runCommand('Scientific Spaces: Filter…');
      await workbench.quickInput.waitFor();
      await workbench.typeInQuickInput(query);
    };
    await filter('矩阵');
    await workbench.view('Series').getByText('posts for').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.treeRows('Series', '随机世界').waitFor();
    await filter('矩阵');
    await workbench.view('Series').getByText('posts for').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.treeRows('Series', '矩阵').first().click();
    await workbench.page.keyboard.press('Escape');
    await workbench.treeRows('Series', '随机世界').waitFor();
  });

  it('searches for what is selected in an editor', async () => {
    workbench.writeFile('selection.txt', '说的是\n随机世界');
    await workbench.openFile('selection.txt');
    await workbench.goTo(2);
    await workbench.page.keyboard.press('Shift+End');
    await workbench.runCommand('Scientific Spaces: Search for Selection');
    await workbench.pickRows('漫步随机世界').first().waitFor();
    assert.equal(await workbench.quickInput.locator('input.input').inputValue(), '随机世界');
    await workbench.page.keyboard.press('Escape');
  });

  it('offers posts like the open one', async () => {
    await workbench.page.locator('.tab', { hasText: '扩散方程' }).click();
    await page().locator('h1', { hasText: diffusion }).click();
    await workbench.runCommand('Scientific Spaces: Similar Posts');
    await workbench.pickRows('漫步随机世界（').first().waitFor();
    assert.equal(await workbench.pickRows(diffusion).count(), 0);
    await workbench.pickRows('漫步随机世界（').first().click();
    await page().locator('h1', { hasText: '漫步随机世界（' }).and(page().locator('h1:not(:has-text("（三）"))')).waitFor();
  });
});
