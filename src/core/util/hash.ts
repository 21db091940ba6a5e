/**
 * A short name for a text: 28 hexadecimal digits of two independent 53-bit hashes (cyrb53).
 *
 * For file names and change detection; no protection against someone who looks for collisions.
 */
export function hashText(text: string): string {
  return [0, 0x9e3779b9].map((seed) => cyrb53(text, seed).toString(16).padStart(14, '0')).join('');
}

function cyrb53(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  // 32 bits of one and 21 of the other: what a number holds exactly
  return 0x200000 * (b >>> 0) + ((a >>> 0) >>> 11);
}
