import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Post } from '../demoBlog/post';
import { startDemo } from '../harness/blog';
import { until } from '../harness/waiting';
import { Workbench } from '../harness/workbench';

const post = (id: number, title: string, date: string): Post => ({ id, title, date, category: '数学研究', tags: ['示例', '新篇'], readers: 1, source: '一篇新文章，其中有$x^2$。', comments: [] });

describe('refreshing the list of posts', () => {
  let workbench: Workbench;
  let blog: Awaited<ReturnType<typeof startDemo>>;
  before(async () => {
    blog = await startDemo({ gate: true });
    workbench = await Workbench.open({ blog, settings: { 'scientificSpaces.blog.shippedIndex': false }, size: { width: 1280, height: 900 } });
    await workbench.openSideBar();
  });
  after(() => workbench.close());

  const rows = (text?: string) => workbench.treeRows('Archive', text);
  const badge = () => workbench.page.locator('.activitybar .badge-content:visible');
  const refresh = async () => {
    await workbench.view('Archive').hover();
    await workbench.view('Archive').getByRole('button', { name: 'Refresh' }).click();
  };

  it('asks for nothing before somebody does; the first list is nothing new', async () => {
    await workbench.view('Archive').getByText('Ask the Blog').waitFor();
    await workbench.screenshotInAllThemes('refresh-none');
    await Promise.all([
      workbench.page.getByText(`${16} posts are listed now.`).first().waitFor(), // gone after some seconds
      workbench.view('Archive').getByText('Ask the Blog').click(),
    ]);
    await rows().first().waitFor();
    assert.equal(blog.requests().filter((path) => path === '/content.html').length, 2, 'once at the gate, once behind it');
    assert.equal(await badge().count(), 0);
    assert.equal(await workbench.toast('New on the blog').count(), 0);
  });

  it('marks a new post, counts it on the view, and says so without a notification', async () => {
    blog.publish(post(95001, '刚刚写好的一篇', '2099-05-06'));
    await Promise.all([workbench.page.getByText('1 new post.').first().waitFor(), refresh()]);
    await rows('2099').waitFor();
    await badge().getByText('1', { exact: true }).waitFor();
    assert.equal(await workbench.toast('New on the blog').count(), 0);
    await rows('2099').click();
    await workbench.treeRows('Archive', 'May').first().click();
    const row = rows('刚刚写好的一篇').first();
    await row.waitFor();
    await row.locator('.codicon-circle-filled').first().waitFor();
    await workbench.screenshotInAllThemes('refresh-new');
  });

  it('takes the mark away when the post is read, and learns its category and tags from its page', async () => {
    await rows('刚刚写好的一篇').first().click();
    await workbench.webview.locator('.katex').first().waitFor();
    await badge().waitFor({ state: 'hidden' });
    const hover = workbench.page.locator('.workbench-hover:visible');
    // What pages say is collected for a moment: a hover from before does not know it.
    await until('category and tags in the hover', async () => {
      await workbench.page.mouse.move(900, 700);
      await hover.waitFor({ state: 'hidden' });
      await rows('刚刚写好的一篇').first().hover();
      await hover.getByText('数学研究').waitFor({ timeout: 3000 });
      return /新篇/.test(await hover.innerText());
    });
    await workbench.screenshot('refresh-learnt');
  });

  it('shows a notification to who has asked for it', async () => {
    await workbench.changeSettings({ 'scientificSpaces.notifications.newArticles': true });
    await workbench.openSideBar();
    await rows().first().waitFor();
    blog.publish(post(95002, '再来一篇', '2099-06-07'));
    await Promise.all([workbench.toast('New on the blog: 再来一篇').waitFor(), refresh()]);
    await workbench.screenshot('refresh-notified');
  });
});

describe('a blog that is looked at', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ settings: { 'scientificSpaces.blog.shippedIndex': false, 'scientificSpaces.blog.refreshAutomatically': true } });
  });
  after(() => workbench.close());

  it('is asked for its posts without a command', async () => {
    await workbench.openSideBar();
    await workbench.treeRows('Archive', '2024').first().waitFor();
    assert.equal(await workbench.toast().count(), 0);
  });
});
