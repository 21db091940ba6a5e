import type { Translator } from './translator';

/** Those that the site's engine has; KaTeX has more. */
const KNOWN_DELIMITERS: ReadonlySet<string> = new Set([
  ...'()[]<>/|.',
  ...'| { } lt gt lmoustache rmoustache lgroup rgroup arrowvert Arrowvert bracevert Vert vert uparrow downarrow updownarrow Uparrow Downarrow Updownarrow backslash rangle langle rbrace lbrace rceil lceil rfloor lfloor lbrack rbrack ulcorner urcorner llcorner lrcorner lvert rvert lVert rVert'
    .split(' ')
    .map((name) => `\\${name}`),
]);
const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['\\arrowvert', '\\vert'],
  ['\\Arrowvert', '\\Vert'],
  ['\\bracevert', '\\vert'],
]);

/** The delimiter behind `\left`, `\big` and their like, as KaTeX has it. */
export function readDelimiter(t: Translator, command: string): string {
  // in braces only what is made big: `\bigl{(}`
  if (t.reader.peek() === '{' && !command.startsWith('\\b') && !command.startsWith('\\B')) t.reject(`Missing or unrecognized delimiter for ${command}`);
  let delimiter = t.reader.readDelimiter(command);
  for (let n = 0; delimiter.startsWith('\\') && t.macros.has(delimiter.slice(1)) && n < 10; n++) {
    if (t.macros.expand(t.reader, delimiter.slice(1)) === 'expanded') t.reject(`Missing or unrecognized delimiter for ${command}`);
    delimiter = t.reader.readDelimiter(command);
  }
  if (!KNOWN_DELIMITERS.has(delimiter)) t.reject(`Missing or unrecognized delimiter for ${command}`);
  const written = DELIMITERS.get(delimiter) ?? delimiter;
  return /[a-zA-Z]$/.test(written) ? `${written} ` : written;
}
