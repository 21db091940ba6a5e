import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/**
 * An HTTP proxy that leads host names to servers of this machine, and no others anywhere: with the editor's `http.proxy`
 * set to it, a test has a public address to ask.
 */
export async function startNameProxy(urls: Readonly<Record<string, string>>): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => void response.writeHead(405).end());
  server.on('connect', (request, socket) => {
    const [name = ''] = (request.url ?? '').split(':');
    const target = urls[name];
    if (target === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const upstream = connect(Number(new URL(target).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const each of [upstream, socket]) each.on('error', () => [upstream, socket].forEach((end) => end.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
