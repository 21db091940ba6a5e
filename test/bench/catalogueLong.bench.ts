import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { contentPageRows } from '../../src/core/blog/contentPage';
import { Catalogue } from '../../src/core/catalogue/catalogue';
import { findSeriesInSteps } from '../../src/core/catalogue/series';
import { BlogClient } from '../../src/core/net/blogClient';
import { scientificSpacesSite } from '../../src/core/net/blogSite';
import { systemClock } from '../../src/core/net/systemClock';
import { BlogIndex } from '../../src/core/store/blogIndex';
import { inSlices } from '../../src/core/util/slices';
import { NodeFileStorage } from '../../src/host/nodeFileStorage';
import { RecordingLogger } from '../fakes/recordingLogger';
import { watchEventLoop } from './eventLoop';
import { longContentPage, longLength } from './longIndex';
import type { Report } from './row';
import { median } from './timing';

const rounds = 5;
const pace = { concurrency: 2, backgroundConcurrency: 1, pauseMs: { person: 0, background: 0 } };
const options = { scope: 'complete', priority: 'person' } as const;

/** A list of 100,000 posts read from the blog, from the disk, refreshed and learnt from: how long, and the longest time that nothing else ran. */
export async function run(report: Report): Promise<void> {
  const pages = [longContentPage(), longContentPage(20)].map((page) => new TextEncoder().encode(page));
  const times = new Map<string, { ms: number[]; block: number[] }>();
  const measured = async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const { result, ms, longestBlockMs } = await watchEventLoop(task);
    const kept = times.get(name) ?? { ms: [], block: [] };
    times.set(name, { ms: [...kept.ms, ms], block: [...kept.block, longestBlockMs] });
    return result;
  };
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'catalogue-bench-'));
    try {
      let body = pages[0] ?? new Uint8Array();
      const http = { get: (url: string) => Promise.resolve({ status: url.endsWith('/robots.txt') ? 404 : 200, url, headers: new Map<string, string>(), body }) };
      const client = new BlogClient(http, () => scientificSpacesSite('https://kexue.fm', []), systemClock, new RecordingLogger(), { pace });
      const parsers = { parseContentPage: (pieces: readonly string[], url: string) => inSlices(contentPageRows(pieces, [url])), parseRecent: () => [] };
      const open = (): BlogIndex => new BlogIndex(client, new NodeFileStorage(folder), parsers, systemClock, new RecordingLogger());
      await measured('first', () => open().refresh(new Catalogue([]), options));
      const kept = await measured('load', () => open().kept(new Catalogue([])));
      if (kept.articles.length !== longLength) throw new Error(`${kept.articles.length} posts`);
      await measured('series', () => inSlices(findSeriesInSteps(kept.articles)));
      await measured('years', () => Promise.resolve(kept.byYear()));
      body = pages[1] ?? body;
      await measured('refresh', () => open().refresh(kept, options));
      await measured('learn', () => open().learn(kept, [{ id: '7', title: '', category: '数学研究', tags: ['数论'] }]));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  for (const [name, { ms, block }] of times) {
    report({ name: `catalogue.100000.${name}`, value: median(ms), unit: 'ms' });
    report({ name: `catalogue.100000.${name}.longestBlock`, value: median(block), unit: 'ms' });
  }
}
