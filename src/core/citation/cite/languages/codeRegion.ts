import type { CodeSyntax, Interpolation } from './codeSyntax';
import { type CodeTokens, codeTokens, type Opener } from './codeTokens';

/**
 * What the cursor is in, in a program. `prose`: text between lines, such as POD. `markup` and `tag`: between the tags of an
 * element of JSX, and within one. `embedded`: in the code of a string that starts there.
 */
export interface CodeRegion {
  readonly kind: 'code' | 'embedded' | 'line' | 'block' | 'string' | 'longString' | 'prose' | 'markup' | 'tag';
  readonly start: number;
  readonly end: number;
  /** The delimiter or comment sign that opened it. */
  readonly open: string;
  readonly close: string;
}

/** Finds what is around an offset of a program by reading it from `from`, once. */
export function codeRegion(text: string, offset: number, syntax: CodeSyntax, from = 0, to = text.length): CodeRegion {
  return new CodeReader(text, offset, syntax, to).read(from);
}

/** Deeper than this no string within a string is looked into. */
const deepest = 20;

/** Comments, programs and style sheets within markup, with their ends. */
const rawMarkup = /<!--[^]*?(?:-->|$)|<(script|style)\b[^>]*>[^]*?(?:<\/\1\s*>|$)/iy;
/** Elements that HTML never closes. */
const emptyElement = /^<(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b/;

class CodeReader {
  readonly #tokens: CodeTokens;
  #found: CodeRegion | undefined;
  /** How often what looked like an element may turn out to be none: each time the rest of the text is read in vain. */
  #triesLeft = 10;
  /** Names that end no here-document from where they were looked for on. */
  readonly #endless = new Set<string>();
  /** Whether what is read is code of a string that takes no comment. */
  #withoutComments = false;

  constructor(
    readonly text: string,
    readonly offset: number,
    readonly syntax: CodeSyntax,
    readonly to: number,
  ) {
    this.#tokens = codeTokens(syntax);
  }

  read(from: number): CodeRegion {
    if (this.syntax.markup) this.#readMarkup(from);
    else this.#readCode(from, 0);
    return this.#found ?? { kind: 'code', start: this.offset, end: this.offset, open: '', close: '' };
  }

  /**
   * Reads code up to the offset; where it stands in a string or in markup, up to the brace that ends it.
   *
   * @returns behind what was read
   */
  #readCode(from: number, depth: number): number {
    let braces = 0;
    for (let at = from; ; ) {
      this.#tokens.pattern.lastIndex = at;
      const match = this.#tokens.pattern.exec(this.text);
      const start = match?.index ?? this.to;
      if (start >= this.offset && at <= this.offset) this.#find({ kind: 'code', start: this.offset, end: this.offset });
      if (!match || start >= this.to) return this.to;
      if (this.#found && depth === 0) return start;
      if (match[0] === '{') braces++;
      if (match[0] === '}' && --braces < 0 && depth > 0) return start + 1;
      at = Math.max(this.#readToken(match, depth), start + 1);
    }
  }

  /** @returns behind what the token opens */
  #readToken(match: RegExpExecArray, depth: number): number {
    const { text, offset, to } = this;
    const start = match.index;
    const inner = start + match[0].length;
    const { here, scalar, prose } = match.groups ?? {};
    const lines = here !== undefined ? this.#hereDocumentBody(here, inner) : scalar !== undefined ? scalarBody(text, scalar, inner) : prose !== undefined ? this.#proseBody(prose, inner) : undefined;
    if (lines) {
      if (offset > lines.start && offset <= lines.end) this.#find({ kind: prose === undefined ? 'string' : 'prose', ...lines });
      // What stands behind `<<END` on its line is code.
      return here !== undefined && offset < lines.end ? inner : lines.end;
    }
    if (match[0] === '<') return depth < deepest ? this.#readElement(start, depth) : inner;
    const opener = this.#tokens.openers.find(({ open }) => open.toLowerCase() === match[0].toLowerCase());
    if (!opener || !this.#opens(start, opener)) return inner;
    const end = Math.min(this.#endOf(inner, opener, depth), to);
    const isInside = opener.kind === 'line' ? offset <= end : offset < end;
    if (isInside && offset >= start + match[0].trimEnd().length) this.#find({ ...opener, start, end });
    return end;
  }

  #find(region: Pick<CodeRegion, 'kind' | 'start' | 'end'> & Partial<CodeRegion>): void {
    this.#found ??= { open: '', close: '', ...region };
  }

  /** The lines between that of `<<END` and `END`; none where no line ends them, as behind an operator. */
  #hereDocumentBody(name: string, from: number): { start: number; end: number } | undefined {
    if (this.#endless.has(name)) return undefined;
    const start = lineEndFrom(this.text, from);
    const end = indexOf(new RegExp(`^[ \\t]*${name}\\b`, 'gm'), this.text, start);
    if (end === undefined) this.#endless.add(name);
    return end === undefined ? undefined : { start, end: end - 1 };
  }

  #proseBody(line: string, from: number): { start: number; end: number } {
    const [, close = ''] = (this.syntax.prose ?? []).find(([open]) => new RegExp(`^(?:${open})`, 'i').test(line)) ?? [];
    return { start: from, end: indexOf(new RegExp(`^(?:${close})`, 'gim'), this.text, from) ?? this.to };
  }

  /** Signs of comments and strings that mean something else elsewhere: `$#` of shells, `://` of addresses, words that hold `rem` or an apostrophe. */
  #opens(at: number, opener: Opener): boolean {
    const before = this.text[at - 1] ?? '\n';
    if (this.syntax.yaml && opener.ends) return /[\s[{,:'"]/.test(before);
    if (opener.kind !== 'line') return true;
    if (this.#withoutComments) return false;
    if (opener.open === '#') return !/[$\w&{]/.test(before);
    if (opener.open === '//') return before !== ':';
    if (opener.open === '"') return /^[ \t]*$/.test(this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at));
    return /^[A-Z]/.test(opener.open) ? !/\w/.test(before) : true;
  }

  #endOf(from: number, { kind, open, close, ends }: Opener, depth: number): number {
    const { text } = this;
    const { interpolation } = this.syntax;
    const start = from - open.length;
    const holdsCode = depth < deepest && (!interpolation?.prefix || interpolation.prefix.test(text.slice(Math.max(0, start - 5), start)));
    if (kind === 'line') return lineEndFrom(text, from);
    if (!ends) {
      const end = text.indexOf(close, from);
      return end < 0 ? text.length : end + close.length;
    }
    for (let at = from; ; ) {
      ends.lastIndex = at;
      const match = ends.exec(text);
      if (!match) return text.length;
      at = match.index + match[0].length;
      if (match[0] === close) return at;
      if (/[\r\n]/.test(match[0][0] ?? '')) return match.index;
      if (holdsCode && match[0] === interpolation?.open) at = this.#readEmbedded(at, start, depth, interpolation);
    }
  }

  #readEmbedded(from: number, string: number, depth: number, { prefix }: Interpolation): number {
    const before = this.#found;
    const outer = this.#withoutComments;
    this.#withoutComments = outer || prefix !== undefined;
    const end = this.#readCode(from, depth + 1);
    if (prefix && !before && this.#found?.kind === 'code') this.#found = { ...this.#found, kind: 'embedded', start: string };
    this.#withoutComments = outer;
    return end;
  }

  /** An element of JSX with all that is in it. @returns behind it; behind its first sign where it is none, as it is never closed */
  #readElement(start: number, depth: number): number {
    const before = this.#found;
    const end = this.#triesLeft > 0 ? this.#elementEnd(start, depth) : undefined;
    if (end !== undefined) return end;
    this.#triesLeft--;
    this.#found = before;
    return start + 1;
  }

  #elementEnd(start: number, depth: number): number | undefined {
    const { text, offset, to } = this;
    let open = 0;
    for (let at = start; ; ) {
      const tag = this.#readTag(at, depth);
      if (!tag) return undefined;
      if (text[at + 1] === '/') open--;
      else if (!tag.isEmpty) open++;
      at = tag.end;
      if (open <= 0) return at;
      for (;;) {
        const next = indexOf(/[<{]/g, text, at);
        if (next === undefined || next >= to) return undefined;
        if (offset >= at && offset <= next) this.#find({ kind: 'markup', start: at, end: next });
        at = text[next] === '{' ? this.#readCode(next + 1, depth + 1) : next;
        if (text[next] === '<') break;
      }
    }
  }

  /** A document of markup: what its tags enclose need not be balanced, code stands in braces. */
  #readMarkup(from: number): void {
    const { text, offset, to } = this;
    for (let at = from; !this.#found; ) {
      const next = Math.min(indexOf(/<(?=[A-Za-z/!>])|\{/g, text, at) ?? to, to);
      if (offset >= at && offset <= next) this.#find({ kind: 'markup', start: at, end: next });
      if (next >= to) return;
      at = text[next] === '{' ? this.#readCode(next + 1, 1) : (this.#rawMarkupEnd(next) ?? this.#tagEnd(next) ?? next + 1);
    }
  }

  #rawMarkupEnd(start: number): number | undefined {
    rawMarkup.lastIndex = start;
    const raw = rawMarkup.exec(this.text);
    if (!raw) return undefined;
    const end = start + raw[0].length;
    if (this.offset >= start + '<!--'.length && this.offset < end) this.#find({ kind: 'block', start, end, open: '<!--', close: '-->' });
    return end;
  }

  #tagEnd(start: number): number | undefined {
    const tag = this.#triesLeft > 0 ? this.#readTag(start, 0) : undefined;
    if (!tag) this.#triesLeft--;
    return tag?.end;
  }

  #readTag(start: number, depth: number): { end: number; isEmpty: boolean } | undefined {
    const { text, offset, to } = this;
    const token = /"[^"]*"|'[^']*'|\{|\/?>/g;
    for (let at = start + 1; ; ) {
      token.lastIndex = at;
      const match = token.exec(text);
      if (!match || match.index >= to) return undefined;
      at = match.index + match[0].length;
      if (match[0].endsWith('>')) {
        if (offset > start && offset < at) this.#find({ kind: 'tag', start, end: at });
        return { end: at, isEmpty: match[0] === '/>' || emptyElement.test(text.slice(start, start + 8)) };
      }
      if (match[0] === '{') at = this.#readCode(at, depth + 1);
      else if (offset > match.index && offset < at) this.#find({ kind: 'string', start: match.index, end: at });
    }
  }
}

/** The lines behind `key: |` that are indented more than the key, or than the dash of `- |`. */
function scalarBody(text: string, line: string, from: number): { start: number; end: number } {
  const lead = /^[ \t]*(?:-[ \t]+)*/.exec(line)?.[0] ?? '';
  const indent = /^[|>]/.test(line.slice(lead.length)) ? lead.replace(/-[ \t]+$/, '').length : lead.length;
  const next = /(?:\r\n|\n|\r)([ \t]*)([^\r\n]*)/y;
  let end = from;
  for (next.lastIndex = from; ; ) {
    const match = next.exec(text);
    if (!match) return { start: from, end };
    const isDeeper = (match[1] ?? '').length > indent;
    if (!isDeeper && match[2] !== '') return { start: from, end };
    if (isDeeper) end = next.lastIndex;
  }
}

function lineEndFrom(text: string, from: number): number {
  return indexOf(/[\r\n]/g, text, from) ?? text.length;
}

function indexOf(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index;
}
