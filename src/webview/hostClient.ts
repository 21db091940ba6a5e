import type { EventMessage, KeptState, ReplyMessage, RequestName, Requests } from '../protocol';

/** What VS Code gives to each webview, once. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The page's line to the extension host. */
export class HostClient {
  readonly #waiting = new Map<number, Waiting>();
  #lastSeq = 0;

  constructor(private readonly api: WebviewApi) {}

  /** Rejects with the host's words when it could not do what was asked. */
  request<M extends RequestName>(name: M, params: Requests[M]['params']): Promise<Requests[M]['result']> {
    const seq = ++this.#lastSeq;
    return new Promise((resolve, reject) => {
      this.#waiting.set(seq, { resolve: (result) => resolve(result as Requests[M]['result']), reject });
      this.api.postMessage({ type: 'request', seq, name, params });
    });
  }

  /** Takes every message of the window; gives `onEvent` those that are events. */
  listen(window: Window, onEvent: (event: EventMessage) => void): void {
    window.addEventListener('message', ({ data }: MessageEvent<EventMessage | ReplyMessage | undefined>) => {
      if (data?.type === 'event') onEvent(data);
      else if (data?.type === 'reply') this.#settle(data);
    });
  }

  #settle(reply: ReplyMessage): void {
    const waiting = this.#waiting.get(reply.seq);
    this.#waiting.delete(reply.seq);
    if (reply.ok) waiting?.resolve(reply.result);
    else waiting?.reject(new Error(reply.error));
  }
}
