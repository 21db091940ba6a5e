import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startNameProxy } from '../harness/nameProxy';
import { startSmallBlog } from '../harness/smallBlog';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const view = 'Other Blogs';
const title = 'Counting what cannot be seen';

describe('feeds of every form', () => {
  let workbench: Workbench;
  let blog: Awaited<ReturnType<typeof startSmallBlog>>;
  let proxy: Awaited<ReturnType<typeof startNameProxy>>;
  before(async () => {
    blog = await startSmallBlog();
    proxy = await startNameProxy({ 'numbers.example.org': blog.url });
    const settings = { 'http.proxy': proxy.url, 'http.proxySupport': 'override', 'http.noProxy': ['127.0.0.1'] };
    workbench = await Workbench.open({ settings, size: { width: 1400, height: 1000 } });
    await workbench.openSideBar();
    for (const other of ['Series', 'Archive']) await workbench.view(other).locator('.pane-header').click();
    await workbench.expandView(view);
  });
  after(async () => {
    await workbench.close();
    await blog.close();
    await proxy.close();
  });

  const row = (text: string) => workbench.treeRows(view, text).first();
  const text = () => workbench.webview.locator('article.text');

  async function add(address: string, name: string): Promise<void> {
    await workbench.runCommand('Add Blog…');
    await workbench.quickInput.getByText('Add Blog').waitFor();
    await workbench.typeInQuickInput(address);
    await workbench.page.keyboard.press('Enter');
    await row(name).waitFor();
  }

  it('a JSON Feed of excerpts: the text comes from the page, without what stands around it there', async () => {
    await add(`${blog.url}/short.json`, 'Small Numbers, in short');
    await row('Small Numbers, in short').click();
    await row(title).click();
    await workbench.webview.locator('.page.complete').waitFor();
    assert.ok(blog.requests().includes('/posts/counting.html'));
    assert.equal(await text().locator('[data-tex]').count(), 3);
    assert.match(await text().innerText(), /\(3\)[^]*More of it/);
    assert.doesNotMatch(await workbench.webview.locator('body').innerText(), /Home About|Written by hand/);
    await workbench.screenshotInAllThemes('feeds-excerpt');
    await row('Small Numbers, in short').click(); // folds it
    await row(title).waitFor({ state: 'detached' });
  });

  it('RSS 1.0: its items beside the channel, with their author and date', async () => {
    await add(`${blog.url}/feed.rdf`, 'Small Numbers in RDF');
    await row('Small Numbers in RDF').click();
    await row('Waiting for the second coin').click();
    await workbench.webview.getByRole('heading', { name: 'Twice' }).waitFor();
    const facts = await workbench.webview.locator('.facts').innerText();
    assert.match(facts, /Ada Byron[^]*2026-01-20/);
    await row('Small Numbers in RDF').click();
    await row('Waiting for the second coin').waitFor({ state: 'detached' });
  });

  it('what is at the address cannot be had: it says so, with a way out', async () => {
    await workbench.runCommand('Add Blog…');
    await workbench.typeInQuickInput(`${blog.url}/gone.xml`);
    const retry = workbench.toast('There is nothing at this address.').getByRole('button', { name: 'Retry' });
    await Promise.all([retry.waitFor(), workbench.page.keyboard.press('Enter')]);
    await workbench.screenshotInAllThemes('feeds-none');
    await retry.click();
    await workbench.quickInput.getByText('Add Blog').waitFor();
    assert.equal(await workbench.quickInput.locator('input.input').inputValue(), `${blog.url}/gone.xml`, 'the address may be what is wrong');
    await workbench.page.keyboard.press('Escape');
    assert.equal(await workbench.treeRows(view).count(), 2);
  });

  it('an OPML file brings its blogs in; one that cannot be had does not stop the others', async () => {
    const outline = (name: string, path: string) => `<outline type="rss" text="${name}" xmlUrl="http://numbers.example.org${path}"/>`;
    workbench.writeFile('blogs.opml', `<opml version="2.0"><head><title>Mine</title></head><body><outline text="Maths">${outline('Gone', '/gone.xml')}${outline('Numbers', '/feed.xml')}</outline></body></opml>`);
    await workbench.runCommand('Import List of Blogs');
    await Promise.all([
      workbench.toast('Gone: There is nothing at this address.').getByRole('button', { name: 'Show Log' }).waitFor(),
      workbench.page.getByText('Added: 1 blog.').first().waitFor(),
      workbench.answerFileDialog('Import Blogs', `${workbench.folder}/blogs.opml`),
    ]);
    await workbench.screenshotInAllThemes('feeds-imported');
    await until('three blogs', async () => (await workbench.treeRows(view).count()) === 3);
    // By its whole label: the others begin with the same words.
    await workbench.treeRows(view).filter({ has: workbench.page.locator('.label-name', { hasText: /^Small Numbers$/ }) }).click();
    await row(title).click();
    await workbench.webview.locator('h1', { hasText: title }).waitFor();
    assert.match(await workbench.webview.locator('.facts a').first().getAttribute('href') ?? '', /^http:\/\/numbers\.example\.org\/posts/);
  });

  it('when a blog is away, its kept posts are there, and a refresh says what failed', async () => {
    await blog.close();
    await workbench.reload();
    await workbench.openSideBar();
    await row('Small Numbers in RDF').waitFor();
    await row('Small Numbers in RDF').hover();
    await Promise.all([
      workbench.toast('The blog could not be reached').waitFor(),
      row('Small Numbers in RDF').getByRole('button', { name: 'Refresh Other Blogs' }).click(),
    ]);
    await row('Small Numbers in RDF').click();
    await row('Waiting for the second coin').click();
    await workbench.webview.getByRole('heading', { name: 'Twice' }).waitFor();
    await workbench.screenshotInAllThemes('feeds-away');
  });
});
