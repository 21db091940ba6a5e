import assert from 'node:assert/strict';
import net, { type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import zlib from 'node:zlib';
import { ReaderError } from '../../../src/core/model/errors';
import { FetchHttpClient } from '../../../src/host/fetchHttpClient';

const page = `<html><body>${'一篇文章，里面有字。'.repeat(3000)}</body></html>`;
const bytes = Buffer.from(page);
const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const whole = head('Content-Type: text/html; charset=utf-8', `Content-Length: ${bytes.length}`, 'Connection: close');

type Answer = (socket: Socket) => void;
const end = (...pieces: (string | Buffer)[]): Answer => (socket) => {
  for (const piece of pieces) socket.write(piece);
  socket.end();
};

/** Answers that no proper server gives. */
const answers: Record<string, Answer> = {
  good: end(whole, bytes),
  reset: (socket) => socket.resetAndDestroy(),
  silent: () => undefined,
  slowHeaders: (socket) => {
    const letters = [...whole];
    const timer = setInterval(() => socket.write(letters.shift() ?? ''), 20);
    socket.on('close', () => clearInterval(timer));
  },
  stalled: (socket) => socket.write(Buffer.concat([Buffer.from(whole), bytes.subarray(0, bytes.length / 2)])),
  shortBody: end(whole, bytes.subarray(0, bytes.length / 2)),
  notGzip: end(head('Content-Encoding: gzip', 'Connection: close'), bytes),
  gzipBomb: end(head('Content-Encoding: gzip', 'Connection: close'), zlib.gzipSync(Buffer.alloc(60_000_000))),
  manyCodings: end(head(`Content-Encoding: ${Array(100).fill('gzip').join(', ')}`, 'Connection: close'), zlib.gzipSync(bytes)),
  badChunks: end(head('Transfer-Encoding: chunked', 'Connection: close'), 'zz\r\nabc\r\n'),
  hugeHeader: end(head(`X-Long: ${'x'.repeat(1_000_000)}`, 'Content-Length: 0'), ''),
  endless: (socket) => {
    socket.write(head('Content-Type: text/html', 'Connection: close'));
    const more = (): void => void socket.write(Buffer.alloc(65_536, 'x'), (error) => (error ? undefined : more()));
    more();
  },
  announcedHuge: (socket) => socket.write(head('Content-Length: 99999999999')),
  cookies: end('HTTP/1.1 403 No\r\nSet-Cookie: a=1; path=/\r\nSet-Cookie: b=2\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx'),
  redirect: end('HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
};

describe('FetchHttpClient', () => {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      asked.push(data.toString());
      const name = /^GET \/(\w+)/.exec(data.toString())?.[1] ?? '';
      answers[name]?.(socket);
    });
  });
  let origin = '';
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const client = new FetchHttpClient({ userAgent: 'Reader/1 (+here)', platform: 'node' });
  const get = (name: string, signal?: AbortSignal) => client.get(`${origin}/${name}`, { maxBytes: 1_000_000, timeoutMs: 500, headers: { accept: 'text/html' } }, signal);
  const isError = (kind: string, reason?: string) => (error: unknown) => error instanceof ReaderError && error.kind === kind && (reason === undefined || error.reason === reason);

  it('gives status, headers in lower case and the body', async () => {
    const response = await get('good');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(new TextDecoder().decode(response.body), page);
  });

  it('says who asks, and nothing about where from', async () => {
    await get('good');
    const request = asked.at(-1)?.toLowerCase() ?? '';
    assert.match(request, /user-agent: reader\/1 \(\+here\)\r\n/);
    assert.match(request, /accept: text\/html\r\n/);
    assert.doesNotMatch(request, /referer|cookie/);
  });

  it('gives all cookies, and redirects as they are', async () => {
    assert.equal((await get('cookies')).headers.get('set-cookie'), 'a=1; path=/\nb=2');
    const redirect = await get('redirect');
    assert.deepEqual([redirect.status, redirect.headers.get('location')], [302, 'https://example.org/']);
  });

  for (const name of ['reset', 'shortBody', 'notGzip', 'badChunks', 'hugeHeader']) {
    it(`reports ${name} as unreachable`, () => assert.rejects(get(name), isError('unreachable')));
  }

  for (const name of ['silent', 'slowHeaders', 'stalled']) {
    it(`ends ${name} at its time-out`, () => assert.rejects(get(name), isError('unreachable', 'timeout')));
  }

  for (const name of ['endless', 'gzipBomb', 'announcedHuge']) {
    it(`ends ${name} at its size`, () => assert.rejects(get(name), isError('unreadable', 'tooLarge')));
  }

  it('neither hangs nor swells when packed a hundred times', async () => {
    const body = await get('manyCodings').then((response) => response.body.length, (error: unknown) => (isError('unreachable')(error) ? 0 : Infinity));
    assert.ok(body <= 1_000_000);
  });

  it('ends with the reason of the signal', async () => {
    const cancel = new AbortController();
    const pending = get('silent', cancel.signal);
    cancel.abort(new Error('enough'));
    await assert.rejects(pending, /enough/);
    await assert.rejects(get('good', AbortSignal.abort(new Error('before'))), /before/);
  });

  it('reports a name that does not resolve and a closed port as unreachable', async () => {
    await assert.rejects(client.get('http://127.0.0.1:1/', { maxBytes: 10, timeoutMs: 2000 }), isError('unreachable', 'network'));
    await assert.rejects(client.get('http://no-such-host.invalid/', { maxBytes: 10, timeoutMs: 5000 }), isError('unreachable'));
  });
});
