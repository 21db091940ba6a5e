import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { articleToFile, fileToArticle } from '../../src/core/blog/articleFile';
import { parseFeed } from '../../src/core/feeds/parseFeed';
import { ArticleStore } from '../../src/core/store/articleStore';
import { NodeFileStorage } from '../../src/host/nodeFileStorage';
import { fakeArticle } from '../fakes/fakeArticles';
import { RecordingLogger } from '../fakes/recordingLogger';
import type { Report } from './row';
import { median } from './timing';

const articles = 300;
/** As long as the blog's median article: 3,755 Han characters and 60 formulas. */
const markdown = Array.from({ length: 60 }, (_, n) => `${'这是一段普通的中文，讲一个定理。'.repeat(4)}$\\frac{a_{${n}}}{b}=\\sum_i x_i$`).join('\n\n');

async function duration(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

/** Keeping and reading articles on disk, against the bare calls of the file system; and reading a feed. */
export async function run(report: Report): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'store-bench-'));
  try {
    const storage = new NodeFileStorage(folder);
    const source = { fetch: (id: string) => Promise.resolve({ article: fakeArticle(id, { markdown }), validators: {} }) };
    const store = new ArticleStore(source, storage, { articleToFile, fileToArticle }, new RecordingLogger());
    const text = articleToFile(fakeArticle('1', { markdown }));
    const times: Record<'keep' | 'write' | 'cached' | 'read', number[]> = { keep: [], write: [], cached: [], read: [] };
    for (let n = 0; n < articles; n++) {
      times.keep.push(await duration(() => store.read(String(n))));
      times.write.push(await duration(() => writeFile(path.join(folder, `plain-${n}`), text)));
    }
    for (let n = 0; n < articles; n++) {
      times.cached.push(await duration(() => store.cached(String(n))));
      times.read.push(await duration(() => readFile(path.join(folder, `plain-${n}`), 'utf8')));
    }
    report({ name: 'store.keep', value: median(times.keep), unit: 'ms', ratio: median(times.keep) / median(times.write), against: 'fs.writeFile without sync' });
    report({ name: 'store.cached', value: median(times.cached), unit: 'ms', ratio: median(times.cached) / median(times.read), against: 'fs.readFile' });
    report({ name: 'store.ids', value: median(await series(9, () => store.storedIds())), unit: 'ms' });
    const feed = feedOf(200);
    report({ name: 'feed.parse', value: median(await series(9, () => Promise.resolve(parseFeed(feed, 'https://blog.example/feed')))), unit: 'ms' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function series(runs: number, task: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < runs; n++) times.push(await duration(task));
  return times;
}

/** 200 entries of 5 KB. */
function feedOf(entries: number): string {
  const items = Array.from({ length: entries }, (_, n) => `<item><guid>${n}</guid><title>第${n}篇</title><link>/p/${n}</link><pubDate>Mon, 10 Nov 2025 09:52:00 +0800</pubDate><description><![CDATA[${'<p>一段文字。</p>'.repeat(300)}]]></description></item>`);
  return `<rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`;
}
