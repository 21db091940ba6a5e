/** A part of a text, `[start, end)`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const OPENING = /```|`+|\\\$|\\\\|\$\$?|\\\(|\\\[|\\begin\{([a-z]+\*?)\}/giu;

/** Formulas in Markdown with their marks: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\begin{…}…\end{…}`; none within code. */
export function findMathRanges(markdown: string): Range[] {
  const ranges: Range[] = [];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(markdown); match; match = OPENING.exec(markdown)) {
    const [mark, environment] = match;
    const closing = closingOf(mark, environment);
    if (closing === undefined) continue;
    const end = findClosing(markdown, match.index + mark.length, closing);
    if (end < 0) continue;
    if (!mark.startsWith('`')) ranges.push({ start: match.index, end });
    OPENING.lastIndex = end;
  }
  return ranges;
}

function closingOf(mark: string, environment: string | undefined): string | undefined {
  if (environment !== undefined) return `\\end{${environment}}`;
  if (mark === '\\(') return '\\)';
  if (mark === '\\[') return '\\]';
  return mark.startsWith('`') || mark.startsWith('$') ? mark : undefined;
}

/** Behind the closing mark; −1 where it is missing. An inline formula ends with its paragraph. */
function findClosing(markdown: string, from: number, closing: string): number {
  let at = markdown.indexOf(closing, from);
  while (closing === '$' && at > 0 && markdown[at - 1] === '\\') at = markdown.indexOf(closing, at + 1);
  if (at < 0 || (closing === '$' && markdown.slice(from, at).includes('\n\n'))) return -1;
  return at + closing.length;
}
