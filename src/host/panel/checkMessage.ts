import type { KeptState, RequestMessage, RequestName, ScrollPlace } from '../../protocol';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value.length < 1_000_000;
const index: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const place: Check = (value) => isRecord(value) && Number.isFinite(value['block']) && Number.isFinite(value['offset']);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const shapes: Readonly<Record<RequestName, Readonly<Record<string, Check>>>> = {
  ready: { id: text, state: text },
  loadRest: { id: text, from: index },
  loadComments: { id: text },
  loadImage: { id: text, url: text },
  openArticle: { id: text, anchor: optional(text), scroll: optional(place), aside: optional(flag) },
  openLink: { url: text, aside: optional(flag) },
  copyText: { text },
  retry: { id: text },
  cite: { id: text },
  openInBrowser: { id: text },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A request of the page, checked field by field; `undefined` for anything else that was posted. */
export function checkRequest(message: unknown): RequestMessage | undefined {
  if (!isRecord(message) || message['type'] !== 'request' || typeof message['seq'] !== 'number') return undefined;
  const name = message['name'];
  if (typeof name !== 'string' || !Object.hasOwn(shapes, name)) return undefined;
  const params = message['params'];
  const shape = shapes[name as RequestName];
  const fits = isRecord(params) && Object.entries(shape).every(([key, check]) => check(params[key]));
  return fits ? (message as unknown as RequestMessage) : undefined;
}

/** What a webview kept for its revival; `undefined` when it is not ours or of another time. */
export function checkKeptState(state: unknown): Pick<KeptState, 'id' | 'scroll'> | undefined {
  if (!isRecord(state) || typeof state['id'] !== 'string' || state['id'] === '') return undefined;
  return { id: state['id'], scroll: place(state['scroll']) ? (state['scroll'] as ScrollPlace) : { block: 0, offset: 0 } };
}
