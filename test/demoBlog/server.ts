import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commentFeed, feed } from './feed';
import { articlePage, categories, contentPage, listPage, notFoundPage, type Site } from './pages';
import { picture } from './picture';
import { readPosts, type Post } from './post';

const postsFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'posts');
const gateCookie = 'demo_gate=open';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

export interface DemoBlogOptions {
  /** `0` takes a free one. */
  readonly port?: number;
  /** Turns a first request for a page away with 403 and a cookie, as the blog does. */
  readonly gate?: boolean;
  /** Posts beside the written ones, for measurements. */
  readonly more?: readonly Post[];
  /** Waited for before each answer, as at a slow blog; the signal fires when whoever asked has gone. */
  readonly before?: (pathname: string, gone: AbortSignal) => Promise<void>;
}

export interface DemoBlog {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  /** The posts it serves, newest first. */
  readonly posts: readonly Post[];
  /** Adds a post, as its author does. */
  publish(post: Post): void;
  close(): Promise<void>;
}

const html = (body: string | undefined, site: Site): Answer =>
  body === undefined ? { status: 404, type: 'text/html; charset=UTF-8', body: notFoundPage(site) } : { status: 200, type: 'text/html; charset=UTF-8', body };

function answerList(site: Site, pathname: string): Answer {
  const [, list = '', number = '1'] = /^(\/|\/page\/|\/category\/[\w-]+\/|\/tag\/[^/]+\/|\/\d{4}\/\d{2}\/)(?:(\d+)\/?)?$/.exec(pathname) ?? [];
  const [, kind = '', name = '', second = ''] = list.split('/');
  const chosen: Record<string, (post: Post) => boolean> = {
    '': () => true,
    page: () => true,
    category: (post) => categories.get(post.category) === name,
    tag: (post) => post.tags.includes(decodeURIComponent(name)),
  };
  const belongs = chosen[kind] ?? ((post: Post) => post.date.startsWith(`${kind}-${name}`) && second === '');
  const posts = list ? site.posts.filter(belongs) : [];
  return html(listPage(site, posts, { number: Number(number), path: list === '/' ? '/page/' : list }), site);
}

function answer(site: Site, pathname: string): Answer {
  const id = /^(?:\/index\.php)?\/archives\/(\d+)\/?(?:comment-page-\d+)?$/.exec(pathname)?.[1];
  if (id !== undefined) {
    const post = site.posts.find((each) => each.id === Number(id));
    return html(post && articlePage(site, post), site);
  }
  if (pathname === '/content.html') return html(contentPage(site), site);
  if (pathname === '/robots.txt') return { status: 200, type: 'text/plain; charset=UTF-8', body: 'User-agent: *\nDisallow: /search/\n' };
  if (/^\/feed\/comments\/?$/.test(pathname)) return { status: 200, type: 'application/rss+xml; charset=UTF-8', body: commentFeed(site) };
  if (/^\/feed(\/rss)?\/?$/.test(pathname)) return { status: 200, type: 'application/rss+xml; charset=UTF-8', body: feed(site) };
  if (/^\/usr\/.+\.png$/.test(pathname)) return { status: 200, type: 'image/png', body: picture(pathname) };
  return answerList(site, pathname.endsWith('/') ? pathname : `${pathname}/`);
}

/** The gate lets feeds, robots.txt and pictures through. */
const isGated = (made: Answer) => made.type.startsWith('text/html');

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Answer, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Serves the posts of `posts/` on the loopback interface, in the markup of the blog. */
export async function startDemoBlog({ port = 0, gate = false, more = [], before }: DemoBlogOptions = {}): Promise<DemoBlog> {
  const posts = [...more, ...readPosts(postsFolder)].sort((a, b) => b.date.localeCompare(a.date) || b.id - a.id);
  const requests: string[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(pathname);
    if (before) {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      await before(pathname, gone.signal);
    }
    const made = answer({ posts, base: `http://${request.headers.host}` }, pathname);
    if (gate && isGated(made) && !request.headers.cookie?.includes(gateCookie)) {
      const body = `<script>window.location.href='${encodeURI(decodeURI(pathname))}?t=open'</script>`;
      return send(request, response, { status: 403, type: made.type, body }, { 'Set-Cookie': `${gateCookie}; path=/; HttpOnly` });
    }
    send(request, response, made);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    posts,
    publish: (post) => void posts.unshift(post),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
