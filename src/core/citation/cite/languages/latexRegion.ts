/** What the cursor is in, in a TeX document. */
export interface LatexRegion {
  /** `code`: verbatim within a line. */
  readonly kind: 'text' | 'comment' | 'math' | 'verbatim' | 'code';
  readonly start: number;
  /** Behind the region: behind the closing dollar sign or `\end{…}`. */
  readonly end: number;
}

/** Names of the environments that hold a formula. */
export const mathEnvironments: ReadonlySet<string> = new Set(
  ['equation', 'align', 'gather', 'multline', 'flalign', 'alignat', 'eqnarray', 'displaymath', 'math', 'dmath', 'IEEEeqnarray'].flatMap((name) => [name, `${name}*`]),
);
const verbatimEnvironments = new Set(['verbatim', 'verbatim*', 'Verbatim', 'lstlisting', 'minted', 'comment', 'filecontents', 'filecontents*', 'alltt']);

const token = /\\begin\s*\{([^{}]*)\}|\\(?:verb|lstinline)\*?([^A-Za-z\s*])|\\[\s\S]|%|\$\$?|\n[ \t]*\r?\n/g;

/** Finds what is around an offset by reading the document from its beginning, once. */
export function latexRegion(text: string, offset: number): LatexRegion {
  token.lastIndex = 0;
  for (let match = token.exec(text); match && match.index < offset; match = token.exec(text)) {
    const region = regionAt(text, match);
    if (!region) continue;
    if (offset < region.end || (offset === region.end && region.kind === 'comment')) return region;
    token.lastIndex = region.end;
  }
  return { kind: 'text', start: offset, end: offset };
}

function regionAt(text: string, match: RegExpExecArray): LatexRegion | undefined {
  const start = match.index;
  const inner = start + match[0].length;
  const close = (kind: LatexRegion['kind'], end: string, alsoAt?: RegExp): LatexRegion => {
    const at = text.indexOf(end, inner);
    const closed = at < 0 ? text.length : at + end.length;
    const stop = alsoAt ? indexOfMatch(text, alsoAt, inner) : -1;
    return { kind, start, end: stop >= 0 && stop < closed ? stop : closed };
  };
  const environment = match[1];
  if (environment !== undefined) {
    if (mathEnvironments.has(environment)) return close('math', `\\end{${environment}}`);
    return verbatimEnvironments.has(environment) ? close('verbatim', `\\end{${environment}}`) : undefined;
  }
  if (match[2] !== undefined) return close('code', match[2], /[\r\n]/g);
  switch (match[0]) {
    case '%': {
      const end = indexOfMatch(text, /[\r\n]/g, inner);
      return { kind: 'comment', start, end: end < 0 ? text.length : end };
    }
    case '$':
      return closeDollar(text, start, inner);
    case '$$':
      return close('math', '$$', /\n[ \t]*\r?\n/g);
    case '\\(':
      return close('math', '\\)', /\n[ \t]*\r?\n/g);
    case '\\[':
      return close('math', '\\]', /\n[ \t]*\r?\n/g);
    default:
      return undefined;
  }
}

/** An inline formula ends at the next bare dollar sign; at an empty line the sign was a stray one. */
function closeDollar(text: string, start: number, inner: number): LatexRegion | undefined {
  const ends = /\\[\s\S]|\$|\n[ \t]*\r?\n/g;
  ends.lastIndex = inner;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    if (match[0] === '$') return { kind: 'math', start, end: match.index + 1 };
    if (!match[0].startsWith('\\')) return undefined;
  }
  return undefined;
}

function indexOfMatch(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}
