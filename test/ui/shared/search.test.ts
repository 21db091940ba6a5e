import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { startReplicaBlog, type Blog } from '../../harness/blog';
import { sharedDir } from '../../harness/paths';
import { until } from '../../harness/waiting';
import { Workbench } from '../../harness/workbench';

const folder = path.join(sharedDir, 'replica/articles');
/** Posts with their titles and pages: those that are read, and so on the disk. */
const posts = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => path.basename(name, '.html'))
  .flatMap((id) => {
    const { title = '' } = JSON.parse(readFileSync(path.join(folder, `${id}.json`), 'utf8')) as { title?: string };
    return title === '' ? [] : [{ id, title, html: readFileSync(path.join(folder, `${id}.html`), 'utf8') }];
  });
/** A post with many formulas of one line, whose title is its own. */
const chosen = posts.filter(({ title, html }) => /^[\u4e00-\u9fff]{4,}/.test(title) && (html.match(/\$[^$\n]{12,40}\$/g)?.length ?? 0) > 20)[0];

describe('searching real articles', () => {
  let workbench: Workbench;
  let blog: Blog;
  before(async () => {
    blog = await startReplicaBlog({ gate: false });
    workbench = await Workbench.open({ blog, size: { width: 1500, height: 900 } });
    await workbench.openSideBar();
  });
  after(async () => {
    await workbench.close();
    await blog.close();
  });

  const page = () => workbench.webview;
  const search = (query: string) => workbench.openPicker('Control+Alt+K', query);
  const isMarkInSight = async (): Promise<boolean> =>
    (await workbench.webviewFrame()).evaluate(() => {
      const inSight = ({ top, bottom, height }: DOMRect): boolean => height > 0 && top < window.innerHeight && bottom > 0;
      const ranges = [...(CSS.highlights.get('reader-current') ?? [])] as Range[];
      return ranges.some((range) => inSight(range.getBoundingClientRect())) || [...document.querySelectorAll('.marked.current')].some((each) => inSight(each.getBoundingClientRect()));
    });

  it('opens one by its title', async () => {
    assert.ok(chosen);
    await search(chosen.title);
    await workbench.pickRows(chosen.title).first().click();
    await page().locator('h1', { hasText: chosen.title }).waitFor();
    await page().locator('.page.complete').waitFor();
  });

  it('lands on Chinese text and on formulas of it, in sight and marked', async () => {
    assert.ok(chosen);
    // As the page has them: a stretch of text of its last paragraphs, and the source of a formula.
    const { text, formulas } = await (await workbench.webviewFrame()).evaluate(() => ({
      text: (document.querySelector('article.text') as HTMLElement).innerText,
      formulas: [...document.querySelectorAll('article.text [data-tex]')].map((each) => each.getAttribute('data-tex') ?? ''),
    }));
    const passages = [...text.matchAll(/[\u4e00-\u9fff]{8}/g)].map(([passage]) => passage).slice(-40, -36);
    const fragments = formulas.filter((formula) => /^\\[a-z]+[_^{][^\s"]{4,40}$/.test(formula)).slice(-2);
    assert.ok(passages.length > 0 && fragments.length > 0);
    let landed = 0;
    for (const query of [...passages, ...fragments]) {
      await search(query);
      const row = workbench.pickRows(chosen.title).filter({ has: workbench.page.locator('.quick-input-list-separator, .quick-input-list-label-meta', { hasText: /\S/ }) }).first();
      await row.waitFor();
      if (landed === 0 || query === fragments[0]) await workbench.screenshot(`search-real-${landed}`);
      await row.click();
      await page().locator('.matches span', { hasText: / of / }).waitFor();
      await until(`the match of ${query} in sight`, isMarkInSight);
      landed++;
    }
    await workbench.screenshot('search-real-landed');
    console.log(`${landed} landings in “${chosen.title}”, ${posts.length} articles`);
  });

  it('finds it by pinyin', async () => {
    await search('juzhen');
    await workbench.pickRows('矩阵').first().waitFor();
    await workbench.screenshot('search-real-pinyin');
    await workbench.page.keyboard.press('Escape');
  });
});
