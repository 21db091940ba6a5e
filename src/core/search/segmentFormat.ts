import { Postings } from './postings';
import { TextSegment } from './textSegment';

/** Changes with everything that a stored index depends on: folding, keys, layout. */
const FORMAT = 'scientific-spaces-search 1';

interface Header {
  readonly format: string;
  readonly byteLength: number;
  readonly sum: number;
  readonly segments: readonly {
    readonly ids: readonly string[];
    /** `null` for a text that was replaced or taken out. */
    readonly stamps: readonly (string | null)[];
    readonly headings: string;
    readonly words: string;
    /** Bytes of text ends, pairs, list starts, lists and text. */
    readonly sizes: readonly [number, number, number, number, number];
  }[];
}

/** Layout: length of the header (4 bytes), the header as JSON, and of each segment its arrays, each on a multiple of 4. */
export function writeSegments(segments: readonly TextSegment[], stamps: readonly (readonly (string | undefined)[])[]): Uint8Array {
  const arrays = segments.flatMap(({ parts }) => [bytesOf(parts.textEnds), bytesOf(parts.pairs), bytesOf(parts.postings.starts), parts.postings.bytes, parts.text]);
  const bodyLength = arrays.reduce((length, { byteLength }) => length + aligned(byteLength), 0);
  const body = new Uint8Array(bodyLength);
  let at = 0;
  for (const array of arrays) {
    body.set(array, at);
    at += aligned(array.byteLength);
  }
  const header: Header = {
    format: FORMAT,
    byteLength: bodyLength,
    sum: sumOf(body),
    segments: segments.map(({ parts }, index) => ({
      ids: parts.ids,
      stamps: parts.ids.map((_, document) => stamps[index]?.[document] ?? null),
      headings: parts.headings,
      words: parts.words,
      sizes: [parts.textEnds.byteLength, parts.pairs.byteLength, parts.postings.starts.byteLength, parts.postings.bytes.byteLength, parts.text.byteLength],
    })),
  };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(4 + aligned(head.length) + bodyLength);
  new DataView(file.buffer).setUint32(0, head.length, true);
  file.set(head, 4);
  file.set(body, 4 + aligned(head.length));
  return file;
}

/** `undefined` when the bytes are cut, damaged, or of another version. */
export function readSegments(bytes: Uint8Array): { readonly segments: readonly TextSegment[]; readonly stamps: readonly (readonly (string | undefined)[])[] } | undefined {
  // Arrays of four bytes need an even place; a buffer that was cut out of another may not have one.
  const file = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (file.length < 4) return undefined;
  const headLength = new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  const header = headLength > file.length ? undefined : parseHeader(file.subarray(4, 4 + headLength));
  const start = 4 + aligned(headLength);
  if (header?.format !== FORMAT || file.length !== start + header.byteLength || sumOf(file.subarray(start)) !== header.sum) return undefined;
  let at = file.byteOffset + start;
  const take = (size: number): number => {
    const place = at;
    at += aligned(size);
    return place;
  };
  const { buffer } = file;
  const segments = header.segments.map(({ ids, headings, words, sizes: [ends, pairs, starts, lists, text] }) => {
    const parts = {
      ids,
      headings,
      words,
      textEnds: new Uint32Array(buffer, take(ends), ends / 4),
      pairs: new Uint32Array(buffer, take(pairs), pairs / 4),
      postings: new Postings(new Uint32Array(buffer, take(starts), starts / 4), new Uint8Array(buffer, take(lists), lists)),
      text: new Uint8Array(buffer, take(text), text),
    };
    return new TextSegment(parts);
  });
  return { segments, stamps: header.segments.map(({ stamps }) => stamps.map((stamp) => stamp ?? undefined)) };
}

function parseHeader(bytes: Uint8Array): Header | undefined {
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Header> | null;
    return header?.format === FORMAT && Array.isArray(header.segments) ? (header as Header) : undefined;
  } catch {
    return undefined; // no JSON: not ours, or cut
  }
}

function bytesOf(array: Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}

/** One word in sixteen: finds cut and overwritten files in a millisecond, not every single bit. */
function sumOf(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let sum = words.length | 0;
  for (let index = 0; index < words.length; index += 16) sum = (Math.imul(sum, 31) + (words[index] ?? 0)) | 0;
  return sum >>> 0;
}
