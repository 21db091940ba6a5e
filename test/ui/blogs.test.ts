import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../harness/waiting';
import { startSmallBlog } from '../harness/smallBlog';
import { Workbench } from '../harness/workbench';

const view = 'Other Blogs';

describe('other blogs', () => {
  let workbench: Workbench;
  let blog: Awaited<ReturnType<typeof startSmallBlog>>;
  before(async () => {
    blog = await startSmallBlog();
    workbench = await Workbench.open({ size: { width: 1400, height: 1000 } });
    workbench.writeFile('own.bib', '');
    workbench.writeFile('own.tex', '\\documentclass{article}\n\\begin{document}\n\n\\bibliography{own}\n\\end{document}\n');
    workbench.writeFile('dropped.tex', 'drop here: \n\n\\bibliography{own}\n');
    await workbench.openSideBar();
    for (const other of ['Series', 'Archive']) await workbench.view(other).locator('.pane-header').click();
    await workbench.expandView(view);
  });
  after(async () => {
    await workbench.close();
    await blog.close();
  });

  const row = (text: string) => workbench.treeRows(view, text).first();

  it('are added by the address of a page, and the feeds that it names are offered', async () => {
    await workbench.view(view).getByText('Add Blog…').waitFor();
    await workbench.screenshotInAllThemes('blogs-none');
    await workbench.view(view).getByText('Add Blog…').click();
    await workbench.typeInQuickInput('not an address');
    await workbench.quickInput.getByText('This is no web address').waitFor();
    await workbench.typeInQuickInput(blog.url);
    await workbench.page.keyboard.press('Enter');
    await workbench.pickRows('Small Numbers, in short').waitFor();
    await workbench.screenshot('blogs-feeds');
    await workbench.pickRows('Small Numbers').first().click();
    await row('Small Numbers').waitFor();
    assert.deepEqual(blog.requests().filter((path) => path !== '/robots.txt'), ['/', '/feed.xml']);
  });

  it('show their posts in the reader, with formulas, numbers, pictures and links to each other', async () => {
    await row('Small Numbers').click();
    await row('Counting what cannot be seen').click();
    const page = workbench.webview;
    await page.locator('.text .katex').first().waitFor();
    assert.equal(await page.locator('.text [data-tex]').count(), 3);
    assert.match(await page.locator('article.text').innerText(), /\(3\)/);
    await page.locator('.text img').first().waitFor();
    await page.locator('body').getByText('Ada Byron').first().waitFor();
    await page.locator('.text img').first().scrollIntoViewIfNeeded();
    await until('the picture', () => page.locator('.text img').first().evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0));
    assert.ok(blog.requests().includes('/usr/dots.png'));
    assert.equal(await page.locator('.comments').count(), 0, 'nobody knows where its comments are');
    await workbench.screenshotInAllThemes('blogs-post');
    await page.getByRole('link', { name: 'a second note' }).click();
    await page.getByRole('heading', { name: 'Waiting for the second coin' }).waitFor();
  });

  it('are cited with a key, an author and a date of their own', async () => {
    await workbench.openFile('own.tex');
    await workbench.goTo(3);
    await row('Counting what cannot be seen').hover();
    await row('Counting what cannot be seen').getByRole('button', { name: /Cite/ }).first().click();
    await workbench.waitForText('\\cite{');
    const entry = await until('the entry in the bibliography', () => workbench.readFile('own.bib'));
    assert.match(entry, /^@misc\{127-0-0-1-\d+-counting-[0-9a-f]+,/);
    assert.match(entry, /Byron/);
    assert.match(entry, /2026/);
    assert.doesNotMatch(entry, /苏剑林|kexuefm|科学空间/);
  });

  it('can be dragged into a document', async () => {
    await workbench.openFile('dropped.tex');
    await workbench.dragIntoEditor(row('Waiting for the second coin'), 'drop', { withShift: true });
    await workbench.waitForText('\\cite{127-0-0-1-');
    await until('the entry in the bibliography', () => workbench.readFile('own.bib').includes('{Waiting for the second coin}'));
  });

  it('are refreshed: a new post comes in, marked', async () => {
    blog.publish({ slug: 'third', title: 'A third note', date: '2026-03-01', content: '<p>New.</p>' });
    await row('Small Numbers').hover();
    await row('Small Numbers').getByRole('button', { name: 'Refresh Other Blogs' }).click();
    await row('A third note').waitFor();
    await row('A third note').locator('.codicon-circle-filled').first().waitFor();
    await workbench.screenshot('blogs-refreshed');
  });

  it('go out into an OPML file, and are removed; such a file leads nobody into the private network', async () => {
    await workbench.runCommand('Export List of Blogs');
    // What the status bar says is gone after some seconds: it is waited for from the start.
    await Promise.all([
      workbench.page.getByText('The list of blogs is now in blogs.opml').first().waitFor(),
      workbench.answerFileDialog('Export Blogs', `${workbench.folder}/blogs.opml`),
    ]);
    assert.match(workbench.readFile('blogs.opml'), new RegExp(`xmlUrl="${blog.url}/feed.xml"`));
    await workbench.chooseFromMenu(row('Small Numbers'), 'Remove Blog');
    await workbench.view(view).getByText('Add Blog…').waitFor();
    // Nobody typed the addresses in a file.
    workbench.writeFile('others.opml', '<opml version="2.0"><body><outline text="Nobody" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>');
    await workbench.runCommand('Import List of Blogs');
    await Promise.all([
      workbench.toast('The file names no blog that can be added.').waitFor(),
      workbench.answerFileDialog('Import Blogs', `${workbench.folder}/others.opml`),
    ]);
    await workbench.view(view).getByText('Add Blog…').waitFor();
  });
});
