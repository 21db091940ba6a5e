import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { categories } from '../demoBlog/pages';
import { startDemo } from '../harness/blog';
import { startNameProxy } from '../harness/nameProxy';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const name = 'blog.example.org';

describe('a proxy that refuses all connections', () => {
  let workbench: Workbench;
  let proxy: Awaited<ReturnType<typeof startNameProxy>>;
  before(async () => {
    const blog = await startDemo();
    proxy = await startNameProxy({ [name]: blog.url });
    const settings = {
      'http.proxy': proxy.url, 'http.proxySupport': 'override', 'http.noProxy': ['127.0.0.1'],
      'scientificSpaces.blog.baseUrl': `http://${name}`, 'scientificSpaces.blog.shippedIndex': false,
    };
    workbench = await Workbench.open({ blog, settings, size: { width: 1400, height: 900 } });
    await workbench.openSideBar();
    await workbench.runCommand('Scientific Spaces: Refresh');
    await workbench.treeRows('Archive').first().click();
    await row(2).click();
    await row(3).click();
    await workbench.webview.locator('.page.complete').waitFor();
    // What a page says of its post goes into the list a moment later.
    await until('its category in the list', () => [...categories.keys()].some((category) => list().includes(category)));
    await proxy.close();
  });
  after(() => workbench.close());

  /** The first row at a level of the tree: years, months, posts. */
  const row = (level: number) => workbench.view('Archive').locator(`[role="treeitem"][aria-level="${level}"]`).first();
  const failure = 'The blog could not be reached. Check the network connection, then try again.';

  const list = () => readFileSync(path.join(workbench.storageFolder, 'index.jsonl'), 'utf8');

  /** Every file of the list and of the articles, by its path. */
  function kept(): Record<string, string> {
    const folder = workbench.storageFolder;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /^(?:articles\/|validators\/|index\.jsonl$)/.test(file));
    return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), 'base64')]));
  }

  it('is told once when the list is asked for, and changes nothing that is kept', async () => {
    const before = kept();
    assert.equal(Object.keys(before).filter((file) => file.startsWith('articles/')).length, 1);
    await workbench.runCommand('Scientific Spaces: Refresh');
    await workbench.toast(failure).waitFor();
    await workbench.toast('Asking the blog').waitFor({ state: 'detached' });
    assert.equal(await workbench.toast().count(), 1);
    await workbench.screenshotInAllThemes('proxy-down-refresh');
    assert.deepEqual(kept(), before);
  });

  it('leaves what was read readable, and says of the rest why it cannot be shown', async () => {
    const before = kept();
    await workbench.webview.locator('.neighbours a').first().click();
    await workbench.webview.getByText(failure).waitFor();
    await workbench.webview.getByRole('button', { name: 'Retry' }).waitFor();
    await workbench.screenshot('proxy-down-article');
    await row(3).click();
    await workbench.webview.locator('.page.complete').waitFor();
    assert.deepEqual(kept(), before);
  });
});
