import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

describe('recent comments', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ settings: { 'scientificSpaces.blog.shippedIndex': false }, size: { width: 1400, height: 900 } });
    await workbench.openSideBar();
    await workbench.runCommand('Scientific Spaces: Refresh');
    await workbench.treeRows('Archive').first().waitFor();
  });
  after(() => workbench.close());

  it('stand in a list with their posts, and each leads to its place below its post', async () => {
    await workbench.runCommand('Recent Comments');
    await workbench.quickInput.locator('input[placeholder^="Recent comments"]').waitFor();
    await workbench.pickRows().nth(2).waitFor();
    assert.ok((await workbench.pickRows().count()) >= 3);
    await workbench.screenshot('comments-recent');
    const label = await workbench.pickRows().first().getAttribute('aria-label');
    const author = await workbench.pickRows().first().locator('.label-name').first().innerText();
    await workbench.page.keyboard.press('Enter');
    const page = workbench.webview;
    const comments = page.locator('.comment');
    await comments.first().waitFor();
    const inSight = async () => (await comments.evaluateAll((all) => (all as unknown as { getBoundingClientRect(): { top: number }; innerText: string }[]).filter((each) => { const { top } = each.getBoundingClientRect(); return top >= -5 && top < 850; }).map((each) => each.innerText))).join('\n');
    await until(`${author} (${label}) in sight`, async () => (await inSight()).includes(author));
    await workbench.screenshotInAllThemes('comments-landed');
  });
});
