import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { picture } from '../demoBlog/picture';
import type { Blog } from './blog';

export interface SmallPost {
  readonly slug: string;
  readonly title: string;
  readonly date: string;
  /** HTML. */
  readonly content: string;
}

const first: SmallPost = {
  slug: 'counting',
  title: 'Counting what cannot be seen',
  date: '2026-02-03',
  content: `<p>The sum \\(1+2+\\cdots+n\\) grows as the square, $n^2/2$, and a little more:</p>
<p>\\[\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2} \\tag{3}\\]</p>
<p><img src="/usr/dots.png" alt="Dots"/></p>
<h2>Further</h2>
<p>More of it in <a href="/posts/waiting.html#twice">a second note</a> and <a href="https://kexue.fm/archives/90001">elsewhere</a>.</p>`,
};
const second: SmallPost = {
  slug: 'waiting',
  title: 'Waiting for the second coin',
  date: '2026-01-20',
  content: '<p>A coin thrown until heads come twice.</p><h2 id="twice">Twice</h2><p>It takes $$E = 6$$ throws.</p>',
};

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A blog of another make: a page that names two feeds, an Atom feed with whole texts and a JSON feed with excerpts; `/feed.rdf` is a third, in RSS 1.0. */
export async function startSmallBlog(): Promise<Blog & { publish(post: SmallPost): void }> {
  const posts = [first, second];
  const requests: string[] = [];
  const frame = (main: string) => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Small Numbers</title>
<link rel="alternate" type="application/atom+xml" href="/feed.xml" title="Small Numbers"><link rel="alternate" type="application/feed+json" href="/short.json" title="Small Numbers, in short"></head><body>${main}</body></html>`;
  const atom = (base: string) => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Small Numbers</title><id>${base}/</id><updated>2026-02-03T00:00:00Z</updated>
<author><name>Ada Byron</name></author><link href="${base}/"/><link rel="self" href="${base}/feed.xml"/>
${posts.map(({ slug, title, date, content }) => `<entry><title>${escape(title)}</title><id>${base}/posts/${slug}</id><link href="${base}/posts/${slug}.html"/><published>${date}T08:00:00Z</published><updated>${date}T08:00:00Z</updated><content type="html">${escape(content)}</content></entry>`).join('\n')}</feed>`;
  const short = (base: string) => JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: 'Small Numbers, in short', home_page_url: `${base}/`, feed_url: `${base}/short.json`,
    items: posts.map(({ slug, title, date, content }) => ({ id: slug, url: `${base}/posts/${slug}.html`, title, date_published: `${date}T08:00:00Z`, summary: `${content.replace(/<[^>]*>/g, '').slice(0, 30)}…` })),
  });
  const rdf = (base: string) => `<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${base}/feed.rdf"><title>Small Numbers in RDF</title><link>${base}/</link><description/><items><rdf:Seq>${posts.map(({ slug }) => `<rdf:li rdf:resource="${base}/posts/${slug}.html"/>`).join('')}</rdf:Seq></items></channel>
${posts.map(({ slug, title, date, content }) => `<item rdf:about="${base}/posts/${slug}.html"><title>${escape(title)}</title><link>${base}/posts/${slug}.html</link><dc:creator>Ada Byron</dc:creator><dc:date>${date}T08:00:00Z</dc:date><content:encoded><![CDATA[${content}]]></content:encoded></item>`).join('\n')}</rdf:RDF>`;
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`;
    const { pathname } = new URL(request.url ?? '/', base);
    requests.push(pathname);
    const post = posts.find(({ slug }) => pathname === `/posts/${slug}.html`);
    const answers: Record<string, () => [string, string | Buffer]> = {
      '/': () => ['text/html', frame(`<h1>Small Numbers</h1><ul>${posts.map(({ slug, title }) => `<li><a href="/posts/${slug}.html">${title}</a></li>`).join('')}</ul>`)],
      '/feed.xml': () => ['application/atom+xml', atom(base)],
      '/short.json': () => ['application/feed+json', short(base)],
      '/feed.rdf': () => ['application/rdf+xml', rdf(base)],
      '/usr/dots.png': () => ['image/png', picture(pathname)],
    };
    const answer = post ? () => ['text/html', frame(`<nav>Home About</nav><main><article><h1>${post.title}</h1>${post.content}</article></main><footer>Written by hand</footer>`)] as const : answers[pathname];
    if (!answer) return void response.writeHead(404).end();
    const [type, body] = answer();
    response.writeHead(200, { 'Content-Type': type === 'image/png' ? type : `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => [...requests],
    publish: (post) => void posts.unshift(post),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
