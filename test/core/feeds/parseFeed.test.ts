import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { blogKey, blogOfId, entryId } from '../../../src/core/feeds/blogIds';
import { feedDay } from '../../../src/core/feeds/feedDate';
import { findFeeds } from '../../../src/core/feeds/findFeeds';
import { formatOpml, parseOpml } from '../../../src/core/feeds/opml';
import { parseFeed } from '../../../src/core/feeds/parseFeed';

const url = 'https://blog.example/feed.xml';
const read = (text: string) => parseFeed(text, url);
const isRefused = (reason: string) => (error: unknown) => error instanceof ReaderError && error.kind === 'unreadable' && error.reason === reason;

const rss = (items: string, channel = '') => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>小站</title><link>https://blog.example/</link>${channel}${items}</channel></rss>`;

describe('parseFeed', () => {
  it('reads RSS 2.0 as Typecho writes it', () => {
    const feed = read(rss(`<item><title>第一篇 &amp; 序</title><link>https://blog.example/a/1/</link><guid>https://blog.example/a/1/</guid>
      <pubDate>Mon, 10 Nov 2025 00:52:00 +0800</pubDate><dc:creator>某人</dc:creator><category><![CDATA[数学]]></category>
      <description><![CDATA[开头]]></description>
      <content:encoded><![CDATA[<p>开头 $a<b$</p><p class="more"><a href="https://blog.example/a/1/">[...]</a></p>]]></content:encoded></item>`));
    assert.equal(feed.format, 'rss');
    assert.equal(feed.title, '小站');
    assert.deepEqual(feed.entries.map(({ title, url: address, date, author, tags, isExcerpt }) => ({ title, address, date, author, tags, isExcerpt })), [
      { title: '第一篇 & 序', address: 'https://blog.example/a/1/', date: '2025-11-10', author: '某人', tags: ['数学'], isExcerpt: true },
    ]);
  });

  it('takes a whole content:encoded for the post', () => {
    const [entry] = read(rss('<item><guid isPermaLink="false">x1</guid><link>/p</link><description>摘要</description><content:encoded>&lt;p&gt;全文在此。&lt;/p&gt;</content:encoded></item>')).entries;
    assert.equal(entry?.content, '<p>全文在此。</p>');
    assert.equal(entry.isExcerpt, false);
    assert.equal(entry.url, 'https://blog.example/p');
    assert.equal(entry.identity, 'x1');
  });

  it('reads Atom: text, HTML and XHTML, xml:base, the alternate link', () => {
    const feed = read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example/x/">
      <title type="html">A &amp;lt;b&amp;gt; &lt;i&gt;c&lt;/i&gt;</title><author><name>甲</name></author>
      <link rel="self" href="feed.xml"/><link href="./"/>
      <entry><id>tag:1</id><title>1 &lt; 2</title><link rel="edit" href="/edit"/><link href="one.html"/><published>2024-02-29T23:30:00-05:00</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>甲<br/>乙 &lt; 丙</p></div></content></entry>
      <entry><id>tag:2</id><title type="text">二</title><author><name>乙</name></author><summary>短</summary></entry></feed>`);
    assert.equal(feed.title, 'A <b> c');
    assert.equal(feed.siteUrl, 'https://blog.example/x/');
    const [one, two] = feed.entries;
    assert.deepEqual([one?.title, one?.url, one?.date, one?.author, one?.isExcerpt], ['1 < 2', 'https://blog.example/x/one.html', '2024-02-29', '甲', false]);
    assert.equal(one?.content, '<div><p>甲<br>乙 &lt; 丙</p></div>');
    assert.deepEqual([two?.author, two?.content, two?.isExcerpt], ['乙', '短', true]);
  });

  it('reads RSS 1.0 and JSON Feed', () => {
    const rdf = read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>R</title><link>https://r.example/</link></channel>
      <item rdf:about="https://r.example/1"><title>一</title><link>https://r.example/1</link><dc:date>2020-01-02</dc:date></item></rdf:RDF>`);
    assert.deepEqual([rdf.format, rdf.title, rdf.entries.length, rdf.entries[0]?.date], ['rdf', 'R', 1, '2020-01-02']);
    const json = read(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', authors: [{ name: '丙' }], items: [{ id: 7, url: '/7', content_html: '<p>x</p>', date_published: '2021-03-04T05:06:07Z', tags: ['t'] }, null, 'x'] }));
    assert.deepEqual(json.entries.map(({ identity, author, date, tags }) => ({ identity, author, date, tags })), [{ identity: '7', author: '丙', date: '2021-03-04', tags: ['t'] }]);
  });

  it('refuses what is no feed', () => {
    for (const text of ['', ' \n']) assert.throws(() => read(text), isRefused('empty'));
    for (const text of ['<html><body>login</body></html>', 'plain words', '{"items":', '{"a":1}', '[]', '<?xml version="1.0"?>', '<opml/>']) assert.throws(() => read(text), isRefused('notFeed'), text);
  });

  it('leaves out the last entry of a feed that was cut', () => {
    const whole = rss('<item><guid>1</guid><title>一</title></item><item><guid>2</guid><title>二</title></item>');
    assert.equal(read(whole).isComplete, true);
    const cut = read(whole.slice(0, whole.indexOf('二')));
    assert.deepEqual([cut.isComplete, cut.entries.map(({ identity }) => identity)], [false, ['1']]);
  });

  it('expands no declared entity', () => {
    const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const feed = read(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol"><!ENTITY x SYSTEM "file:///etc/passwd">${laughs}]>${rss('<item><guid>1</guid><title>&l12;&x;</title></item>').slice(38)}`);
    assert.equal(feed.entries[0]?.title, '&l12;&x;');
  });

  it('tells posts under one id apart by their addresses, and takes the same post once', () => {
    const item = (link: string) => `<item><guid>same</guid><title>t</title><link>${link}</link></item>`;
    const { entries } = read(rss(item('/a') + item('/b') + item('/a')));
    assert.equal(entries.length, 2);
    assert.equal(new Set(entries.map(({ identity }) => identity)).size, 2);
  });

  it('tells posts without an address by their titles, and keeps their identities when another comes in', () => {
    const item = (title: string, rest: string) => `<item>${rest}<title>${title}</title></item>`;
    for (const rest of ['<guid isPermaLink="false">same</guid>', '<link>https://blog.example/</link>', '<guid isPermaLink="false">same</guid><link>/TITLE</link>']) {
      const identities = (...titles: string[]) => read(rss(titles.map((title) => item(title, rest.replace('TITLE', title))).join(''))).entries.map(({ identity }) => identity);
      assert.equal(new Set(identities('a', 'b')).size, 2);
      assert.deepEqual(identities('c', 'a', 'b', 'a').slice(1), identities('a', 'b'));
    }
  });

  it('unwraps what was put into CDATA twice, or escaped with it', () => {
    const { entries } = read(rss(`<item><link>/1</link><title><![CDATA[<![CDATA[题]]]]><![CDATA[>]]></title><content:encoded><![CDATA[<![CDATA[<p>文 $a<b$</p>]]]]><![CDATA[>]]></content:encoded></item>
      <item><link>/2</link><title>&lt;![CDATA[目]]&gt;</title><content:encoded>&lt;![CDATA[&lt;p&gt;字&lt;/p&gt;]]&gt;</content:encoded></item>
      <item><link>/3</link><title>x</title><content:encoded><![CDATA[<pre>a]]]]><![CDATA[>b</pre>]]></content:encoded></item>`));
    assert.deepEqual(entries.map(({ title, content }) => [title, content]), [['题', '<p>文 $a<b$</p>'], ['目', '<p>字</p>'], ['x', '<pre>a]]>b</pre>']]);
  });

  it('keeps the words behind what HTML leaves open, where a feed has it as it is', () => {
    assert.equal(read(rss('<item><link>/1</link><description><p>甲<br>乙<img src="a.png">丙</p></description></item>')).entries[0]?.content, '<p>甲<br>乙<img src="a.png">丙</p>');
  });

  it('takes the first date that is one, and every author by name', () => {
    const { entries } = read(`<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom"><channel>
      <item><link>/1</link><pubDate>soon</pubDate><dc:date>2024-03-05</dc:date><dc:creator>甲</dc:creator><dc:creator>乙</dc:creator></item>
      <item><link>/2</link><pubDate/><a:published>2024-03-06T00:00:00Z</a:published><a:author><a:name>丙</a:name><a:email>c@d.e</a:email></a:author></item></channel></rss>`);
    assert.deepEqual(entries.map(({ date, author }) => [date, author]), [['2024-03-05', '甲, 乙'], ['2024-03-06', '丙']]);
  });

  it('finds the addresses of posts: by their id, by xml:base, before FeedBurner', () => {
    const rssUrls = (items: string, attributes = '') => read(`<rss ${attributes}><channel><link>https://blog.example/</link>${items}</channel></rss>`).entries.map((entry) => entry.url);
    assert.deepEqual(rssUrls('<item><link>p/1</link></item><item><guid isPermaLink="true">p/2</guid></item>', 'xml:base="https://blog.example/b/"'), ['https://blog.example/b/p/1', 'https://blog.example/b/p/2']);
    assert.deepEqual(rssUrls('<item><link>https://feeds.example/~r/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">/1</f:origLink></item>'), ['https://blog.example/1']);
    const json = { version: 'https://jsonfeed.org/version/1', items: [{ id: 'https://blog.example/3', content_text: 'x', tags: ['t', 't'] }] };
    assert.deepEqual(read(JSON.stringify(json)).entries.map((entry) => [entry.url, entry.tags]), [['https://blog.example/3', ['t']]]);
  });

  it('takes control characters out of titles', () => {
    assert.equal(read(rss('<item><link>/1</link><title>a\u0000\u0008b</title></item>')).entries[0]?.title, 'a b');
  });

  it('reads a feed of 20,000 nested elements and one of 20,000 entries', () => {
    assert.equal(read(`<rss><channel>${'<a>'.repeat(20_000)}`).isComplete, false);
    assert.equal(read(rss(Array.from({ length: 20_000 }, (_, n) => `<item><guid>${n}</guid><title>t</title></item>`).join(''))).entries.length, 20_000);
  });
});

describe('feedDay', () => {
  const table: [string, string][] = [
    ['Mon, 10 Nov 2025 09:52:00 +0800', '2025-11-10'], ['10 Nov 25', '2025-11-10'], ['Thu Jan  1 19:48:21 2004', '2004-01-01'], ['2024-02-29T23:59:59-12:00', '2024-02-29'],
    ['2024-02', '2024-02-01'], ['20240229T000000Z', '2024-02-29'], ['January 5, 2021', '2021-01-05'], ['2019年3月7日', '2019-03-07'], ['1999', '1999-01-01'],
    ['周二, 05 9月 2023 10:00:00 +0800', '2023-09-05'], ['星期五, 01 十二月 2023 10:00:00 +0800', '2023-12-01'], ['01 十三月 2023', ''],
    ['2023-02-30', ''], ['soon', ''], ['', ''], ['99999999999', ''], ['Mon, 40 Nov 2025', ''],
  ];
  for (const [text, day] of table) it(`reads ${JSON.stringify(text)} as ${day || 'no date'}`, () => assert.equal(feedDay(text), day));
});

describe('findFeeds', () => {
  it('finds the feeds of a page, comments last', () => {
    const page = `<html><head><base href="https://b.example/blog/"><link rel="alternate" type="application/rss+xml" href="comments.xml" title="Comments">
      <LINK REL='feed alternate' TYPE='application/atom+xml; charset=utf-8' HREF=feed.xml><link rel=alternate hreflang=en href=/en>
      <link rel=stylesheet type=application/rss+xml href=x><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head>`;
    assert.deepEqual(findFeeds(page, 'https://a.example/').map((link) => link.url), ['https://b.example/blog/feed.xml', 'https://b.example/blog/comments.xml']);
    const others = '<link rel="alternate" type="text/xml" href="/rss.xml"><link rel="alternate" type="application/xml" href="feed:https://a.example/f">';
    assert.deepEqual(findFeeds(others, 'https://a.example/').map((link) => link.url), ['https://a.example/rss.xml', 'https://a.example/f']);
  });
});

describe('ids of other blogs', () => {
  it('name a blog by its host, and by a mark where a host has several feeds', () => {
    for (const usual of ['/', '/feed', '/feed/', '/feed.xml', '/atom.xml', '/index.xml', '/feed/rss/']) assert.equal(blogKey(`https://www.blog.example${usual}`), 'blog-example', usual);
    assert.notEqual(blogKey('https://blog.example/a/feed'), blogKey('https://blog.example/b/feed'));
    assert.notEqual(blogKey('http://127.0.0.1:1/feed'), blogKey('http://127.0.0.1:2/feed'));
  });

  it('stay the same with the identity and differ with it', () => {
    const id = entryId('b', { identity: '1', url: 'https://blog.example/2024/Some-Post.html' });
    assert.match(id, /^b:some-post-[0-9a-f]{8}$/);
    assert.equal(entryId('b', { identity: '1', url: 'https://blog.example/2024/Some-Post.html' }), id);
    assert.notEqual(entryId('b', { identity: '2', url: 'https://blog.example/2024/Some-Post.html' }), id);
    assert.equal(blogOfId(id), 'b');
    assert.equal(blogOfId('10088'), undefined);
  });
});

describe('OPML', () => {
  it('gives back what was written', () => {
    const list = [{ title: 'A & "B" <c>', feedUrl: 'https://a.example/f?x=1&y=2', siteUrl: 'https://a.example/' }, { title: '\ud800乙', feedUrl: 'https://b.example/', siteUrl: undefined }];
    assert.deepEqual(parseOpml(formatOpml(list, '我的')), [list[0], { ...list[1], title: '\uFFFD乙' }]);
  });

  it('flattens folders, takes each feed once, and no other scheme', () => {
    const text = '<opml version="1.0"><body><outline text="folder"><outline text="A" xmlUrl="https://a.example/f"/><outline text="again" xmlurl="https://a.example/f"/></outline><outline text="bad" xmlUrl="file:///etc/passwd"/></body></opml>';
    assert.deepEqual(parseOpml(text), [{ title: 'A', feedUrl: 'https://a.example/f', siteUrl: undefined }]);
    assert.throws(() => parseOpml('<rss/>'), isRefused('notOpml'));
  });

  it('reads what readers of feeds write: empty titles, addresses with feed: before them', () => {
    const outlines = '<outline title="" text="A" xmlUrl="feed:https://a.example/f"/><outline text="B" xmlUrl="feed://b.example/f"/>';
    assert.deepEqual(parseOpml(`<opml><body>${outlines}</body></opml>`).map(({ title, feedUrl }) => [title, feedUrl]), [['A', 'https://a.example/f'], ['B', 'http://b.example/f']]);
  });
});
