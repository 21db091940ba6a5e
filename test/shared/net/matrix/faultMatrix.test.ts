import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { recogniseArticleUrl } from '../../../../src/core/blog/articleUrl';
import { parseContentPage } from '../../../../src/core/blog/contentPage';
import { Catalogue } from '../../../../src/core/catalogue/catalogue';
import { parseFeed } from '../../../../src/core/feeds/parseFeed';
import { isReaderError } from '../../../../src/core/model/errors';
import { systemClock } from '../../../../src/core/net/systemClock';
import { BlogIndex } from '../../../../src/core/store/blogIndex';
import { ImageStore } from '../../../../src/core/store/imageStore';
import { png } from '../../../fakes/images';
import { openReader, removeFolders, shared, snapshot, temporaryFolder } from '../replica';
import { articleRows, hop, otherPaths } from './articleRows';
import { FaultServer, raw, respond, type Answer } from './faultServer';
import { goodPage, newerPage } from './pages';
import { selfSigned } from './selfSigned';

const rows = JSON.parse(readFileSync(path.join(shared, 'corpora/fault-matrix.json'), 'utf8')) as { id: string }[];
/** Where the rows are tried that need more than a server. */
const elsewhere: Record<string, string> = {
  '302-to-http': 'test/core/net/blogClient: https that leads to http needs a certificate that is trusted',
  'kill-9': 'test/shared/net/downloads: a process of its own is killed',
  'proxy-down': 'test/ui/proxyDown: the proxy is VS Code’s own, whose fetch is another one than that of Node',
};

const timeoutMs = 1000;
/** What comes on top of the time-out: robots.txt before it, and a slow machine. */
const slackMs = 4000;
const pace = { concurrency: 2, backgroundConcurrency: 1, pauseMs: { person: 10, background: 20 } };
const tried = new Set<string>();

describe('the fault matrix, on the loopback interface', () => {
  let server: FaultServer;
  let stranger: FaultServer;
  let unhandled = 0;
  /** By path, while a row is tried. */
  let faults: Record<string, Answer> = {};
  const good = respond(200, goodPage, { ETag: '"1"' });
  const answer = (): Answer => (socket, asked) => {
    const usual = asked.path === '/archives/123' ? good : (otherPaths[asked.path] ?? hop(asked.path) ?? respond(404));
    (faults[asked.path] ?? usual)(socket, asked);
  };
  const note = (): void => void unhandled++;
  before(async () => {
    server = await FaultServer.start(answer);
    stranger = await FaultServer.start(() => respond(200, goodPage));
    process.on('unhandledRejection', note);
  });
  after(async () => {
    await server.stop();
    await stranger.stop();
    process.off('unhandledRejection', note);
    await removeFolders();
  });

  const open = async (url = server.url) => openAt(await temporaryFolder(), url);
  const openAt = (folder: string, url = server.url) => ({ folder, ...openReader(url, folder, { timeoutMs, pace }) });
  /** A reader that has the article, and then the fault. */
  const withCopy = async () => {
    faults = {};
    const reader = await open();
    const copy = await reader.store.read('123');
    return { ...reader, copy, before: await snapshot(reader.folder) };
  };
  const row = (id: string, action: () => Promise<void>): void =>
    void it(id, async () => {
      tried.add(id);
      await action();
    });

  for (const [id, { answer: fault, outcome }] of Object.entries(articleRows)) {
    row(id, async () => {
      const { store, copy, folder, before } = await withCopy();
      faults = { '/archives/123': fault };
      const started = Date.now();
      const result = await store.refresh('123');
      assert.ok(Date.now() - started < timeoutMs + slackMs, `${Date.now() - started} ms`);
      if (outcome === 'kept') {
        assert.equal(result.kind, 'failed');
        assert.ok(isReaderError(result.error));
        assert.deepEqual(result.article, copy);
        assert.deepEqual(await snapshot(folder), before);
      } else {
        assert.notEqual(result.kind, 'failed', result.kind === 'failed' ? result.error.message : '');
        const now = await store.cached('123');
        assert.ok(now?.markdown.startsWith(copy.markdown) === true);
        assert.equal(now.markdown.includes('后来补上的一段'), outcome === 'newer');
      }
    });
  }

  row('302-to-localhost', async () => {
    const { store, folder, before } = await withCopy();
    faults = { '/archives/123': respond(302, '', { Location: stranger.url.replace('127.0.0.1', 'localhost') }) };
    assert.equal((await store.refresh('123')).kind, 'failed');
    assert.deepEqual(await snapshot(folder), before);
  });

  row('304-without-cache', async () => {
    const { store, folder } = await open();
    faults = { '/archives/123': raw('HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n') };
    await assert.rejects(store.read('123'), isReaderError);
    assert.equal((await snapshot(folder)).size, 0);
  });

  row('flaky', async () => {
    const { store, folder, before } = await withCopy();
    for (const [fault, kind] of [[respond(500), 'failed'], [respond(200, newerPage), 'updated'], [respond(502), 'failed']] as const) {
      faults = { '/archives/123': fault };
      assert.equal((await store.refresh('123')).kind, kind);
    }
    assert.notDeepEqual(await snapshot(folder), before);
    assert.ok((await store.cached('123'))?.markdown.includes('后来补上的一段'));
  });

  row('cancel', async () => {
    const { store, folder, before } = await withCopy();
    const cancel = new AbortController();
    faults = { '/archives/123': () => cancel.abort() };
    await assert.rejects(store.refresh('123', cancel.signal), { name: 'AbortError' });
    assert.deepEqual(await snapshot(folder), before);
  });

  row('offline-midway', async () => {
    const dying: FaultServer = await FaultServer.start(() => (socket, asked) => {
      if (asked.path === '/robots.txt') return respond(404)(socket, asked);
      respond(200, goodPage)(socket, asked);
      if (asked.path === '/archives/123') void dying.stop();
    });
    const { store, folder } = await open(dying.url);
    await store.read('123').catch(() => undefined);
    const before = await snapshot(folder);
    await assert.rejects(store.read('124'), isReaderError);
    assert.deepEqual(await snapshot(folder), before);
  });

  row('refused', async () => {
    const closed = await FaultServer.start(() => respond(404));
    await closed.stop();
    await assert.rejects((await open(closed.url)).store.read('123'), (error) => isReaderError(error) && error.kind === 'unreachable');
  });

  row('dns-fail', async () => {
    await assert.rejects((await open('http://nowhere.invalid')).store.read('123'), (error) => isReaderError(error) && error.kind === 'unreachable');
  });

  const day = 86_400_000;
  const [past, now, future] = [-3, 0, 3].map((days) => new Date(Date.now() + days * day)) as [Date, Date, Date];
  const certificates = { 'tls-self-signed': selfSigned('127.0.0.1', past, future), 'tls-expired': selfSigned('127.0.0.1', past, new Date(now.getTime() - day)), 'tls-wrong-host': selfSigned('other.example', past, future) };
  const tls: Record<string, Parameters<typeof FaultServer.start>[1]> = {
    ...certificates,
    'tls-old': { ...certificates['tls-self-signed'], minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  };
  for (const [id, options] of Object.entries(tls)) {
    row(id, async () => {
      const { store, folder, before } = await withCopy();
      const secure = await FaultServer.start(() => respond(200, newerPage), options);
      try {
        const result = await openAt(folder, secure.url).store.refresh('123');
        assert.ok(result.kind === 'failed' && result.error.kind === 'unreachable');
        assert.deepEqual(secure.requests, []);
        assert.deepEqual(await snapshot(folder), before);
        assert.ok(await store.cached('123'));
      } finally {
        await secure.stop();
      }
    });
  }

  row('robots-disallow', async () => {
    faults = { '/robots.txt': respond(200, 'User-agent: *\nDisallow: /archives/\n') };
    const from = server.requests.length;
    await assert.rejects((await open()).store.read('123'), (error) => isReaderError(error) && error.kind === 'refused');
    assert.deepEqual(server.requests.slice(from).map((each) => each.path), ['/robots.txt']);
  });

  row('robots-5xx', async () => {
    faults = { '/robots.txt': respond(500) };
    await assert.rejects((await open()).store.read('123'), (error) => isReaderError(error) && error.kind === 'unreachable');
  });

  row('crawl-delay', async () => {
    faults = { '/robots.txt': respond(200, 'User-agent: *\nCrawl-delay: 1\n') };
    const { store } = await open();
    const from = server.requests.length;
    await store.read('123', undefined, 'background');
    const [robots, page] = server.requests.slice(from);
    assert.ok((page?.at ?? 0) - (robots?.at ?? 0) >= 950);
  });

  const images: Record<string, Answer> = {
    'img-404': respond(404),
    'img-html': respond(200, '<html>no picture</html>'),
    'img-svg-script': respond(200, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', { 'Content-Type': 'image/svg+xml' }),
    'img-huge': respond(200, Buffer.concat([png(3, 2), Buffer.alloc(20_000_000)]), { 'Content-Type': 'image/png' }),
    'img-png-bomb': respond(200, Buffer.from(png(30_000, 30_000)), { 'Content-Type': 'image/png' }),
  };
  for (const [id, fault] of Object.entries(images)) {
    row(id, async () => {
      const { client, storage, folder } = await open();
      faults = { '/usr/a.png': fault };
      await assert.rejects(new ImageStore(client, storage).read('123', `${server.url}/usr/a.png`), isReaderError);
      assert.equal((await snapshot(folder)).size, 0);
    });
  }

  row('img-wrong-type', async () => {
    const { client, storage } = await open();
    faults = { '/usr/a.jpg': respond(200, Buffer.from(png(3, 2)), { 'Content-Type': 'image/jpeg' }) };
    assert.equal((await new ImageStore(client, storage).read('123', `${server.url}/usr/a.jpg`)).type, 'png');
  });

  const item = (id: number, more = ''): string => `<item><title>第${id}篇</title><link>${server.url}/archives/${id}</link><guid>${id}</guid><pubDate>Mon, 10 Nov 2025 09:52:00 +0800</pubDate>${more}</item>`;
  const feed = (items: string, head = ''): string => `<?xml version="1.0"?>${head}<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
  const feeds: Record<string, () => string> = {
    'feed-truncated': () => feed(item(101) + item(100)).slice(0, -60),
    'feed-doctype': () => feed(item(101, '<description>&x;</description>') + item(100), '<!DOCTYPE rss [<!ENTITY x "boom">]>'),
    'feed-two-doctypes': () => feed(item(101) + item(100), '<!DOCTYPE rss><!DOCTYPE rss>'),
    'feed-html': () => '<html><body>no feed</body></html>',
    'feed-empty': () => feed(''),
    'feed-dup-guid': () => feed(item(101) + item(101) + item(100)),
    'feed-date-bad': () => feed(item(101).replace(/<pubDate>.*<\/pubDate>/, '<pubDate>yesterday</pubDate>') + item(100)),
    'feed-future': () => feed(item(101).replace('2025', '2999') + item(100)),
    'feed-reordered': () => feed(item(99) + item(101) + item(100)),
  };
  for (const [id, text] of Object.entries(feeds)) {
    row(id, async () => {
      const { client, storage, log } = await open();
      const list = Array.from({ length: 100 }, (_, n) => `<li>1日: <a href="/archives/${n + 1}">第${n + 1}篇</a></li>`).join('');
      faults = {
        '/content.html': respond(200, `<html><title>科学空间|Scientific Spaces</title><div id="archives"><h3>2025年</h3><ul><li><span>1月</span><ul>${list}</ul></li></ul></div></html>`),
        '/feed': respond(200, text(), { 'Content-Type': 'application/rss+xml' }),
      };
      const parseRecent = (xml: string) => parseFeed(xml, `${server.url}/feed`).entries.flatMap(({ url, title, date }) => ({ id: recogniseArticleUrl(url, server.url)?.id ?? '', title, date }));
      const index = new BlogIndex(client, storage, { parseContentPage, parseRecent }, systemClock, log);
      const known = (await index.refresh(new Catalogue([]), { scope: 'complete', priority: 'person' })).catalogue;
      assert.equal(known.articles.length, 100);
      const after = await index.refresh(known, { scope: 'recent', priority: 'person' }).catch((error: unknown) => {
        assert.ok(isReaderError(error), String(error));
        return { catalogue: known };
      });
      assert.ok(after.catalogue.articles.length >= 100 && after.catalogue.articles.length <= 101);
      assert.equal((await index.kept(new Catalogue([]))).articles.length, after.catalogue.articles.length);
    });
  }

  it('was tried in every row that can be made here, politely', async () => {
    await sleep(20);
    const untold = rows.map(({ id }) => id).filter((id) => !tried.has(id) && !(id in elsewhere));
    console.log(`fault matrix: ${rows.filter(({ id }) => tried.has(id)).length} of ${rows.length} rows tried here; ${server.requests.length} requests, ${server.mostAtOnce} at once at most, ${stranger.requests.length} to strange hosts`);
    for (const [id, where] of Object.entries(elsewhere)) console.log(`  elsewhere: ${id}: ${where}`);
    console.log('  certificates of tls-expired and tls-wrong-host are unknown as well: a known one would have to be installed in the system');
    assert.deepEqual(untold, []);
    assert.deepEqual(stranger.requests, []);
    assert.equal(unhandled, 0);
    assert.ok(server.mostAtOnce <= 2);
    assert.ok(server.requests.every(({ head }) => !head.includes('track=1') && !head.includes('referer:')));
  });
});
