/** A line of the Markdown that begins with `#`, outside of fenced code. */
export interface HeadingLine {
  readonly text: string;
  /** Where the line begins in the Markdown. */
  readonly start: number;
}

/** Headings in their order. Takes time by the number of lines that may be one, not by the length of the text. */
export function findHeadings(markdown: string): HeadingLine[] {
  const headings: HeadingLine[] = [];
  let fence = nextFence(markdown, 0);
  let isInside = false;
  for (let start = markdown.startsWith('#') ? 0 : next(markdown, 0); start >= 0; start = next(markdown, start)) {
    while (fence >= 0 && fence < start) {
      isInside = !isInside;
      fence = nextFence(markdown, fence + 1);
    }
    if (isInside) continue;
    const end = markdown.indexOf('\n', start);
    const match = /^#{1,6}[ \t]+(.*?)[ \t#]*$/.exec(markdown.slice(start, end < 0 ? undefined : end));
    if (match?.[1]) headings.push({ text: match[1], start });
  }
  return headings;
}

function next(markdown: string, from: number): number {
  const at = markdown.indexOf('\n#', from);
  return at < 0 ? -1 : at + 1;
}

function nextFence(markdown: string, from: number): number {
  if (from === 0 && markdown.startsWith('```')) return 0;
  const at = markdown.indexOf('\n```', Math.max(0, from - 1));
  return at < 0 ? -1 : at + 1;
}
