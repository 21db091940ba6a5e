import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startReplicaBlog, type Blog } from '../../harness/blog';
import { Workbench } from '../../harness/workbench';

const view = 'Other Blogs';

describe('the digest of the shared data, as another blog', () => {
  let workbench: Workbench;
  let digest: Blog;
  before(async () => {
    digest = await startReplicaBlog({ gate: false, digest: true });
    workbench = await Workbench.open({ size: { width: 1400, height: 1000 } });
    await workbench.openSideBar();
    for (const other of ['Series', 'Archive']) await workbench.view(other).locator('.pane-header').click();
    await workbench.expandView(view);
  });
  after(async () => {
    await workbench.close();
    await digest.close();
  });

  it('is added by its address; every post that is listed opens with its formulas drawn', async () => {
    await workbench.view(view).getByText('Add Blog…').click();
    await workbench.typeInQuickInput(digest.url);
    await workbench.page.keyboard.press('Enter');
    await workbench.treeRows(view, 'Deep Signal').first().click();
    const posts = workbench.page.locator('.sidebar .monaco-list-row[aria-level="2"]');
    await posts.first().waitFor();
    const total = await posts.count();
    let formulas = 0;
    for (let index = 0; index < total; index++) {
      const title = await posts.nth(index).locator('.label-name').innerText();
      await posts.nth(index).click();
      const page = workbench.webview;
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      await page.locator('.page.complete').waitFor();
      formulas += await page.locator('article.text [data-tex]').count();
      assert.doesNotMatch(await page.locator('article.text').innerText(), /\\\(|\\\[|\\tag/, title);
      assert.equal(await page.locator('article.text .katex-error').count(), 0, title);
    }
    console.log(`      ${total} posts, ${formulas} formulas`);
    assert.ok(total > 0 && formulas > 0);
    await workbench.screenshotInAllThemes('blogs-digest');
  });
});
