/** The smallest files that are images of a size, made for tests; no decoder needs to like their pixels. */
const join = (...pieces: (string | number[])[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'string' ? Array.from(piece, (unit) => unit.charCodeAt(0)) : piece)));
const big = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_, n) => (value >>> (8 * (bytes - 1 - n))) & 0xff);
const little = (value: number, bytes: number): number[] => big(value, bytes).reverse();

export function png(width: number, height: number): Uint8Array {
  const header = [...big(width, 4), ...big(height, 4), 8, 2, 0, 0, 0];
  const checksum = [0, 0, 0, 0];
  return join('\x89PNG\r\n\x1a\n', big(header.length, 4), 'IHDR', header, checksum, big(0, 4), 'IEND', checksum);
}

export function jpeg(width: number, height: number): Uint8Array {
  return join([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8], big(height, 2), big(width, 2), [1, 1, 0x11, 0, 0xff, 0xda, 0, 2, 7, 7, 7, 0xff, 0xd9]);
}

export function gif(width: number, height: number): Uint8Array {
  return join('GIF89a', little(width, 2), little(height, 2), [0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 1, 0, 0x3b]);
}

export function webp(form: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Uint8Array {
  const body = {
    'VP8 ': [...big(0, 3), 0x9d, 1, 0x2a, ...little(width, 2), ...little(height, 2)],
    VP8L: [0x2f, ...little((width - 1) | ((height - 1) << 14), 4), ...big(0, 5)],
    VP8X: [...big(0, 4), ...little(width - 1, 3), ...little(height - 1, 3)],
  }[form];
  return join('RIFF', little(4 + 8 + body.length, 4), 'WEBP', form, little(body.length, 4), body);
}
