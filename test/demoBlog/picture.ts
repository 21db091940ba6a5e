import { deflateSync } from 'node:zlib';

const width = 480;
const height = 270;

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** The seed makes the picture of each address another one. */
const seedOf = (name: string) => [...name].reduce((seed, letter) => (seed * 31 + letter.codePointAt(0)!) % 9973, 7);

/** A PNG made on the spot: three curves on paper, as a plot in a post might look. */
export function picture(name: string): Buffer {
  const seed = seedOf(name);
  const rows = Buffer.alloc((width * 3 + 1) * height, 0xf8);
  const dot = (x: number, y: number, colour: readonly number[]) => {
    for (let dy = -1; dy <= 1; dy++) {
      const row = Math.round(y) + dy;
      if (row >= 0 && row < height) Buffer.from(colour).copy(rows, row * (width * 3 + 1) + 1 + x * 3);
    }
  };
  const colours = [[0x1f, 0x77, 0xb4], [0xff, 0x7f, 0x0e], [0x2c, 0xa0, 0x2c]];
  for (let y = 0; y < height; y++) rows[y * (width * 3 + 1)] = 0; // each row starts with its filter: none
  for (let x = 0; x < width; x++) {
    dot(x, height / 2, [0x99, 0x99, 0x99]);
    colours.forEach((colour, index) => dot(x, height / 2 - (90 / (index + 1)) * Math.sin(((index * 2 + 1) * x * (2 + (seed % 3))) / 80 + seed + index), colour));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
