import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Post } from '../demoBlog/post';
import { startDemo } from '../harness/blog';
import { Workbench } from '../harness/workbench';
import { createWorkspace } from '../harness/workspace';
import type { Report } from './row';
import { readTimes, watch, type Times } from './stopwatch';
import { syntheticPost } from './syntheticPost';
import { median } from './timing';

const rounds = 7;
const sizes = [
  { name: 'small', formulas: 60, post: syntheticPost(91001, '合成的短文：六十个公式', 60) },
  { name: 'large', formulas: 360, post: syntheticPost(91002, '合成的长文：三百六十个公式', 360) },
] as const;
const against = "VS Code's Markdown preview of the same text";
/** 400 formulas, one of them of 100,000 characters: that one shows its source. */
const hostile = { name: 'hostile', formulas: 399, post: withLongFormula(syntheticPost(91004, '合成的恶文：一个极长的公式', 399), 100_000) } as const;

function withLongFormula(post: Post, length: number): Post {
  const sections = post.source.split('\n\n');
  sections.splice(sections.length / 2, 0, `$$${'x+'.repeat(length / 2 - 1)}xy$$`);
  return { ...post, source: sections.join('\n\n') };
}

const closeAll = (workbench: Workbench) => workbench.runCommand('View: Close All Editors');

async function openArticle(workbench: Workbench, title: string): Promise<Times> {
  await workbench.runCommand('Scientific Spaces: Search…');
  await workbench.typeInQuickInput(title);
  await workbench.pick(title);
  return readTimes(workbench.page);
}

async function openPreview(workbench: Workbench, file: string): Promise<Times> {
  await workbench.openFile(file);
  await workbench.runCommand('Markdown: Open Preview');
  return readTimes(workbench.page);
}

/**
 * From the press on the row to the first and to the last formula in the page, in the real panel. The article is in the cache;
 * its HTML was kept by the first round, which is not counted.
 */
export async function run(report: Report): Promise<void> {
  const blog = await startDemo({ more: [...sizes, hostile].map(({ post }) => post) });
  // Quick Open lists the files that it found when it was opened for the first time
  const folder = createWorkspace();
  for (const { name, post } of sizes) writeFileSync(path.join(folder, `${name}.md`), post.source);
  const workbench = await Workbench.open({ blog, folder, settings: { 'scientificSpaces.blog.shippedIndex': false } });
  try {
    await watch(workbench.page, '.katex');
    await workbench.reload();
    await workbench.openSideBar();
    await workbench.runCommand('Scientific Spaces: Refresh');
    for (const { name, formulas, post } of sizes) {
      const times = { article: [] as Times[], preview: [] as Times[] };
      for (let round = 0; round <= rounds; round++) {
        const article = await openArticle(workbench, post.title);
        await closeAll(workbench);
        const preview = await openPreview(workbench, `${name}.md`);
        await closeAll(workbench);
        if (article.count !== formulas) throw new Error(`${article.count} of ${formulas} formulas`);
        if (round === 0) continue; // fetches the article, warms both
        times.article.push(article);
        times.preview.push(preview);
      }
      for (const which of ['first', 'all'] as const) {
        const [value, other] = [times.article, times.preview].map((each) => median(each.map((one) => one[which]))) as [number, number];
        report({ name: `open.${name}.${which}`, value, unit: 'ms', ratio: value / other, against });
      }
    }
    const times: Times[] = [];
    for (let round = 0; round <= rounds; round++) {
      const article = await openArticle(workbench, hostile.post.title);
      await closeAll(workbench);
      if (article.count !== hostile.formulas) throw new Error(`${article.count} of ${hostile.formulas} formulas`);
      if (round > 0) times.push(article);
    }
    for (const which of ['first', 'all'] as const) report({ name: `open.${hostile.name}.${which}`, value: median(times.map((one) => one[which])), unit: 'ms' });
  } finally {
    await workbench.close();
  }
}
