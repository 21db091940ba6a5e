import { ReaderError } from '../model/errors';
import { atOnce, type Steps } from '../util/slices';

/** How many broken characters a page may hold (old comments do) and still count as text. */
const mostReplaced = 8;
/** How far into a page its own declaration of the encoding is looked for. */
const declarationWindow = 2048;
/** Decoded at once, in one or two milliseconds. */
const chunkBytes = 256 * 1024;

/**
 * Bytes → text. A byte order mark decides, else whatever the bytes can be: UTF-8 if they are valid UTF-8, else the
 * encoding that the header or the page itself declares.
 *
 * A few broken characters become U+FFFD. Throws a ReaderError `unreadable`: `binary` for what is no text at all,
 * `charset` when no declared encoding fits.
 */
export function decodeText(body: Uint8Array, contentType: string | undefined, url: string): string {
  return atOnce(decodeInSteps(body, contentType, url)).join('');
}

/** As {@link decodeText}, in steps and in pieces: to put many megabytes together blocks for longer than to decode them. */
export function* decodeInSteps(body: Uint8Array, contentType: string | undefined, url: string): Steps<string[]> {
  const marked = markedEncoding(body);
  if (marked) return yield* decodeAs(new TextDecoder(marked), body);
  const utf8 = yield* strictly('utf-8', body);
  if (utf8 !== undefined) return utf8;
  const declared = [/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1], declaredInside(body)];
  for (const label of declared) {
    if (label === undefined || /^utf-?8$/i.test(label)) continue;
    const text = yield* strictly(label, body);
    if (text !== undefined) return text;
  }
  const repaired = yield* decodeAs(new TextDecoder(), body);
  const replaced = repaired.reduce((sum, piece) => sum + piece.split('\uFFFD').length - 1, 0);
  if (replaced > mostReplaced) throw new ReaderError('unreadable', url, { reason: body.includes(0) ? 'binary' : 'charset' });
  return repaired;
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function declaredInside(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(body.subarray(0, declarationWindow));
  return /<meta[^>]*?charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ?? /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
}

function* strictly(label: string, body: Uint8Array): Steps<string[] | undefined> {
  try {
    return yield* decodeAs(new TextDecoder(label, { fatal: true }), body);
  } catch {
    return undefined; // not in this encoding, or no encoding that is known here
  }
}

function* decodeAs(decoder: TextDecoder, body: Uint8Array): Steps<string[]> {
  const pieces: string[] = [];
  for (let start = 0; start < body.length; start += chunkBytes) {
    pieces.push(decoder.decode(body.subarray(start, start + chunkBytes), { stream: true }));
    yield;
  }
  return [...pieces, decoder.decode()];
}
