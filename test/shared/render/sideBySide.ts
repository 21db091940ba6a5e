// Pictures of the displayed formulas of articles, in our reader at the left and by the site's engine at the right:
//   tsx test/shared/render/sideBySide.ts <folder> <id>…
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { parseArticlePage } from '../../../src/core/blog/articlePage';
import { ArticlePages } from '../../harness/articlePages';
import { launchBrowser } from '../../harness/browser';
import { startReplica } from './shared';

interface Picture {
  readonly image: string;
  /** Where each displayed formula stands in it: top and height. */
  readonly formulas: readonly (readonly [top: number, height: number])[];
}

const displays = { reader: '.text [data-display]', site: '.MJXc-display' } as const;
const pictureHeight = 1500;

async function photograph(page: Page, url: string, which: keyof typeof displays): Promise<Picture> {
  await page.goto(url);
  await page.waitForFunction('window.times?.all !== undefined', undefined, { timeout: 120_000 });
  if (which === 'reader') await page.addStyleTag({ content: '.piece { content-visibility: visible !important; } .toolbar, .outline { display: none !important; }' });
  // laying out asks for the fonts
  await page.evaluate(() => (document.body.getBoundingClientRect(), document.fonts.ready));
  const formulas = await page.locator(displays[which]).evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().top + window.scrollY, each.getBoundingClientRect().height] as const));
  const image = (await page.screenshot({ fullPage: true })).toString('base64');
  return { image, formulas };
}

/** Both columns, formula by formula, on as many pictures as that takes. */
async function compose(page: Page, ours: Picture, theirs: Picture, file: string): Promise<void> {
  const crop = (side: string, [top, height]: readonly [number, number]) => `<td><div class="${side}" style="height:${Math.ceil(height) + 8}px;background-position:0 ${-Math.floor(top) + 4}px"></div></td>`;
  const rows = ours.formulas.map((place, at) => `<tr>${crop('ours', place)}${crop('theirs', theirs.formulas[at] ?? [0, 0])}</tr>`);
  await page.setContent(`<style>body { margin: 0 } div { width: 860px; border-bottom: 1px solid #aaa } .ours { background-image: url(data:image/png;base64,${ours.image}) } .theirs { background-image: url(data:image/png;base64,${theirs.image}) }</style><table>${rows.join('')}</table>`);
  const height = await page.evaluate(() => document.body.scrollHeight);
  await page.setViewportSize({ width: 1740, height: pictureHeight });
  for (let top = 0; top < height; top += pictureHeight) {
    await page.evaluate((to) => window.scrollTo(0, to), top);
    await page.screenshot({ path: `${file}-${top / pictureHeight + 1}.png` });
  }
  await page.setViewportSize({ width: 860, height: 900 });
}

async function main([folder = 'out', ...ids]: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const replica = await startReplica();
  const browser = await launchBrowser({ width: 860, height: 900 });
  for (const id of ids) {
    const page = await (await fetch(`${replica.url}/archives/${id}`)).text();
    const { title, markdown } = parseArticlePage(page, { id, url: `https://kexue.fm/archives/${id}` });
    const pages = await ArticlePages.start(title, markdown);
    const ours = await photograph(browser.page, pages.address('reader'), 'reader');
    const theirs = await photograph(browser.page, pages.address('site'), 'site');
    await compose(browser.page, ours, theirs, path.join(folder, id));
    pages.close();
  }
  await browser.close();
  await replica.close();
}

void main(process.argv.slice(2));
