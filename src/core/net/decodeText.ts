import { ReaderError } from '../model/errors';

/** How many broken characters a page may hold (old comments do) and still count as text. */
const mostReplaced = 8;
/** How far into a page its own declaration of the encoding is looked for. */
const declarationWindow = 2048;

/**
 * Bytes → text. A byte order mark decides, else whatever the bytes can be: UTF-8 if they are valid UTF-8, else the
 * encoding that the header or the page itself declares.
 *
 * A few broken characters become U+FFFD. Throws a ReaderError `unreadable` (`charset`) when no declared encoding fits.
 */
export function decodeText(body: Uint8Array, contentType: string | undefined, url: string): string {
  const marked = markedEncoding(body);
  if (marked) return new TextDecoder(marked).decode(body);
  const utf8 = strictly('utf-8', body);
  if (utf8 !== undefined) return utf8;
  const declared = [/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1], declaredInside(body)];
  for (const label of declared) {
    if (label === undefined || /^utf-?8$/i.test(label)) continue;
    const text = strictly(label, body);
    if (text !== undefined) return text;
  }
  const repaired = new TextDecoder().decode(body);
  const replaced = repaired.split('\uFFFD').length - 1;
  if (replaced > mostReplaced) throw new ReaderError('unreadable', url, { reason: 'charset' });
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

function strictly(label: string, body: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(body);
  } catch {
    return undefined; // not in this encoding, or no encoding that is known here
  }
}
