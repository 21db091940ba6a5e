import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { drip, raw, respond, type Answer } from './faultServer';
import { goodPage, newerPage, otherPage, shorterPage, toGbk } from './pages';

/** What a server does when the article is asked for, and what shall come of it. */
export interface ArticleRow {
  readonly answer: Answer;
  /** `kept`: a failure, and the copy at hand as it was; `renewed`: taken as a good answer; `newer`: taken, and the text is the newer one. */
  readonly outcome: 'kept' | 'renewed' | 'newer';
}

const kept = (answer: Answer): ArticleRow => ({ answer, outcome: 'kept' });
const renewed = (answer: Answer): ArticleRow => ({ answer, outcome: 'renewed' });
const newer = (answer: Answer): ArticleRow => ({ answer, outcome: 'newer' });

const page = Buffer.from(goodPage);
const half = page.subarray(0, page.length / 2);
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n';
const packed = (encoding: string, body: Buffer): Answer => respond(200, body, { 'Content-Encoding': encoding });
const inCharset = (body: string | Buffer, contentType: string): Answer => respond(200, body, { 'Content-Type': contentType });
const to = (location: string, status = 302): Answer => respond(status, '', { Location: location });
const says = (text: string): string => `<!DOCTYPE html><html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`;
const without = (pattern: RegExp): string => goodPage.replace(pattern, '');

/** An answer as large as it is long, written for as long as anybody reads. */
const endless: Answer = (socket) => {
  const block = Buffer.alloc(1 << 20, 'x');
  const write = (): void => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', write);
  socket.write(`${ok}\r\n<html>`);
  write();
};

const gbkPage = (charset: string): Buffer => toGbk(goodPage.replace('<meta charset="utf-8"/>', `<meta charset="${charset}"/>`).replace(/©/g, ''));

/** Faults of the connection and of its encoding. */
const connection: Record<string, ArticleRow> = {
  'reset-before-headers': kept((socket) => socket.resetAndDestroy()),
  'accept-never-answer': kept(() => undefined),
  'slow-headers': kept(drip('HTTP/1.1 200 OK\r\n', Buffer.from('X-Slow: 1\r\n'), 100)),
  'slow-body': kept(drip(`${ok}Content-Length: ${page.length}\r\n\r\n`, page, 100)),
  'stall-mid-body': kept((socket) => socket.write(Buffer.concat([Buffer.from(`${ok}Content-Length: ${page.length}\r\n\r\n`), half]))),
  'reset-mid-body': kept((socket) => socket.write(Buffer.concat([Buffer.from(`${ok}Content-Length: ${page.length}\r\n\r\n`), half]), () => socket.resetAndDestroy())),
  'short-content-length': kept(raw(`${ok}Content-Length: ${page.length + 100}\r\nConnection: close\r\n\r\n`, page)),
  'long-content-length': kept(raw(`${ok}Content-Length: ${half.length}\r\nConnection: close\r\n\r\n`, page)),
  'http10-close-half': kept(raw('HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n', half)),
  'truncated-gzip': kept(packed('gzip', gzipSync(page).subarray(0, -20))),
  'bad-gzip': kept(packed('gzip', page)),
  'gzip-bomb': kept(packed('gzip', gzipSync(Buffer.alloc(60_000_000, ' ')))),
  'double-gzip': kept(packed(Array(100).fill('gzip').join(','), page)),
  'br-truncated': kept(packed('br', brotliCompressSync(page).subarray(0, -20))),
  'deflate-raw': newer(packed('deflate', deflateRawSync(Buffer.from(newerPage)))),
  'chunked-garbage': kept(raw(`${ok}Transfer-Encoding: chunked\r\n\r\n`, 'zz\r\nhello\r\n0\r\n\r\n')),
  'huge-page': kept(endless),
  'huge-header': kept(raw(`${ok}X-Huge: ${'x'.repeat(1 << 20)}\r\n\r\n`, page)),
  'many-headers': kept(raw(`${ok}${Array.from({ length: 10_000 }, (_, n) => `X-${n}: 1\r\n`).join('')}\r\n`, page)),
};

/** Statuses, redirects (`/moved` is a page like any other, `/hop/N` leads to the next) and validators. */
const statuses: Record<string, ArticleRow> = {
  204: kept(raw('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')),
  206: kept(respond(206, half, { 'Content-Range': `bytes 0-${half.length - 1}/${page.length}` })),
  '304-normal': renewed(raw('HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nConnection: close\r\n\r\n')),
  'etag-weak': renewed(raw('HTTP/1.1 304 Not Modified\r\nETag: W/"1"\r\nConnection: close\r\n\r\n')),
  'etag-same-body-changed': newer(respond(200, newerPage, { ETag: '"1"' })),
  '301-permanent': newer(to('/moved', 301)),
  '302-loop': kept(to('/archives/123')),
  '302-ping-pong': kept(to('/ping')),
  '302-x50': kept(to('/hop/1')),
  '302-to-file': kept(to('file:///etc/passwd')),
  '302-to-login': kept(to('/login')),
  ...Object.fromEntries([400, 401, 403, 404, 410, 418, 500, 502, 504, 520].map((status) => [status, kept(respond(status, says(String(status))))])),
  '429-seconds': kept(respond(429, '', { 'Retry-After': '60' })),
  '429-date': kept(respond(429, '', { 'Retry-After': new Date(Date.now() + 120_000).toUTCString() })),
  '429-none': kept(respond(429)),
  '429-huge': kept(respond(429, '', { 'Retry-After': '99999999999' })),
  '429-negative': kept(respond(429, '', { 'Retry-After': '-5' })),
  '429-garbage': kept(respond(429, '', { 'Retry-After': 'soon' })),
  '503-retry': kept(respond(503, '', { 'Retry-After': '30' })),
  'proxy-407': kept(respond(407, says('Proxy Authentication Required'), { 'Proxy-Authenticate': 'Basic' })),
  cookie: newer(respond(200, newerPage, { 'Set-Cookie': 'track=1; path=/' })),
  'clock-skew': newer(respond(200, newerPage, { Date: 'Thu, 01 Jan 1970 00:00:00 GMT', 'Last-Modified': 'Fri, 01 Jan 2100 00:00:00 GMT', Expires: '0' })),
};

/** Whole answers that are not the article, or not all of it. */
const contents: Record<string, ArticleRow> = {
  '200-captive': kept(respond(200, '<html><head><title>Welcome</title></head><body><form action="http://login.example/"><input name="user"></form></body></html>')),
  '200-challenge': kept(respond(200, `<html><head><title>Just a moment...</title></head><body><script>${'/* check */'.repeat(300)}location.reload()</script></body></html>`)),
  '200-empty': kept(respond(200)),
  '200-maintenance': kept(respond(200, says('科学空间正在维护'))),
  '200-404-text': kept(respond(200, says('页面没找到 - 科学空间|Scientific Spaces'))),
  '200-other-article': kept(respond(200, otherPage)),
  '200-json': kept(inCharset('{"error":"no"}', 'application/json')),
  '200-binary': kept(inCharset(Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)), 'application/octet-stream')),
  '200-xml-as-html': kept(respond(200, '<?xml version="1.0"?><rss version="2.0"><channel><title>科学空间|Scientific Spaces</title></channel></rss>')),
  'layout-changed': kept(respond(200, goodPage.replaceAll('PostContent', 'entry-body'))),
  'layout-half': kept(respond(200, without(/<div id="tools"[\s\S]*(?=<\/body>)/).replace(/<p><em><strong>转载[\s\S]*?<div class="clear"><\/div>/, ''))),
  'layout-title-only': kept(respond(200, without(/<div class="PostContent"[\s\S]*(?=<\/body>)/))),
  shorter: kept(respond(200, shorterPage)),
  'charset-none': newer(inCharset(newerPage.replace('<meta charset="utf-8"/>', ''), 'text/html')),
  'charset-meta-gbk': renewed(inCharset(gbkPage('gbk'), 'text/html')),
  'charset-header-wrong': newer(inCharset(newerPage, 'text/html; charset=GBK')),
  'charset-lie-gbk': kept(inCharset(gbkPage('utf-8'), 'text/html; charset=UTF-8')),
  'charset-unknown': newer(inCharset(newerPage, 'text/html; charset=x-klingon')),
  'charset-utf16': newer(inCharset(Buffer.from(`\uFEFF${newerPage}`, 'utf16le'), 'text/html')),
  'utf8-invalid': kept(inCharset(Buffer.concat([page.subarray(0, 3000), Buffer.alloc(200, 0xff), page.subarray(3000)]), 'text/html; charset=UTF-8')),
  bom: newer(respond(200, `\uFEFF${newerPage}`)),
};

export const articleRows: Readonly<Record<string, ArticleRow>> = { ...connection, ...statuses, ...contents };

/** The pages that the redirects above lead to. */
export const otherPaths: Readonly<Record<string, Answer>> = {
  '/moved': respond(200, newerPage),
  '/ping': to('/pong'),
  '/pong': to('/ping'),
  '/login': respond(200, says('Sign in')),
};
export const hop = (path: string): Answer | undefined => (/^\/hop\/\d+$/.test(path) ? to(`/hop/${Number(path.slice(5)) + 1}`) : undefined);
