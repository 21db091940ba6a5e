/** One entry of a `.bib` file: where it stands. Offsets are UTF-16 units into the text. */
export interface BibEntry {
  /** In lower case: `misc`, `online`. */
  readonly type: string;
  /** As spelled. */
  readonly key: string;
  /** Of the `@`. */
  readonly start: number;
  /** Behind the closing brace; for a broken entry, where the next one begins or the text ends. */
  readonly end: number;
  /** Behind the comma after the key, where the fields begin. */
  readonly fieldsStart: number;
  /** Its closing brace is missing. */
  readonly broken: boolean;
}

/** What a `.bib` file holds, in its own order. */
export interface BibScan {
  readonly entries: readonly BibEntry[];
  /** Keys in lower case, since BibTeX does not tell cases apart; the first entry of a key wins. */
  readonly byKey: ReadonlyMap<string, BibEntry>;
  /** Whether the keys of three or more entries stand in order, cases aside. */
  readonly sorted: boolean;
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** The file holds the markers of an unsettled merge. */
  readonly conflict: boolean;
}

const blockPattern = /@[ \t\r\n]*([A-Za-z][\w-]*)[ \t\r\n]*([{(])/y;
const keyPattern = /[ \t\r\n]*([^\s,{}()"=\\%#~]*|[^\s,{}"=]*)[ \t\r\n]*(,?)/y;
const lineStartEntry = /\n[ \t]*@[A-Za-z]+[ \t]*[{(][^\s,{}"=]*[ \t]*,/y;

/**
 * Finds the entries of a BibTeX or BibLaTeX file in one pass, without reading their fields.
 *
 * Tolerates what such files hold: text and `@` between entries, comments (`@comment{…}`, lines that begin with `%`),
 * `@string`, `@preamble`, entries in parentheses, entries that are never closed. Never throws. Linear: 10,000 entries
 * (3 MB) take some 20 ms.
 */
export function scanBibliography(text: string): BibScan {
  const entries: BibEntry[] = [];
  const byKey = new Map<string, BibEntry>();
  let sorted = true;
  let previous = '';
  // Once an entry is found to swallow the rest of the file, line starts are trusted more than braces: this keeps it linear.
  let trustLines = false;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at)) {
    blockPattern.lastIndex = at;
    const block = blockPattern.exec(text);
    if (!block || isCommentedOut(text, at)) {
      at++;
      continue;
    }
    const type = (block[1] ?? '').toLowerCase();
    const bodyStart = blockPattern.lastIndex;
    let body = findEnd(text, bodyStart, block[2] === '(', trustLines);
    if (body.broken && !trustLines) {
      trustLines = true;
      body = findEnd(text, bodyStart, block[2] === '(', true);
    }
    if (type !== 'comment' && type !== 'string' && type !== 'preamble') {
      keyPattern.lastIndex = bodyStart;
      const key = keyPattern.exec(text)?.[1] ?? '';
      const entry = { type, key, start: at, end: body.end, fieldsStart: Math.min(keyPattern.lastIndex, body.end), broken: body.broken };
      entries.push(entry);
      const folded = key.toLowerCase();
      if (!byKey.has(folded)) byKey.set(folded, entry);
      if (folded < previous) sorted = false;
      previous = folded;
    }
    at = Math.max(body.end, at + 1);
  }
  return { entries, byKey, sorted: sorted && entries.length >= 3, lineEnd: dominantLineEnd(text), conflict: hasConflict(text) };
}

/** The line end that most lines of a text have; `\n` where it has none. */
export function dominantLineEnd(text: string): '\n' | '\r\n' | '\r' {
  // The first few thousand lines tell; a file that changes its mind later is rare.
  const head = text.slice(0, 200_000);
  const crlf = count(head, '\r\n');
  const lf = count(head, '\n') - crlf;
  const cr = count(head, '\r') - crlf;
  if (crlf === 0 && lf === 0 && cr === 0) return '\n';
  if (crlf >= lf && crlf >= cr) return '\r\n';
  return lf >= cr ? '\n' : '\r';
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found++;
  return found;
}

function hasConflict(text: string): boolean {
  return text.includes('<<<<<<<') && /^<{7}(?: |$)/m.test(text) && /^>{7}(?: |$)/m.test(text);
}

/** A line that begins with `%` is a comment to Biber and to everybody who writes one, though not to BibTeX. */
function isCommentedOut(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return false;
    if (code === 37) return true;
    if (code === 125 || code === 41) return false; // `}` or `)`: the end of an entry on the same line
  }
  return false;
}

function findEnd(text: string, start: number, parenthesis: boolean, trustLines: boolean): { end: number; broken: boolean } {
  return parenthesis || trustLines ? walkToEnd(text, start, parenthesis, trustLines) : hopToEnd(text, start);
}

/** From brace to brace by `indexOf`, which is ten times as fast as looking at each character. */
function hopToEnd(text: string, start: number): { end: number; broken: boolean } {
  let depth = 1;
  let open = text.indexOf('{', start);
  for (let close = text.indexOf('}', start); close >= 0; close = text.indexOf('}', close + 1)) {
    for (; open >= 0 && open < close; open = text.indexOf('{', open + 1)) depth++;
    if (--depth === 0) return { end: close + 1, broken: false };
  }
  return { end: text.length, broken: true };
}

function walkToEnd(text: string, start: number, parenthesis: boolean, trustLines: boolean): { end: number; broken: boolean } {
  let depth = parenthesis ? 0 : 1;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 125) continue;
    if (code === 123) depth++;
    else if (code === 125) {
      depth--;
      if (depth === 0 && !parenthesis) return { end: at + 1, broken: false };
    } else if (parenthesis) {
      if (code === 34 && depth === 0) quoted = !quoted;
      else if (code === 41 && depth <= 0 && !quoted) return { end: at + 1, broken: false };
    }
    if (code === 10 && trustLines) {
      lineStartEntry.lastIndex = at;
      if (lineStartEntry.test(text)) return { end: at, broken: true };
    }
  }
  return { end: text.length, broken: true };
}
