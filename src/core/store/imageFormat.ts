export interface ImageFormat {
  /** Also the ending of its file. */
  readonly type: 'png' | 'jpg' | 'gif' | 'webp';
  readonly width: number;
  readonly height: number;
}

export const imageTypes: readonly ImageFormat['type'][] = ['png', 'jpg', 'gif', 'webp'];

/**
 * What an image is, judged by its bytes alone: PNG, JPEG, GIF or WebP, with its size in pixels.
 *
 * `undefined` for everything else (SVG, HTML, an image whose end is missing), whatever its name or label say.
 */
export function recogniseImage(bytes: Uint8Array): ImageFormat | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return recognisePng(bytes, view) ?? recogniseJpeg(view) ?? recogniseGif(bytes, view) ?? recogniseWebp(bytes, view);
}

/** PNG (third edition), 5.2 and 11.2.1: IHDR comes first, IEND last. */
function recognisePng(bytes: Uint8Array, view: DataView): ImageFormat | undefined {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n') || bytes.length < 45 || ascii(bytes, 12, 4) !== 'IHDR') return undefined;
  const end = lastIndexOf(bytes, 'IEND', 4096);
  const hasEnd = end >= 0 && end + 8 <= bytes.length;
  return hasEnd ? { type: 'png', width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

/** JPEG (ITU-T T.81, B.1): segments from SOI on, one of them the frame header with the size, EOI at the end. */
function recogniseJpeg(view: DataView): ImageFormat | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let offset = 2;
  while (offset + 9 < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) offset++;
    else if (isFrameHeader(marker)) {
      const format: ImageFormat = { type: 'jpg', height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
      return hasEndOfImage(view) ? format : undefined;
    } else if (marker === 0xda || marker === 0xd9) return undefined;
    else offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

const isFrameHeader = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Cameras and editors append their own data after the end, so not only the last two bytes are looked at. */
function hasEndOfImage(view: DataView): boolean {
  const first = Math.max(2, view.byteLength - 65536);
  for (let offset = view.byteLength - 2; offset >= first; offset--) {
    if (view.getUint16(offset) === 0xffd9) return true;
  }
  return false;
}

/** GIF89a, 18 and 27: logical screen, and a trailer at the end. */
function recogniseGif(bytes: Uint8Array, view: DataView): ImageFormat | undefined {
  if (!startsWith(bytes, 'GIF87a') && !startsWith(bytes, 'GIF89a')) return undefined;
  if (bytes.length < 20 || !bytes.subarray(-256).includes(0x3b)) return undefined;
  return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649: a RIFF file that says how long it is, with VP8, VP8L or VP8X as its first chunk. */
function recogniseWebp(bytes: Uint8Array, view: DataView): ImageFormat | undefined {
  if (bytes.length < 30 || !startsWith(bytes, 'RIFF') || ascii(bytes, 8, 4) !== 'WEBP') return undefined;
  if (view.getUint32(4, true) + 8 > bytes.length) return undefined;
  const uint24 = (offset: number): number => view.getUint16(offset, true) + view.getUint8(offset + 2) * 0x10000;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8X':
      return { type: 'webp', width: uint24(24) + 1, height: uint24(27) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { type: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { type: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}

const ascii = (bytes: Uint8Array, offset: number, length: number): string => String.fromCharCode(...bytes.subarray(offset, offset + length));
const startsWith = (bytes: Uint8Array, text: string): boolean => ascii(bytes, 0, text.length) === text;

function lastIndexOf(bytes: Uint8Array, text: string, window: number): number {
  for (let offset = bytes.length - text.length; offset >= Math.max(0, bytes.length - window); offset--) {
    if (ascii(bytes, offset, text.length) === text) return offset;
  }
  return -1;
}
