/** What the cursor is in, in a Typst document. `end`: behind a formula or raw text. */
export interface TypstRegion {
  readonly kind: 'text' | 'code' | 'string' | 'line' | 'block' | 'raw' | 'math';
  readonly start: number;
  readonly end: number;
  /** Of a raw block, as against raw text within a line. */
  readonly block?: { readonly language: string; readonly start: number; readonly end: number };
}

/** What is open around a place, by the sign that closes it. A statement, from `#let` on, is closed by its line. */
interface Frame {
  readonly kind: 'text' | 'code' | 'math' | 'statement';
  readonly close: string;
  readonly start: number;
  /** It belongs to a call or is one block of `#if` and the like: what stands behind it may go on the expression. */
  readonly isPart?: boolean;
}

const token = /\\[\s\S]|https?:\/\/[^\s\])}]*|\/\/|\/\*|`+|\$|"|#|[[\](){};\n]/g;
const statement = /(?:let|set|show|import|include|if|for|while|return|context)\b/y;
const name = /[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)*/uy;

const method = /\.[\p{L}_][\p{L}\p{N}_-]*(?=[([])/uy;

/** Finds what is around an offset by reading the document from its beginning, once. */
export function typstRegion(text: string, offset: number): TypstRegion {
  const frames: Frame[] = [{ kind: 'text', close: '', start: 0 }];
  const top = (): Frame => frames.at(-1) as Frame;
  const isCode = (): boolean => top().kind === 'code' || top().kind === 'statement';
  const startsAt = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  for (let at = 0; ; ) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match || match.index >= offset) break;
    const [mark] = match;
    const start = match.index;
    at = start + mark.length;
    const whole = wholeRegion(text, start, mark, isCode() || top().kind === 'math');
    if (whole) {
      if (offset < whole.end || (offset === whole.end && whole.kind === 'line')) {
        if (whole.kind === 'string' && !isCode()) break; // text in a formula
        return whole.kind === 'raw' && isCode() ? { ...whole, kind: 'string' } : whole;
      }
      at = whole.end;
      continue;
    }
    if (mark === '#' && !isCode()) {
      if (startsAt(statement, at)) frames.push({ kind: 'statement', close: '\n', start });
      else {
        at += startsAt(name, at)?.length ?? 0;
        const opened = opening(text[at], start);
        if (opened) at = frames.push(opened) && at + 1;
      }
      if (at > offset) return { kind: 'code', start, end: at };
      continue;
    }
    if (mark === '$') {
      if (top().kind === 'math') frames.pop();
      else frames.push({ kind: 'math', close: '$', start });
    } else if (mark === '[' && top().kind === 'text') frames.push({ kind: 'text', close: ']', start });
    else if (/[[({]/.test(mark) && isCode()) frames.push({ kind: mark === '[' ? 'text' : 'code', close: closes[mark] ?? '', start });
    else if (/[\n;]/.test(mark) && top().kind === 'statement') frames.pop();
    else if (/[\])}]/.test(mark)) {
      // The bracket around a statement ends that, too.
      if (top().kind === 'statement' && frames.at(-2)?.close === mark) frames.pop();
      if (top().close !== mark) continue;
      const closed = frames.pop();
      const behind = closed?.isPart ? at + (startsAt(method, at)?.length ?? 0) : at;
      const next = closed?.isPart && text[behind] !== '{' ? opening(text[behind], closed.start) : undefined;
      if (next) at = frames.push(next) && behind + 1;
      else if (mark !== ')' && top().kind === 'statement' && endsWithBlock(text, top().start, at)) frames.pop();
    }
  }
  const math = frames.findLastIndex(({ kind }) => kind === 'math');
  const { start } = frames[math] ?? top();
  if (isCode() || (math > 0 && frames[math - 1]?.kind !== 'text')) return { kind: 'code', start: offset, end: offset };
  return math > 0 && top().kind === 'math' ? { kind: 'math', start, end: mathEnd(text, start + 1) } : { kind: 'text', start: offset, end: offset };
}

const closes: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function opening(sign: string | undefined, start: number): Frame | undefined {
  const close = closes[sign ?? ''];
  return close === undefined ? undefined : { kind: sign === '[' ? 'text' : 'code', close, start, isPart: true };
}

/** Comments, raw text and strings: nothing in them is read. */
function wholeRegion(text: string, start: number, mark: string, takesStrings: boolean): TypstRegion | undefined {
  const inner = start + mark.length;
  const end = (pattern: RegExp): number => {
    pattern.lastIndex = inner;
    return pattern.exec(text) ? pattern.lastIndex : text.length;
  };
  if (mark === '//') return { kind: 'line', start, end: inner + text.slice(inner).search(/$/m) };
  if (mark === '/*') return { kind: 'block', start, end: commentEnd(text, inner) };
  if (mark === '"' && takesStrings) return { kind: 'string', start, end: end(/(?:[^"\\]|\\[\s\S])*"/y) };
  if (!mark.startsWith('`') || mark === '``') return undefined;
  const close = text.indexOf(mark, inner);
  const raw = { kind: 'raw', start, end: close < 0 ? text.length : close + mark.length } as const;
  if (mark.length < 3) return raw;
  const language = /^[\w+#-]*/.exec(text.slice(inner, inner + 40))?.[0] ?? '';
  return { ...raw, block: { language, start: inner + language.length, end: close < 0 ? text.length : close } };
}

/** Comments stand in comments. */
function commentEnd(text: string, from: number): number {
  const signs = /\/\*|\*\//g;
  signs.lastIndex = from;
  let depth = 1;
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return signs.lastIndex;
  }
  return text.length;
}

/** `#if x { … }` and the like end with their block, unless `else` follows. */
function endsWithBlock(text: string, start: number, end: number): boolean {
  return /^#(?:if|for|while|context)\b/.test(text.slice(start, start + 10)) && !/^\s*else\b/.test(text.slice(end, end + 200));
}

function mathEnd(text: string, from: number): number {
  const ends = /\\[\s\S]|\$/g;
  ends.lastIndex = from;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    if (match[0] === '$') return match.index + 1;
  }
  return text.length;
}
