import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { OtherBlogs } from '../../../src/core/feeds/otherBlogs';
import { feedTools } from '../../../src/parts/blogs';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeHttpClient, type FakePage } from '../../fakes/fakeHttpClient';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const site = 'https://blog.example';
const entry = (n: number, body = `<content type="html">&lt;p&gt;第${n}篇的全文，$x_${n}$。&lt;/p&gt;</content>`) =>
  `<entry><id>tag:${n}</id><title>第${n}篇</title><link href="${site}/post-${n}.html"/><published>2024-01-0${n}T00:00:00Z</published>${body}</entry>`;
const atom = (...entries: string[]) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>小站</title><author><name>甲</name></author><link href="${site}/"/>${entries.join('')}</feed>`;
const home = '<html><head><link rel="alternate" type="application/atom+xml" href="/feed.xml"></head><body>Hi</body></html>';
const isError = (kind: string, reason?: string) => (error: unknown) => error instanceof ReaderError && error.kind === kind && (reason === undefined || error.reason === reason);

function setUp(pages: Record<string, FakePage>) {
  const http = new FakeHttpClient(pages);
  const storage = new MemoryStorage();
  const log = new RecordingLogger();
  const open = () => new OtherBlogs(http, storage, () => Promise.resolve(feedTools), new FakeClock(), log);
  return { http, storage, open, blogs: open() };
}

describe('OtherBlogs', () => {
  it('adds a blog by the address of a page and lists its posts, newest first', async () => {
    const { blogs, open } = setUp({ [`${site}/`]: home, [`${site}/feed.xml`]: atom(entry(1), entry(2)) });
    let changes = 0;
    blogs.onDidChange(() => changes++);
    const blog = await blogs.add('blog.example');
    assert.deepEqual([blog.key, blog.title, blog.feedUrl, blog.author], ['blog-example', '小站', `${site}/feed.xml`, '甲']);
    assert.deepEqual(blog.entries.map(({ title, date }) => [title, date]), [['第2篇', '2024-01-02'], ['第1篇', '2024-01-01']]);
    assert.deepEqual(await open().list(), [blog]);
    assert.equal(changes, 1);
    await blogs.remove(blog.key);
    assert.deepEqual(await blogs.list(), []);
  });

  it('reads a post from what the feed gave of it', async () => {
    const { blogs, http } = setUp({ [`${site}/feed.xml`]: atom(entry(1)) });
    const [summary] = (await blogs.add(`${site}/feed.xml`)).entries;
    const before = http.asked.length;
    const fetched = await blogs.fetch(summary?.id ?? '', undefined, 'person', new AbortController().signal);
    assert.ok(fetched !== 'notModified');
    assert.equal(fetched.article.markdown.trim(), '第1篇的全文，$x_1$。');
    assert.deepEqual([fetched.article.author, fetched.article.url], ['甲', `${site}/post-1.html`]);
    assert.equal(http.asked.length, before);
  });

  it('takes the main text of the page where the feed gives an excerpt, and the excerpt where the page has less', async () => {
    const text = Array.from({ length: 12 }, (_, n) => `<p>第${n}段：这是正文的一段，讲得很长，有逗号，也有公式 $y_{${n}}$，足够让人看出是正文。</p>`).join('');
    const page = `<html><head><title>t</title></head><body><nav><a href="/">菜单</a></nav><article><h1>第1篇</h1>${text}</article><footer>页脚</footer></body></html>`;
    const { blogs, http } = setUp({ [`${site}/feed.xml`]: atom(entry(1, '<summary>这是开头……</summary>')), [`${site}/post-1.html`]: page });
    const [summary] = (await blogs.add(`${site}/feed.xml`)).entries;
    const read = async () => {
      const fetched = await blogs.fetch(summary?.id ?? '', undefined, 'person', new AbortController().signal);
      return fetched === 'notModified' ? '' : fetched.article.markdown;
    };
    const markdown = await read();
    for (let n = 0; n < 12; n++) assert.ok(markdown.includes(`$y_{${n}}$`), markdown);
    assert.ok(!markdown.includes('菜单') && !markdown.includes('页脚'));
    http.set(`${site}/post-1.html`, '<html><body><p>请登录</p></body></html>');
    assert.equal((await read()).trim(), '这是开头……');
  });

  it('adds new posts on refresh and keeps those that the feed no longer names', async () => {
    const { blogs, http } = setUp({ [`${site}/feed.xml`]: atom(entry(1), entry(2)) });
    const { key } = await blogs.add(`${site}/feed.xml`);
    http.set(`${site}/feed.xml`, atom(entry(3)));
    const { blog, added } = await blogs.refresh(key);
    assert.deepEqual(added.map(({ title }) => title), ['第3篇']);
    assert.equal(blog.entries.length, 3);
  });

  const bad: Record<string, FakePage> = { 'a login page': '<html><body>login</body></html>', nothing: '', 'a failure': { status: 500 }, 'a cut feed': atom(entry(1)).slice(0, 90), 'an empty feed': atom() };
  for (const [name, page] of Object.entries(bad)) {
    it(`loses no post to ${name}`, async () => {
      const { blogs, http } = setUp({ [`${site}/feed.xml`]: atom(entry(1), entry(2)) });
      const { key, entries } = await blogs.add(`${site}/feed.xml`);
      http.set(`${site}/feed.xml`, page);
      await blogs.refresh(key).catch((error: unknown) => assert.ok(error instanceof ReaderError));
      const [blog] = await blogs.list();
      assert.deepEqual(blog?.entries, entries);
      const fetched = await blogs.fetch(entries[0]?.id ?? '', undefined, 'person', new AbortController().signal);
      assert.ok(fetched !== 'notModified' && fetched.article.markdown.includes('全文'));
    });
  }

  it('follows a blog that has moved, but never into the private network', async () => {
    const moved = (location: string): FakePage => ({ status: 301, headers: { location } });
    const { blogs } = setUp({ 'https://old.example/feed': moved('https://new.example/feed'), 'https://new.example/feed': atom(entry(1)), 'https://trap.example/feed': moved('http://192.168.1.1/feed'), 'https://trap2.example/': '<html><head><link rel="alternate" type="application/rss+xml" href="http://127.0.0.1/feed"></head></html>' });
    assert.equal((await blogs.add('https://old.example/feed')).feedUrl, 'https://new.example/feed');
    await assert.rejects(blogs.add('https://trap.example/feed'), isError('refused'));
    await assert.rejects(blogs.add('https://trap2.example/'), isError('refused', 'private'));
    await assert.rejects(blogs.add('file:///etc/passwd'), isError('refused'));
    await assert.rejects(blogs.add('javascript:alert(1)'), isError('refused'));
  });

  it('allows the private address that a person typed', async () => {
    const { blogs } = setUp({ 'http://127.0.0.1:4000/feed.xml': atom(entry(1)) });
    assert.equal((await blogs.add('http://127.0.0.1:4000/feed.xml')).key, '127-0-0-1-4000');
  });

  it('says that nothing is at the address, and later that the feed is no longer there', async () => {
    const { blogs, http } = setUp({ [`${site}/feed.xml`]: atom(entry(1)), [`${site}/`]: home.replace('/feed.xml', '/gone.xml') });
    await assert.rejects(blogs.add(`${site}/fed.xml`), isError('notFound', 'address'));
    await assert.rejects(blogs.add(site), isError('notFound', 'address'));
    const { key, entries } = await blogs.add(`${site}/feed.xml`);
    http.set(`${site}/feed.xml`, { status: 410 });
    await assert.rejects(blogs.refresh(key), isError('notFound', 'feed'));
    assert.deepEqual((await blogs.list()).map((blog) => blog.entries), [entries]);
  });

  it('says when a page names no feed', async () => {
    const { blogs } = setUp({ [`${site}/`]: '<html><body>Hi</body></html>' });
    await assert.rejects(blogs.add(site), isError('unreadable', 'noFeed'));
  });

  it('says that there is no feed where a picture or another file is', async () => {
    const png = Uint8Array.from({ length: 500 }, (_, index) => (index < 8 ? [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a][index]! : index * 7));
    const { blogs } = setUp({ [`${site}/a.png`]: { body: png, headers: { 'content-type': 'image/png' } } });
    await assert.rejects(blogs.add(`${site}/a.png`), isError('unreadable', 'notFeed'));
  });

  it('exports and imports OPML, private addresses left out', async () => {
    const { blogs } = setUp({ [`${site}/feed.xml`]: atom(entry(1)) });
    await blogs.add(`${site}/feed.xml`);
    const opml = (await blogs.writeOpml('Blogs')).replace('</body>', '<outline xmlUrl="http://10.0.0.1/feed"/></body>');
    const subscriptions = [{ title: '小站', feedUrl: `${site}/feed.xml`, siteUrl: `${site}/` }];
    assert.deepEqual(await blogs.readOpml(new TextEncoder().encode(opml)), subscriptions);
    const gbk = opml.replace('UTF-8', 'GBK').replaceAll('小站', '\xd6\xd0\xce\xc4');
    assert.equal((await blogs.readOpml(Buffer.from(gbk, 'latin1')))[0]?.title, '中文');
    await assert.rejects(blogs.readOpml(Uint8Array.of(0, 159, 146, 150, 0, 255, 255, 255, 255, 255, 255, 255)), isError('unreadable', 'notOpml'));
  });

  it('ignores files that are no blog', async () => {
    const { blogs, storage } = setUp({});
    for (const [name, text] of [['a', '{'], ['b', '[]'], ['c', '{"key":1}'], ['d', 'null']]) storage.setText(`blogs/${name}.json`, text ?? '');
    assert.deepEqual(await blogs.list(), []);
  });
});

describe('mainText', () => {
  const bombs: Record<string, string> = {
    nested: '<div>'.repeat(5000) + 'x',
    quotes: '<blockquote>'.repeat(2000) + 'x',
    lists: '<ul><li>'.repeat(1000) + 'x',
    tables: '<table><tr><td>'.repeat(1000) + 'x',
    misnested: '<b><i><font>'.repeat(3000) + '</b></i>'.repeat(3000),
    attributes: `<p ${Array.from({ length: 10_000 }, (_, n) => `a${n}=1`).join(' ')}>x`,
    links: '<a href=/x>y</a>'.repeat(50_000),
    entities: '&amp;'.repeat(600_000),
    openComment: `<p>a</p><!--${'x'.repeat(2_900_000)}`,
    openScript: `<p>a</p><script>${'x'.repeat(2_900_000)}`,
    large: `<p>${'字'.repeat(7_000_000)}`,
    templates: '<template>'.repeat(3000),
    nothing: '',
  };
  for (const [name, html] of Object.entries(bombs)) {
    it(`ends on ${name} with a text or a reason`, () => {
      try {
        assert.equal(typeof feedTools.mainText(html, 'https://blog.example/').html, 'string');
      } catch (error) {
        assert.ok(error instanceof ReaderError && error.kind === 'unreadable', String(error));
      }
    });
  }
});
