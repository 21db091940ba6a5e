/** One formula as it stands in Markdown. */
export interface MathSpan {
  /** With its delimiters, exactly as in the text (quote marks of continued lines included). */
  readonly source: string;
  /** What MathJax would get: between the delimiters, trimmed; environments and references whole. */
  readonly tex: string;
  readonly display: boolean;
}

export interface ExtractedMath {
  /** The Markdown with {@link PLACEHOLDER} in place of each formula. */
  readonly markdown: string;
  readonly spans: readonly MathSpan[];
}

/**
 * A placeholder is `$\uFDD0<index>\uFDD1`: `$` because markdown-it stops there, noncharacters because no text may
 * contain them (Unicode 3.4), so that nothing else can be mistaken for one.
 */
export const PLACEHOLDER_TAG = '$\uFDD0';
export const PLACEHOLDER = /\$\uFDD0(\d+)\uFDD1/g;
const FORBIDDEN = /[\uFDD0-\uFDEF]/g;

const MARK = /[$\\`\n]/g;
const FENCE = /(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})/y;
const BLANK_LINE = /\n[ \t>]*(?=\n|$)/g;
const ENVIRONMENT = /\\begin\{([^{}$\n]{1,40})\}/y;
const REFERENCE = /\\(?:eq)?ref\s?\{[^{}\n]{1,200}\}/y;
const QUOTE_MARKS = /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])?[ \t]*>)+/;
/** How far back a line is looked at, so that one endless line stays cheap. */
const LONGEST_PREFIX = 1000;
const CJK = /[\u3000-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/;

/**
 * Takes the formulas out of Markdown before any block rule sees it: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, environments,
 * `\ref{…}` and `\eqref{…}`, by the rules of MathJax 2's tex2jax (braces balanced), and of Markdown (no code, `\$` is a
 * dollar, a blank line ends what is inline). Money (`$5和$10`) and `$ x $` are text. Linear in the length of the text.
 */
export function extractMath(source: string): ExtractedMath {
  const text = source.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '\uFFFD');
  const scanner = new MarkdownMathScanner(text);
  const spans: MathSpan[] = [];
  let markdown = '';
  let copied = 0;
  for (let found = scanner.next(); found; found = scanner.next()) {
    markdown += `${text.slice(copied, found.start)}${PLACEHOLDER_TAG}${String(spans.length)}\uFDD1`;
    const raw = unquote(text, found.start, text.slice(found.texStart, found.texEnd));
    spans.push({ source: text.slice(found.start, found.end), tex: raw.trim(), display: found.display });
    copied = found.end;
  }
  return { markdown: markdown + text.slice(copied), spans };
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly texStart: number;
  readonly texEnd: number;
  readonly display: boolean;
}

class MarkdownMathScanner {
  private at = 0;
  /** Places that a search in vain has covered, by closer: looking again would make a hostile text quadratic. */
  private readonly vain = new Map<string, number>();
  private block = { from: 0, end: -1 };

  constructor(private readonly text: string) {
    this.skipFence(0);
  }

  /** The next formula, from the left. */
  next(): Found | undefined {
    const { text } = this;
    while (this.at < text.length) {
      MARK.lastIndex = this.at;
      const mark = MARK.exec(text);
      if (!mark) break;
      const at = mark.index;
      this.at = at + 1;
      switch (mark[0]) {
        case '\n':
          this.skipFence(at + 1);
          break;
        case '`':
          this.skipCode(at);
          break;
        default: {
          const found = mark[0] === '$' ? this.dollar(at) : this.backslash(at);
          if (found) {
            this.at = found.end;
            return found;
          }
        }
      }
    }
    return undefined;
  }

  /** Jumps over a fenced block that begins with the line at `lineStart`. */
  private skipFence(lineStart: number): void {
    const { text } = this;
    FENCE.lastIndex = lineStart;
    const fence = FENCE.exec(text)?.[1];
    if (fence === undefined) return;
    const lineEnd = text.indexOf('\n', FENCE.lastIndex);
    if (fence.startsWith('`') && text.slice(FENCE.lastIndex, lineEnd < 0 ? undefined : lineEnd).includes('`')) return;
    const ending = new RegExp(`\\n[ \\t>]*${fence.charAt(0)}{${String(fence.length)},}[ \\t]*(?=\\n|$)`, 'g');
    ending.lastIndex = FENCE.lastIndex - 1;
    this.at = ending.exec(text) ? ending.lastIndex : text.length;
  }

  /** Jumps over a code span: a run of backticks closed by a run of the same length in the same block. */
  private skipCode(at: number): void {
    const { text } = this;
    let end = at;
    while (text[end] === '`') end++;
    const length = end - at;
    this.at = end;
    const key = '`'.repeat(Math.min(length, 64));
    if ((this.vain.get(key) ?? -1) > at) return;
    const limit = this.blockEnd(end);
    const runs = /`+/g;
    runs.lastIndex = end;
    for (let run = runs.exec(text); run && run.index < limit; run = runs.exec(text)) {
      if (run[0].length === length) {
        this.at = runs.lastIndex;
        return;
      }
    }
    this.vain.set(key, limit);
  }

  private dollar(at: number): Found | undefined {
    const { text } = this;
    if (text[at + 1] === '$') {
      const found = this.closed(at, at + 2, '$$', true, this.ownLine(at) ? text.length : this.blockEnd(at));
      if (found && found.texEnd > found.texStart) return found;
      this.at = at + 2;
      return undefined;
    }
    const found = this.closed(at, at + 1, '$', false, this.blockEnd(at));
    return found && !isProse(text, found) ? found : undefined;
  }

  private backslash(at: number): Found | undefined {
    const { text } = this;
    this.at = at + 2;
    switch (text[at + 1]) {
      case '(':
        return this.closed(at, at + 2, '\\)', false, this.blockEnd(at));
      case '[':
        return this.inBrackets(at) ? undefined : this.closed(at, at + 2, '\\]', true, this.ownLine(at) ? text.length : this.blockEnd(at));
      case 'b': {
        ENVIRONMENT.lastIndex = at;
        const name = ENVIRONMENT.exec(text)?.[1];
        return name === undefined ? undefined : this.environment(at, ENVIRONMENT.lastIndex, name);
      }
      case 'e':
      case 'r': {
        REFERENCE.lastIndex = at;
        if (!REFERENCE.test(text)) return undefined;
        return { start: at, texStart: at, texEnd: REFERENCE.lastIndex, end: REFERENCE.lastIndex, display: false };
      }
      default:
        return undefined;
    }
  }

  /** Looks for `closer` outside braces; where braces don't balance, takes the first inside, as tex2jax does. */
  private closed(start: number, from: number, closer: string, display: boolean, limit: number): Found | undefined {
    const { text } = this;
    if ((this.vain.get(closer) ?? -1) > start) return undefined;
    const first = closer.charCodeAt(0);
    let depth = 0;
    let fallback = -1;
    for (let at = from; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === first && text.startsWith(closer, at)) {
        if (depth === 0) return { start, texStart: from, texEnd: at, end: at + closer.length, display };
        if (fallback < 0) fallback = at;
      } else if (code === 92) at++;
      else if (code === 123) depth++;
      else if (code === 125 && depth > 0) depth--;
    }
    if (fallback >= 0) return { start, texStart: from, texEnd: fallback, end: fallback + closer.length, display };
    this.vain.set(closer, limit);
    return undefined;
  }

  /** `\begin{name}…\end{name}`, whole; an environment of the same name inside is counted. */
  private environment(start: number, from: number, name: string): Found | undefined {
    const { text } = this;
    const closer = `\\end{${name}}`;
    if ((this.vain.get(closer) ?? -1) > start) return undefined;
    const opener = `\\begin{${name}}`;
    let depth = 1;
    let first = -1;
    for (let at = text.indexOf('\\', from); at >= 0; at = text.indexOf('\\', at + 2)) {
      if (text.startsWith(opener, at)) depth++;
      else if (text.startsWith(closer, at)) {
        const end = at + closer.length;
        if (--depth === 0) return { start, texStart: start, texEnd: end, end, display: true };
        if (first < 0) first = end;
      }
    }
    if (first >= 0) return { start, texStart: start, texEnd: first, end: first, display: true };
    this.vain.set(closer, text.length);
    return undefined;
  }

  /** Where the paragraph (or other block) ends that `at` is in. */
  private blockEnd(at: number): number {
    if (at < this.block.from || at > this.block.end) {
      BLANK_LINE.lastIndex = at;
      this.block = { from: at, end: BLANK_LINE.exec(this.text)?.index ?? this.text.length };
    }
    return this.block.end;
  }

  /** Whether nothing but marks of quotes and lists stands before `at` on its line: such a display may hold blank lines. */
  private ownLine(at: number): boolean {
    const lineStart = this.text.lastIndexOf('\n', at - 1) + 1;
    return at - lineStart < LONGEST_PREFIX && /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t]*$/.test(this.text.slice(lineStart, at));
  }

  /** Whether a `[` is open before `at` on its line: there `\[` is a bracket in the text of a link. */
  private inBrackets(at: number): boolean {
    let depth = 0;
    for (let i = Math.max(this.text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_PREFIX); i < at; i++) {
      const char = this.text.charAt(i);
      if (char === '\\') i++;
      else if (char === '[') depth++;
      else if (char === ']' && depth > 0) depth--;
    }
    return depth > 0;
  }
}

/** `$ x $`, and amounts of money: what begins with a number, reads on as words, and is followed by a number or ends in a blank. */
function isProse(text: string, { texStart, texEnd, end }: Found): boolean {
  const inside = text.slice(texStart, texEnd);
  if (inside.trim() === '') return true;
  const blankEnd = /\s$/.test(inside);
  if (blankEnd && /^\s/.test(inside)) return true;
  if (!/^\d/.test(inside) || !(blankEnd || /\d/.test(text.charAt(end)))) return false;
  return !/[\\=^_{}<>+*/()&]/.test(inside) && (blankEnd || CJK.test(inside) || /[a-z]{2}/i.test(inside));
}

/** Takes the marks of the quote that a formula stands in off its continued lines, as many as its first line has. */
function unquote(text: string, start: number, inside: string): string {
  if (!inside.includes('\n')) return inside;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const marks = QUOTE_MARKS.exec(text.slice(lineStart, start))?.[0];
  if (marks === undefined) return inside;
  const levels = marks.replace(/[^>]/g, '').length;
  const prefix = new RegExp(`\\n(?:[ \\t]*>){0,${String(levels)}}`, 'g');
  return inside.replace(prefix, '\n');
}
