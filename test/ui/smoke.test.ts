import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Workbench } from '../harness/workbench';

describe('the packed extension', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench.close());

  it('shows its four views in the side bar', async () => {
    await workbench.openSideBar();
    const headers = workbench.page.locator('.sidebar .pane-header .title');
    await headers.nth(3).waitFor();
    assert.equal(await headers.count(), 4);
    await workbench.screenshotInAllThemes('side-bar');
  });
});
