/** End of the braced group that opens at `open`, after its brace; the end of the text when it never closes. */
function groupEnd(tex: string, open: number): number {
  let depth = 0;
  for (let at = open; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth === 0) return at + 1;
  }
  return tex.length;
}

/**
 * LaTeX without what numbers it: `\label{…}`, `\tag{…}`, `\tag*{…}`, `\notag`, `\nonumber`. The rest to the character.
 */
export function withoutNumber(tex: string): string {
  const mark = /\\(?:label|tag\*?)\s*(?=\{)|\\(?:notag|nonumber)(?![A-Za-z])/g;
  let text = '';
  let from = 0;
  for (let found = mark.exec(tex); found; found = mark.exec(tex)) {
    if (isEscaped(tex, found.index)) continue;
    text += tex.slice(from, found.index).replace(/[ \t]+$/, '');
    from = tex[mark.lastIndex] === '{' ? groupEnd(tex, mark.lastIndex) : mark.lastIndex;
    mark.lastIndex = from;
  }
  return text + tex.slice(from);
}

/** Whether the backslash at `at` is itself the second of a `\\`. */
function isEscaped(tex: string, at: number): boolean {
  let before = at;
  while (before > 0 && tex[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}

/**
 * LaTeX that shows the number which the article shows, wherever it is pasted: the one automatic number becomes `\tag{n}`.
 *
 * A formula with its own `\tag`, with several numbers or with none is left as it is, labels included.
 */
export function withNumber(tex: string, numbers: readonly string[]): string {
  const [number] = numbers;
  if (numbers.length !== 1 || number === undefined || /\\tag\*?\s*\{/.test(tex)) return tex;
  const tag = `\\tag{${number}}`;
  const end = /\s*\\end\{(?:equation|align|gather|multline|alignat|flalign|eqnarray)\*?\}\s*$/.exec(tex);
  return end ? `${tex.slice(0, end.index)} ${tag}${tex.slice(end.index)}` : `${tex.trimEnd()} ${tag}`;
}

/** A formula as Markdown: inline between `$`, displayed between `$$` on lines of its own. */
export function formulaToMarkdown(tex: string, display: boolean): string {
  const inner = tex.trim();
  return display ? `$$\n${inner}\n$$` : `$${inner.replace(/\s*\n\s*/g, ' ')}$`;
}
