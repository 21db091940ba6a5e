/** How far around the cursor a paragraph is looked at. */
const reach = 4000;

/** The paragraph around an offset: up to the empty lines, or as far as a citation may reach. */
export function paragraphAround(text: string, offset: number): { readonly start: number; readonly end: number } {
  const from = Math.max(0, offset - reach);
  const before = text.slice(from, offset);
  const empty = [...before.matchAll(/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/g)].at(-1);
  const after = text.slice(offset, offset + reach);
  const next = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.exec(after);
  return {
    start: empty ? from + empty.index + empty[0].length : from,
    end: offset + (next ? next.index : after.length),
  };
}

/** Blanks around `text` where the character before or behind the place would be read together with it. */
export function guarded(source: string, at: number, text: string, touching: { readonly before?: RegExp; readonly after?: RegExp }): string {
  const before = characterBefore(source, at);
  const after = characterAfter(source, at);
  return (before !== '' && touching.before?.test(before) ? ' ' : '') + text + (after !== '' && touching.after?.test(after) ? ' ' : '');
}

/** The character before an offset, whole even outside the BMP; empty at the beginning. */
export function characterBefore(source: string, at: number): string {
  return [...source.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
}

/** The character behind an offset, whole even outside the BMP; empty at the end. */
export function characterAfter(source: string, at: number): string {
  return [...source.slice(at, at + 2)][0] ?? '';
}
