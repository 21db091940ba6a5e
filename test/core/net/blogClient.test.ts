import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { BlogClient, type BlogClientOptions } from '../../../src/core/net/blogClient';
import { scientificSpacesSite, type BlogSite } from '../../../src/core/net/blogSite';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeHttpClient, type FakePage } from '../../fakes/fakeHttpClient';
import { RecordingLogger } from '../../fakes/recordingLogger';

const base = 'https://kexue.fm';
const page = `<html><body>${'一篇文章。'.repeat(500)}</body></html>`;

function setUp(pages: ConstructorParameters<typeof FakeHttpClient>[0] = {}, site: BlogSite = scientificSpacesSite(base, ['https://spaces.ac.cn']), options: Partial<BlogClientOptions> = {}) {
  const http = new FakeHttpClient(pages);
  const clock = new FakeClock();
  const log = new RecordingLogger();
  return { http, clock, log, client: new BlogClient(http, () => site, clock, log, options) };
}

const isError = (kind: string, reason?: string) => (error: unknown) =>
  error instanceof ReaderError && error.kind === kind && (reason === undefined || error.reason === reason);

describe('BlogClient: addresses', () => {
  it('asks for a path at the base, and for any address of the blog there too', async () => {
    const { client, http } = setUp({ [`${base}/archives/1`]: page });
    for (const target of ['/archives/1', 'http://www.spaces.ac.cn/archives/1', 'https://kexue.fm/archives/1']) {
      assert.equal((await client.getText(target, { accept: 'page' })).text, page);
    }
    assert.deepEqual(new Set(http.asked), new Set([`${base}/archives/1`]));
  });

  it('puts the path of the base before every path', async () => {
    const { client } = setUp({ 'http://127.0.0.1:8000/copy/archives/1': page }, scientificSpacesSite('http://127.0.0.1:8000/copy/', []));
    assert.equal((await client.getText('/archives/1', { accept: 'page' })).text, page);
    assert.equal((await client.getText('http://127.0.0.1:8000/copy/archives/1', { accept: 'page' })).text, page);
  });

  it('refuses strange hosts, schemes, user names and ports without a request', async () => {
    const { client, http } = setUp();
    const strange = ['https://example.org/', '//example.org/x', 'file:///etc/passwd', 'javascript:alert(1)', 'https://a:b@kexue.fm/', 'https://kexue.fm:8443/', 'http://127.0.0.1/', 'https://kexue.fm.example.org/', 'data:text/html,x'];
    for (const target of strange) await assert.rejects(client.get(target, { accept: 'page' }), isError('refused'), target);
    assert.equal(http.requests.length, 0);
  });

  it('never asks for /search/, however it is written', async () => {
    const { client, http } = setUp();
    const ways = ['/search/x/', '/search', '/index.php/search/x', '//kexue.fm/search/x', '/%73earch/x', '/Search/x', 'https://spaces.ac.cn/search/x', '/a/../search/x'];
    for (const target of ways) await assert.rejects(client.get(target, { accept: 'page' }), isError('refused'), target);
    assert.equal(http.requests.length, 0);
  });
});

describe('BlogClient: mirrors', () => {
  it('asks the mirror when nobody answers, and goes on with it', async () => {
    const { client, http } = setUp({ 'https://spaces.ac.cn/archives/1': page });
    assert.equal((await client.get('/archives/1', { accept: 'page' })).url, 'https://spaces.ac.cn/archives/1');
    const before = http.requests.length;
    await client.get('/archives/1', { accept: 'page' });
    assert.deepEqual(http.requests.slice(before).map(({ url }) => url), ['https://spaces.ac.cn/archives/1']);
  });

  it('reports the failure of the base when the mirror fails too', async () => {
    const { client } = setUp();
    await assert.rejects(client.get('/archives/1', { accept: 'page' }), (error) => isError('unreachable')(error) && (error as ReaderError).url.startsWith(base));
  });

  it('does not ask a mirror for what the base says is not there', async () => {
    const { client, http } = setUp({ [`${base}/`]: page, 'https://spaces.ac.cn/archives/1': page });
    await assert.rejects(client.get('/archives/1', { accept: 'page' }), isError('notFound'));
    assert.deepEqual(http.asked, [`${base}/archives/1`]);
  });
});

describe('BlogClient: gate', () => {
  const script = "<script>window.location.href='/archives/1?t=kkkkkkkk'</script>";
  const gated = (cookie = 'gate=abc') => ({ status: 403, headers: { 'set-cookie': `${cookie}; path=/; HttpOnly` }, body: script });

  it('repeats the request once with the cookie, and sends it from then on', async () => {
    const { client, http } = setUp();
    http.set(`${base}/archives/1`, ({ headers }) => (headers?.['cookie'] === 'gate=abc' ? page : gated()));
    assert.equal((await client.getText('/archives/1', { accept: 'page' })).text, page);
    await client.get('/archives/1', { accept: 'page' });
    assert.equal(http.asked.length, 3);
    assert.ok(http.requests.every(({ headers }) => !('referer' in (headers ?? {}))));
  });

  it('gives up when the gate stays shut', async () => {
    const { client, http } = setUp({ [`${base}/archives/1`]: gated() });
    await assert.rejects(client.get('/archives/1', { accept: 'page' }), isError('unreadable', 'gate'));
    assert.equal(http.asked.length, 2);
  });

  it('keeps no cookie of any other answer', async () => {
    const { client, http } = setUp({ [`${base}/archives/1`]: { headers: { 'set-cookie': 'track=1' }, body: page } });
    await client.get('/archives/1', { accept: 'page' });
    await client.get('/archives/1', { accept: 'page' });
    assert.ok(http.requests.every(({ headers }) => headers?.['cookie'] === undefined));
  });

  it('hands a whole page that came with a 403 to whoever reads it', async () => {
    const { client } = setUp({ [`${base}/archives/1`]: { status: 403, headers: { 'set-cookie': 'a=b' }, body: page } });
    const response = await client.getText('/archives/1', { accept: 'page' });
    assert.equal(response.status, 403);
    assert.equal(response.text, page);
  });

  it('reports a bare 403', async () => {
    const { client } = setUp({ [`${base}/archives/1`]: { status: 403, body: '<html><h1>403 Forbidden</h1></html>' } });
    await assert.rejects(client.get('/archives/1', { accept: 'page' }), isError('unreadable', 'forbidden'));
  });
});

describe('BlogClient: redirects', () => {
  const to = (location: string, status = 302) => ({ status, headers: { location } });

  it('follows them on the hosts of the blog', async () => {
    const { client } = setUp({ [`${base}/a`]: to('/b', 301), [`${base}/b`]: to('https://www.kexue.fm/c', 308), 'https://www.kexue.fm/c': page });
    assert.equal((await client.get('/a', { accept: 'page' })).url, 'https://www.kexue.fm/c');
  });

  for (const location of ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'javascript:alert(1)', 'http://[::1]/', 'http://169.254.169.254/', '/search/x/', 'http://kexue.fm/a']) {
    it(`refuses ${location}`, async () => {
      const { client, http } = setUp({ [`${base}/a`]: to(location) });
      await assert.rejects(client.get('/a', { accept: 'page' }), isError('refused'));
      assert.deepEqual(http.asked, [`${base}/a`]);
    });
  }

  it('ends loops and long chains', async () => {
    const { client, http } = setUp({ [`${base}/a`]: to('/b'), [`${base}/b`]: to('/a') });
    await assert.rejects(client.get('/a', { accept: 'page' }), isError('unreadable', 'redirects'));
    assert.equal(http.asked.length, 2);
    for (let n = 0; n < 50; n++) http.set(`${base}/chain${n}`, to(`/chain${n + 1}`));
    await assert.rejects(client.get('/chain0', { accept: 'page' }), isError('unreadable', 'redirects'));
    assert.ok(http.asked.length < 12);
  });

  it('looks at the last address where the platform has followed by itself', async () => {
    const { client, http } = setUp();
    http.get = (url) => Promise.resolve({ status: 200, url: url.endsWith('robots.txt') ? url : 'https://login.example.org/', headers: new Map(), body: new TextEncoder().encode(page) });
    await assert.rejects(client.get('/a', { accept: 'page' }), isError('refused', 'host'));
  });
});

describe('BlogClient: robots.txt', () => {
  const robots = (body: string) => ({ [`${base}/robots.txt`]: { body }, [`${base}/a`]: page, [`${base}/b`]: page });

  it('is asked for once and obeyed', async () => {
    const { client, http } = setUp(robots('User-agent: *\nDisallow: /a\n'));
    await assert.rejects(client.get('/a', { accept: 'page' }), isError('refused', 'robots'));
    await client.get('/b', { accept: 'page' });
    await client.get('/b', { accept: 'page' });
    assert.equal(http.requests.filter(({ url }) => url.endsWith('/robots.txt')).length, 1);
    assert.deepEqual(http.asked, [`${base}/b`, `${base}/b`]);
  });

  it('forbids everything while the server fails to give it', async () => {
    const { client, http } = setUp({ [`${base}/robots.txt`]: { status: 500 }, [`${base}/a`]: page }, scientificSpacesSite(base, []));
    await assert.rejects(client.get('/a', { accept: 'page' }), isError('unreachable', 'server'));
    assert.deepEqual(http.asked, []);
  });

  it('makes crawlers wait as long as it says, but no person', async () => {
    const { client, clock } = setUp(robots('User-agent: *\nCrawl-delay: 10\n'));
    const started = clock.now();
    for (let n = 0; n < 4; n++) await client.get('/a', { accept: 'page', priority: 'background' });
    assert.ok(clock.now() - started >= 30_000);
    const then = clock.now();
    await client.get('/b', { accept: 'page' });
    assert.ok(clock.now() - then < 1000);
  });
});

describe('BlogClient: being told to wait', () => {
  const busy = (status: number, after?: string): FakePage => ({ status, headers: after === undefined ? {} : { 'retry-after': after } });

  it('waits a short time and asks again', async () => {
    const { client, http, clock } = setUp();
    let answers = 0;
    http.set(`${base}/a`, () => (answers++ === 0 ? busy(429, '2') : page));
    const started = clock.now();
    assert.equal((await client.getText('/a', { accept: 'page' })).text, page);
    assert.ok(clock.now() - started >= 2000);
  });

  it('reports a long time as busy, and asks nothing before it has passed', async () => {
    const { client, http, clock } = setUp({ [`${base}/a`]: busy(503, '120'), [`${base}/b`]: page });
    await assert.rejects(client.get('/a', { accept: 'page' }), (error) => isError('busy')(error) && (error as ReaderError).retryAfterSeconds === 120);
    const before = http.requests.length;
    await assert.rejects(client.get('/b', { accept: 'page' }), isError('busy'));
    assert.equal(http.requests.length, before);
    clock.advance(120_000);
    assert.equal((await client.getText('/b', { accept: 'page' })).text, page);
  });

  for (const senseless of [undefined, 'soon', '-1', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
    it(`pauses a little when told ${senseless ?? 'no time'}`, async () => {
      const { client, clock } = setUp({ [`${base}/a`]: busy(429, senseless), [`${base}/b`]: page });
      await assert.rejects(client.get('/a', { accept: 'page' }), (error) => isError('busy')(error) && (error as ReaderError).retryAfterSeconds === undefined);
      await assert.rejects(client.get('/b', { accept: 'page' }), isError('busy'));
      clock.advance(60_000);
      await client.get('/b', { accept: 'page' });
    });
  }

  it('tries again within the hour, however long it was told to wait', async () => {
    const { client, clock } = setUp({ [`${base}/a`]: busy(429, '999999999'), [`${base}/b`]: page });
    await assert.rejects(client.get('/a', { accept: 'page' }), isError('busy'));
    clock.advance(3_600_000);
    await client.get('/b', { accept: 'page' });
  });
});

describe('BlogClient: conditional requests', () => {
  it('sends the validators and reports an unchanged page', async () => {
    const { client, http } = setUp();
    http.set(`${base}/a`, ({ headers }) => (headers?.['if-none-match'] === 'W/"1"' ? { status: 304 } : { headers: { etag: 'W/"1"', 'last-modified': 'x' }, body: page }));
    const first = await client.get('/a', { accept: 'page' });
    assert.deepEqual(first.validators, { etag: 'W/"1"', lastModified: 'x' });
    assert.equal((await client.get('/a', { accept: 'page', validators: first.validators })).notModified, true);
  });

  it('takes no 304 that it did not ask for', async () => {
    const { client } = setUp({ [`${base}/a`]: { status: 304 } });
    await assert.rejects(client.get('/a', { accept: 'page' }), isError('unreadable', 'status'));
  });
});

describe('BlogClient: other answers', () => {
  const table: [number, string][] = [[204, 'unreadable'], [206, 'unreadable'], [400, 'unreadable'], [401, 'unreadable'], [404, 'notFound'], [410, 'notFound'], [418, 'unreadable'], [500, 'unreachable'], [502, 'unreachable'], [504, 'unreachable'], [511, 'unreadable'], [520, 'unreachable']];
  for (const [status, kind] of table) {
    it(`reports ${status} as ${kind}`, async () => {
      const { client } = setUp({ [`${base}/a`]: { status, body: page } }, scientificSpacesSite(base, []));
      await assert.rejects(client.get('/a', { accept: 'page' }), isError(kind));
    });
  }
});

describe('BlogClient: pace', () => {
  it('has two requests at most under way, and a pause between their starts', async () => {
    const clock = new FakeClock();
    const starts: number[] = [];
    const http = new FakeHttpClient();
    for (let n = 0; n < 12; n++) {
      http.set(`${base}/${n}`, async () => {
        starts.push(clock.now());
        await clock.sleep(1000);
        return page;
      });
    }
    const client = new BlogClient(http, () => scientificSpacesSite(base, []), clock, new RecordingLogger());
    await Promise.all([...Array(12).keys()].map((n) => client.get(`/${n}`, { accept: 'page', priority: n % 2 ? 'person' : 'background' })));
    assert.equal(http.mostAtOnce, 2);
    assert.ok(starts.every((start, n) => n === 0 || start - (starts[n - 1] ?? 0) >= 150), starts.join());
  });

  it('lets a person go before what waits in the background', async () => {
    const order: string[] = [];
    const { client, http } = setUp();
    for (const name of ['x', 'y', 'z', 'person']) http.set(`${base}/${name}`, () => (order.push(name), page));
    const all = ['x', 'y', 'z'].map((name) => client.get(`/${name}`, { accept: 'page', priority: 'background' }));
    await Promise.all([...all, client.get('/person', { accept: 'page' })]);
    assert.ok(order.indexOf('person') <= 1, order.join());
  });

  it('ends a cancelled wait at once and lets the next one in', async () => {
    const { client, http } = setUp({ [`${base}/b`]: page }, scientificSpacesSite(base, []));
    http.set(`${base}/never`, () => new Promise<string>(() => undefined));
    const cancel = new AbortController();
    const stuck = [1, 2, 3].map(() => client.get('/never', { accept: 'page' }, cancel.signal));
    const failures = Promise.allSettled(stuck);
    cancel.abort();
    assert.ok((await failures).every(({ status }) => status === 'rejected'));
    assert.equal((await client.getText('/b', { accept: 'page' })).text, page);
  });
});
