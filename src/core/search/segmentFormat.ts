import type { Steps } from '../util/slices';
import { Postings } from './postings';
import { TextSegment } from './textSegment';

/** Changes with everything that a stored index depends on: folding, keys, layout. */
const FORMAT = 'scientific-spaces-search 5';

const LINE_END = 0x0a;
/** Bytes copied between two pauses. */
const SLICE = 1 << 22;
/** Numbers passed over for one that is added up. */
const STRIDE = 64;
/** Numbers between two pauses, a multiple of {@link STRIDE}: where the file is not in memory yet, a few milliseconds. */
const SUMMED = 1 << 20;

interface Header {
  readonly format: string;
  readonly byteLength: number;
  readonly sum: number;
}

interface SegmentHeader {
  readonly ids: readonly string[];
  /** `null` for a text that was replaced or taken out. */
  readonly stamps: readonly (string | null)[];
  readonly headings: string;
  readonly words: string;
  readonly units: string;
  /** How many pieces the text is in. */
  readonly pieceCount: number;
  /** Bytes of the arrays, in the order of {@link arraysOf}. */
  readonly sizes: readonly number[];
}

/**
 * Writes segments, with pauses. Layout: length of the headers (4 bytes), the header and those of all segments as lines of
 * JSON, to be read one by one, and of each segment its arrays, each on a multiple of 4.
 */
export function* writeSegments(segments: readonly TextSegment[], stamps: readonly (readonly (string | undefined)[])[]): Steps<Uint8Array> {
  const arrays = segments.flatMap(arraysOf);
  const bodyLength = arrays.reduce((length, { byteLength }) => length + aligned(byteLength), 0);
  const body = new Uint8Array(bodyLength);
  let at = 0;
  for (const array of arrays) {
    for (let start = 0; start < array.length; start += SLICE) {
      body.set(array.subarray(start, start + SLICE), at + start);
      yield;
    }
    at += aligned(array.byteLength);
  }
  const header: Header = {
    format: FORMAT,
    byteLength: bodyLength,
    sum: yield* sumOf(body),
  };
  const lines = [JSON.stringify(header)];
  for (const [index, segment] of segments.entries()) {
    yield;
    const { ids, headings, words, units, pieces } = segment.parts;
    const sizes = arraysOf(segment).map(({ byteLength }) => byteLength);
    const ofSegment: SegmentHeader = { ids, stamps: ids.map((_, document) => stamps[index]?.[document] ?? null), headings, words, units, pieceCount: pieces.length, sizes };
    lines.push(JSON.stringify(ofSegment));
  }
  yield;
  const head = new TextEncoder().encode(lines.join('\n'));
  yield;
  const file = new Uint8Array(4 + aligned(head.length) + bodyLength);
  new DataView(file.buffer).setUint32(0, head.length, true);
  file.set(head, 4);
  for (let start = 0; start < bodyLength; start += SLICE) {
    file.set(body.subarray(start, start + SLICE), 4 + aligned(head.length) + start);
    yield;
  }
  return file;
}

interface Stored {
  readonly segments: readonly TextSegment[];
  readonly stamps: readonly (readonly (string | undefined)[])[];
}

/** Reads, with pauses, what {@link writeSegments} gave; `undefined` when the bytes are cut, damaged, or of another version. */
export function* readSegments(bytes: Uint8Array): Steps<Stored | undefined> {
  // Arrays of four bytes need an even place; a buffer that was cut out of another may not have one.
  const file = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (file.length < 4) return undefined;
  const headLength = new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  const lines = headLength > file.length ? [] : linesOf(file.subarray(4, 4 + headLength));
  const header = parse<Header>(lines.shift());
  const start = 4 + aligned(headLength);
  if (header?.format !== FORMAT || file.length !== start + (header.byteLength ?? 0)) return undefined;
  yield;
  if ((yield* sumOf(file.subarray(start))) !== header.sum) return undefined;
  let at = file.byteOffset + start;
  const { buffer } = file;
  const bytesAt = (size = 0): Uint8Array => {
    const array = new Uint8Array(buffer, at, size);
    at += aligned(size);
    return array;
  };
  const numbersAt = (size = 0): Uint32Array => {
    const array = new Uint32Array(buffer, at, size / 4);
    at += aligned(size);
    return array;
  };
  const bitsAt = (size = 0): Int32Array => {
    const array = new Int32Array(buffer, at, size / 4);
    at += aligned(size);
    return array;
  };
  const segments: TextSegment[] = [];
  const stamps: (string | undefined)[][] = [];
  for (const line of lines) {
    const ofSegment = parse<SegmentHeader>(line);
    if (!ofSegment?.sizes) return undefined;
    const { ids = [], headings = '', words = '', units = '', pieceCount = 0, sizes } = ofSegment;
    stamps.push((ofSegment.stamps ?? []).map((stamp) => stamp ?? undefined));
    const [ends, gapEnds, blocks, firsts, starts, lists, gapBits, gapBytes, ...others] = sizes;
    const rows = others.slice(pieceCount);
    const numbers = { textEnds: numbersAt(ends), gapEnds: numbersAt(gapEnds), blockStarts: numbersAt(blocks), firstBlocks: numbersAt(firsts) };
    const postings = new Postings(numbersAt(starts), bytesAt(lists));
    const bytes = { gapBits: bytesAt(gapBits), gapBytes: bytesAt(gapBytes), pieces: others.slice(0, pieceCount).map(bytesAt) };
    const groups = Array.from({ length: rows.length / 3 }, (_, index) => ({
      units: bitsAt(rows[index * 3]),
      headingUnits: bitsAt(rows[index * 3 + 1]),
      grams: bitsAt(rows[index * 3 + 2]),
    }));
    segments.push(new TextSegment({ ids, headings, words, units, ...numbers, postings, ...bytes, groups }));
    yield;
  }
  return { segments, stamps };
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(LINE_END, start);
    lines.push(bytes.subarray(start, end < 0 ? undefined : end));
    start = end < 0 ? Infinity : end + 1;
  }
  return lines;
}

function parse<T>(bytes: Uint8Array | undefined): Partial<T> | undefined {
  try {
    return (JSON.parse(new TextDecoder().decode(bytes)) as Partial<T> | null) ?? undefined;
  } catch {
    return undefined; // no JSON: not ours, or cut
  }
}

function arraysOf({ parts: { textEnds, gapEnds, blockStarts, firstBlocks, postings, gapBits, gapBytes, pieces, groups } }: TextSegment): Uint8Array[] {
  const rows = groups.flatMap(({ units, headingUnits, grams }) => [bytesOf(units), bytesOf(headingUnits), bytesOf(grams)]);
  const numbers = [textEnds, gapEnds, blockStarts, firstBlocks, postings.starts].map(bytesOf);
  return [...numbers, postings.bytes, gapBits, gapBytes, ...pieces, ...rows];
}

function bytesOf(array: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}

/** One number in many: finds cut and overwritten files in a millisecond, not every single bit. */
function* sumOf(bytes: Uint8Array): Steps<number> {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let sum = words.length | 0;
  for (let start = 0; start < words.length; start += SUMMED) {
    for (let index = start, end = Math.min(words.length, start + SUMMED); index < end; index += STRIDE) sum = (Math.imul(sum, 31) + (words[index] ?? 0)) | 0;
    yield;
  }
  return sum >>> 0;
}
