import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A request as it came: its path, and its head in lower case. */
export interface Asked {
  readonly path: string;
  readonly head: string;
  /** When, and when the connection ended, in ms. */
  readonly at: number;
  until: number;
}

/** Answers on the bare connection. */
export type Answer = (socket: Socket, asked: Asked) => void;

/** A server on the loopback interface that answers each connection once, as it is told: also as no server should. */
export class FaultServer {
  readonly requests: Asked[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly answer: () => Answer,
  ) {}

  /** With `tls` it speaks https. `answer` is asked at each request. */
  static async start(answer: () => Answer, tls?: TlsOptions): Promise<FaultServer> {
    const onSocket = (socket: Socket): void => started.#take(socket);
    const server = tls ? createTlsServer(tls, onSocket) : createServer(onSocket);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const started = new FaultServer(server, `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, answer);
    return started;
  }

  /** How many requests were under way at once, at most. */
  get mostAtOnce(): number {
    return Math.max(0, ...this.requests.map(({ at }) => this.requests.filter((other) => other.at <= at && at < other.until).length));
  }

  /** Takes no connections any more, and drops those it has. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    let head = '';
    let asked: Asked | undefined;
    socket.on('error', () => undefined); // what breaks off is meant to
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (asked) asked.until = Date.now();
    });
    socket.on('data', (data) => {
      head += data.toString('latin1');
      if (asked || !head.includes('\r\n\r\n')) return;
      asked = { path: /^\S+ (\S+)/.exec(head)?.[1] ?? '', head: head.toLowerCase(), at: Date.now(), until: Number.POSITIVE_INFINITY };
      this.requests.push(asked);
      this.answer()(socket, asked);
    });
  }
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 301: 'Moved Permanently', 302: 'Found', 404: 'Not Found' };

/** A whole answer: `Content-Length` and a closed connection unless `headers` say otherwise. */
export function respond(status: number, body: string | Buffer = '', headers: Readonly<Record<string, string>> = {}): Answer {
  const bytes = Buffer.from(body);
  const all = { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Length': String(bytes.length), Connection: 'close', ...headers };
  return raw(`HTTP/1.1 ${status} ${reasons[status] ?? 'Status'}\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, bytes);
}

/** Just these bytes, then the end. */
export function raw(...parts: readonly (string | Buffer)[]): Answer {
  return (socket) => socket.end(Buffer.concat(parts.map((part) => Buffer.from(part))));
}

/** These bytes, and then one at a time, for ever. */
export function drip(start: string, bytes: Buffer, everyMs: number): Answer {
  return (socket) => {
    socket.write(start);
    let at = 0;
    const timer = setInterval(() => socket.write(bytes.subarray(at % bytes.length, (at++ % bytes.length) + 1)), everyMs);
    socket.on('close', () => clearInterval(timer));
  };
}
