import type { Heading } from '../render/types';

const lineFeed = 10;

/** An article's text as it was rendered once. */
export interface RenderedText {
  readonly pieces: readonly string[];
  readonly headings: readonly Heading[];
}

interface Header {
  readonly key: string;
  readonly headings: readonly Heading[];
  /** Characters of each piece, as written. */
  readonly lengths: readonly number[];
}

/**
 * The bytes of a rendered text: a line of JSON, then the HTML, so that reading needs no parsing of it.
 *
 * All is ASCII, other characters are references (`&#23383;`): it is decoded many times as fast and held in half the memory.
 */
export function encodeKept(key: string, { pieces, headings }: RenderedText): Uint8Array {
  const ascii = pieces.map(toReferences);
  const header: Header = { key, headings, lengths: ascii.map(({ length }) => length) };
  return new TextEncoder().encode(`${toEscapes(JSON.stringify(header))}\n${ascii.join('')}`);
}

function toReferences(html: string): string {
  return html.replace(/[^\0-\x7f]+/g, (run) => Array.from(run, (char) => `&#${char.codePointAt(0) ?? 0};`).join(''));
}

function toEscapes(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * What {@link encodeKept} wrote for this key, the same once parsed as HTML; `undefined` for another key, and for bytes that
 * are not whole. `toText` decodes ASCII, where the host has a faster way: it is asked for each piece, since the memory for
 * all in one would have to be had first, and that takes longer than to decode.
 */
export function decodeKept(bytes: Uint8Array, key: string, toText: (ascii: Uint8Array) => string = (ascii) => new TextDecoder().decode(ascii)): RenderedText | undefined {
  const end = Math.max(0, bytes.indexOf(lineFeed));
  const header = parseHeader(toText(bytes.subarray(0, end)));
  if (header?.key !== key || header.lengths.reduce((sum, length) => sum + length, end + 1) !== bytes.length) return undefined;
  let from = end + 1;
  return { headings: header.headings, pieces: header.lengths.map((length) => toText(bytes.subarray(from, (from += length)))) };
}

function parseHeader(line: string): Header | undefined {
  try {
    const header: unknown = JSON.parse(line);
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined; // a cut or foreign file: rendered anew
  }
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false;
  const { key, headings, lengths } = value as Record<string, unknown>;
  return (
    typeof key === 'string' &&
    Array.isArray(lengths) &&
    lengths.every((length) => Number.isInteger(length) && (length as number) >= 0) &&
    Array.isArray(headings) &&
    headings.every((heading: unknown) => typeof heading === 'object' && heading !== null && 'anchor' in heading && 'text' in heading && 'level' in heading)
  );
}
