/** The YAML header of a document: what stands between its `---` lines, and where. */
export function frontMatter(text: string): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  const open = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  if (!open) return undefined;
  const close = /(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?=\r|\n|$)/g;
  close.lastIndex = open[0].length - 1;
  const match = close.exec(text);
  if (!match) return undefined;
  return { text: text.slice(open[0].length, Math.max(match.index, open[0].length)), start: open[0].length, end: match.index + match[0].length };
}
