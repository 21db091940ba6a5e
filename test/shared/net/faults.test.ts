import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { parseContentPage } from '../../../src/core/blog/contentPage';
import { recogniseArticleUrl } from '../../../src/core/blog/articleUrl';
import { Catalogue } from '../../../src/core/catalogue/catalogue';
import { parseFeed } from '../../../src/core/feeds/parseFeed';
import { isReaderError } from '../../../src/core/model/errors';
import { systemClock } from '../../../src/core/net/systemClock';
import { BlogIndex } from '../../../src/core/store/blogIndex';
import { loadReplica, openReader, paceOf, removeFolders, replicaArticles, snapshot, temporaryFolder, type Replica } from './replica';

const timeoutMs = 1500;
/** What comes on top of the time-out: the pauses before robots.txt, gate and page, and a slow machine. */
const slackMs = 4000;
const cachedId = '10088';
const newId = '10007';
/** Faults after which the page is whole all the same, or made whole. */
const harmless = new Set(['latency', 'malformed', 'xss', 'utf8-as-gbk', 'feed-bomb', 'feed-malformed', 'feed-huge', 'content-huge']);

const parseRecent = (text: string) =>
  parseFeed(text, 'https://kexue.fm/feed').entries.flatMap(({ url, title, date }) => {
    const id = recogniseArticleUrl(url)?.id;
    return id === undefined ? [] : [{ id, title, date }];
  });

describe('every fault of the replica', () => {
  let site: Replica;
  let faults: readonly string[] = [];
  let strangers = 0;
  const stranger = http.createServer((_request, response) => {
    strangers++;
    response.end('<html><body>strange</body></html>');
  });
  before(async () => {
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const replica = await loadReplica();
    faults = replica.FAULTS;
    site = await replica.startReplica({ articleDirs: [replicaArticles], gate: true });
  });
  after(async () => {
    await site.close();
    stranger.close();
    await removeFolders();
  });

  const setFault = (fault: string): void => {
    const to = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    site.setFault(fault, fault === 'redirect-host' ? { to } : fault === 'latency' ? { ms: 300 } : {});
  };

  it('leaves a good copy as it is or renews it, in time', async (t) => {
    for (const fault of faults) {
      await t.test(fault, async () => {
        site.clearFaults();
        const folder = await temporaryFolder();
        const { store } = openReader(site.url, folder, { timeoutMs });
        const good = await store.read(cachedId);
        const before = await snapshot(folder);
        setFault(fault);
        const started = Date.now();
        const result = await store.refresh(cachedId);
        assert.ok(Date.now() - started < timeoutMs + slackMs, `${Date.now() - started} ms`);
        if (result.kind === 'failed') {
          assert.ok(isReaderError(result.error));
          assert.deepEqual(result.article, good);
          assert.deepEqual(await snapshot(folder), before);
        } else if (fault !== 'xss') {
          const now = await store.cached(cachedId);
          // "malformed" adds a quote of its own before the tail
          assert.ok(now?.markdown.startsWith(good.markdown) === true);
          assert.equal(now?.title, good.title);
        }
        assert.equal(result.kind !== 'failed', harmless.has(fault), result.kind === 'failed' ? result.error.message : result.kind);
      });
    }
  });

  it('keeps nothing bad of an article that is not at hand', async (t) => {
    for (const fault of faults) {
      await t.test(fault, async () => {
        site.clearFaults();
        const folder = await temporaryFolder();
        const { store, client } = openReader(site.url, folder, { timeoutMs });
        await client.get('/feed', { accept: 'feed' });
        setFault(fault);
        const started = Date.now();
        const article = await store.read(newId).catch((error: unknown) => {
          assert.ok(isReaderError(error), String(error));
          return undefined;
        });
        assert.ok(Date.now() - started < timeoutMs + slackMs);
        assert.equal(article !== undefined, harmless.has(fault));
        assert.equal((await snapshot(folder)).size, article ? 1 : 0);
      });
    }
  });

  it('keeps the list of posts or adds to it', async (t) => {
    for (const fault of faults) {
      await t.test(fault, async () => {
        site.clearFaults();
        const folder = await temporaryFolder();
        const { client, storage, log } = openReader(site.url, folder, { timeoutMs: 3 * timeoutMs });
        const index = new BlogIndex(client, storage, { parseContentPage, parseRecent }, systemClock, log);
        const { catalogue } = await index.refresh(new Catalogue([]), { scope: 'complete', priority: 'person' });
        const { articles } = catalogue;
        assert.ok(articles.length > 1300);
        setFault(fault);
        for (const scope of ['complete', 'recent'] as const) {
          const before = await snapshot(folder);
          const after = await index.refresh(catalogue, { scope, priority: 'person' }).catch((error: unknown) => {
            assert.ok(isReaderError(error), String(error));
            return undefined;
          });
          if (!after) assert.deepEqual(await snapshot(folder), before, scope);
          else assert.ok(after.catalogue.articles.length >= articles.length, `${scope}: ${after.catalogue.articles.length} of ${articles.length}`);
        }
        assert.ok((await index.kept(new Catalogue([]))).articles.length >= articles.length);
      });
    }
  });

  it('keeps to the blog, to two requests at once, to its name', () => {
    const { atOnce, leastGapMs } = paceOf(site.requests);
    console.log(`faults: ${faults.length} tried three ways; at the server ${site.requests.length} requests, ${atOnce} at once at most, ${leastGapMs} ms apart at least; 0 to strange hosts, 0 to /search/`);
    assert.ok(atOnce <= 2, `${atOnce} at once`);
    assert.equal(site.counts.search, 0);
    assert.equal(strangers, 0);
    assert.ok(site.requests.every(({ headers }) => headers['referer'] === undefined && /^ScientificSpacesVSCode\//.test(headers['user-agent'] ?? '')));
  });
});
