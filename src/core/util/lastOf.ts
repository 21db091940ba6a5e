/** The last `length` units, or all there are, of a text in pieces. */
export function lastOf(pieces: readonly string[], length: number): string {
  let last = '';
  for (let index = pieces.length - 1; index >= 0 && last.length < length; index--) last = (pieces[index] ?? '') + last;
  return last.slice(-length);
}
