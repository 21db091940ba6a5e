/** The inside of a block between two lines, in which an offset stands. */
export interface LineRegion {
  readonly match: RegExpExecArray;
  /** Behind the opening line. */
  readonly start: number;
  /** Where the closing line begins, or the end of the text. */
  readonly end: number;
}

/**
 * Finds the block around an offset, for languages whose blocks lie between lines.
 *
 * @param open global and multi-line: the opening line
 * @param close gives the pattern, global and multi-line, of the line that closes what was opened
 */
export function lineRegion(text: string, offset: number, open: RegExp, close: (match: RegExpExecArray) => RegExp): LineRegion | undefined {
  open.lastIndex = 0;
  for (let match = open.exec(text); match && match.index < offset; match = open.exec(text)) {
    const start = match.index + match[0].length;
    const closing = close(match);
    closing.lastIndex = start;
    const end = closing.exec(text);
    const stop = end?.index ?? text.length;
    if (offset > start && offset <= stop) return { match, start, end: stop };
    if (!end) return undefined;
    open.lastIndex = Math.max(stop + end[0].length, open.lastIndex);
  }
  return undefined;
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The line of an offset, up to the offset. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** Where the inline markup around an offset ends, if the offset is inside one; `pattern` is global and matches whole ones. */
export function inlineEnd(text: string, offset: number, pattern: RegExp): number | undefined {
  const from = lineStart(text, offset);
  const line = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  for (const match of line.matchAll(pattern)) {
    const start = from + match.index;
    if (offset > start && offset < start + match[0].length) return start + match[0].length;
  }
  return undefined;
}
