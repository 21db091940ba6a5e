import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../src/core/net/systemClock';
import { DownloadJournal } from '../../../src/core/store/downloadJournal';
import { Downloads } from '../../../src/core/store/downloads';
import { loadReplica, openReader, paceOf, removeFolders, replicaArticles, temporaryFolder, type Replica } from './replica';

/** Quicker than in life, so that the test ends soon; the pause is still measured. */
const pace = { concurrency: 2, backgroundConcurrency: 1, pauseMs: { person: 5, background: 20 } };
const ids = readdirSync(replicaArticles).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));

const breaks = 12;

/** Numbers from 0 to 1 that follow from a seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
}

describe('downloading all articles of the replica', () => {
  let site: Replica;
  before(async () => {
    site = await (await loadReplica()).startReplica({ articleDirs: [replicaArticles], gate: true });
  });
  after(async () => {
    await site.close();
    await removeFolders();
  });

  /** @param laterMs how much later it is than it is */
  const open = (folder: string, laterMs = 0) => {
    const { store, storage, log } = openReader(site.url, folder, { pace });
    const clock = { now: () => Date.now() + laterMs, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal) };
    return new Downloads({ articles: store }, new DownloadJournal(storage, clock, log), clock, log);
  };
  const startProcess = (folder: string): ChildProcess =>
    fork(new URL('downloadProcess.ts', `file://${__filename}`).pathname, [site.url, folder, ...ids], { execArgv: ['--import', 'tsx'] });
  const fetchedSince = (from: number): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { path, status } of site.requests.slice(from)) if (path.startsWith('/archives/') && status === 200) counts.set(path, (counts.get(path) ?? 0) + 1);
    return counts;
  };

  it('fetches each once when cancelled twice and resumed', async () => {
    const folder = await temporaryFolder();
    const from = site.requests.length;
    for (const stopAt of [40, 130]) {
      const cancel = new AbortController();
      const downloads = open(folder);
      const onProgress = ({ done }: { done: number }): void => void (done >= stopAt && cancel.abort());
      const [unfinished] = await downloads.unfinished();
      const result = unfinished ? await downloads.resume(unfinished, { signal: cancel.signal, onProgress }) : await downloads.start('all', ids, { signal: cancel.signal, onProgress });
      assert.equal(result.kind, 'cancelled');
    }
    const downloads = open(folder);
    const [unfinished] = await downloads.unfinished();
    assert.ok(unfinished);
    const result = await downloads.resume(unfinished, { signal: new AbortController().signal });
    assert.deepEqual([result.kind, result.done, result.failed.length], ['finished', ids.length, 0]);
    assert.deepEqual(await downloads.unfinished(), []);
    const counts = fetchedSince(from);
    const twice = [...counts.values()].filter((count) => count > 1).length;
    const { atOnce, leastGapMs } = paceOf(site.requests.slice(from));
    console.log(`downloads: ${counts.size} of ${ids.length} articles fetched, ${twice} twice, over 2 cancels; ${atOnce} at once, ${leastGapMs} ms apart at least`);
    assert.equal(counts.size, ids.length);
    assert.ok(twice <= 2, `${twice} twice`); // one at each cancel
    assert.equal(atOnce, 1);
  });

  it('fetches each once when the process is killed and another resumes', async () => {
    const folder = await temporaryFolder();
    const from = site.requests.length;
    const child = startProcess(folder);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise<void>((resolve) => child.on('message', (done) => void (Number(done) >= 60 && resolve())));
    child.kill('SIGKILL');
    await ended;
    assert.deepEqual(await open(folder).unfinished(), [], 'the process may be alive for all that others know');
    const downloads = open(folder, 20_000);
    const [unfinished] = await downloads.unfinished();
    assert.ok(unfinished);
    const result = await downloads.resume(unfinished, { signal: new AbortController().signal });
    assert.equal(result.kind, 'finished');
    const counts = fetchedSince(from);
    const twice = [...counts.values()].filter((count) => count > 1).length;
    console.log(`downloads: ${counts.size} of ${ids.length} articles fetched, ${twice} twice, over a kill -9`);
    assert.equal(counts.size, ids.length);
    assert.ok(twice <= 1, `${twice} twice`);
    assert.equal(site.counts.search, 0);
  });

  it('asks for one article twice at most at each break, wherever it is cancelled or killed', async () => {
    const folder = await temporaryFolder();
    const before = site.requests.length;
    const runs: string[][] = [];
    const segment = async (run: () => Promise<unknown>): Promise<void> => {
      const from = site.requests.length;
      await run();
      await sleep(50); // what was broken off is in the server's list by then
      runs.push([...fetchedSince(from).keys()]);
    };
    const seed = randomInt(2 ** 31);
    const random = randomNumbers(seed);
    for (let n = 0; n < breaks; n++) {
      const afterMs = Math.round(100 + random() * 400);
      await segment(() => (n % 2 === 0 ? cancelAfter(afterMs, folder) : killAfter(afterMs, folder)));
    }
    await segment(() => goOn(folder, new AbortController().signal));
    const again = runs.slice(0, -1).map((run, n) => run.filter((path) => runs.slice(n + 1).some((later) => later.includes(path))).length);
    const all = new Set(runs.flat());
    const requests = [...fetchedSince(before).values()].reduce((sum, count) => sum + count, 0);
    console.log(`downloads: ${all.size} of ${ids.length} articles fetched over ${breaks} breaks at random points (seed ${seed}); asked for again per break: ${again.join(' ')}`);
    assert.equal(all.size, ids.length);
    assert.ok(again.every((count) => count <= 1));
    assert.equal(requests, all.size + again.reduce((sum, count) => sum + count, 0));
    assert.deepEqual(await open(folder).unfinished(), []);
  });

  const goOn = async (folder: string, signal: AbortSignal): Promise<unknown> => {
    const downloads = open(folder);
    const [unfinished] = await downloads.unfinished();
    return unfinished ? downloads.resume(unfinished, { signal }) : downloads.start('all', ids, { signal });
  };
  const cancelAfter = (ms: number, folder: string): Promise<unknown> => goOn(folder, AbortSignal.timeout(ms));
  const killAfter = async (ms: number, folder: string): Promise<void> => {
    const child = startProcess(folder);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    await sleep(ms);
    child.kill('SIGKILL');
    await ended;
  };

  it('stops when the network is gone and goes on when it is back', async () => {
    const folder = await temporaryFolder();
    const downloads = open(folder);
    let done = 0;
    const first = await downloads.start('some', ids.slice(0, 20), {
      signal: new AbortController().signal,
      onProgress: (progress) => {
        done = progress.done;
        if (done === 7) site.setFault('reset', { path: '^/archives/' });
      },
    });
    assert.deepEqual([first.kind, first.error?.kind], ['stopped', 'unreachable']);
    site.clearFaults();
    const [unfinished] = await downloads.unfinished();
    assert.ok(unfinished);
    assert.equal((await downloads.resume(unfinished, { signal: new AbortController().signal })).kind, 'finished');
    assert.equal(done, 7);
  });
});
