import type { CodeSyntax } from './codeSyntax';

/**
 * What the cursor is in, in a program. `prose`: text between lines, such as POD. `markup` and `tag`: between the tags of an
 * element of JSX, and within one.
 */
export interface CodeRegion {
  readonly kind: 'code' | 'line' | 'block' | 'string' | 'longString' | 'prose' | 'markup' | 'tag';
  readonly start: number;
  readonly end: number;
  /** The delimiter or comment sign that opened it. */
  readonly open: string;
  readonly close: string;
}

interface Opener {
  readonly open: string;
  readonly close: string;
  readonly kind: 'line' | 'block' | 'string' | 'longString';
  /** Of strings: what ends one, or stands in it and is no letter of it. */
  readonly ends?: RegExp;
}

/** Finds what is around an offset of a program by reading it from `from`, once. */
export function codeRegion(text: string, offset: number, syntax: CodeSyntax, from = 0, to = text.length): CodeRegion {
  return new CodeReader(text, offset, syntax, to).read(from);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Lengths are bounded, and what must stand before comes last: a long line without an end must not be read anew from each of its signs. */
const regularExpression = String.raw`\/(?<=(?:^|[(,=:[!&|?{};]|\breturn)[ \t]{0,200}\/)(?![/*])(?:\\.|\[(?:\\.|[^\]\\\r\n]){0,200}\]|[^/\\[\r\n]){1,1000}\/`;
const hereDocument = String.raw`<<<?[-~]?["'\x60]?(?<here>[A-Za-z_]\w*)`;
const blockScalar = String.raw`(?<scalar>^(?![ \t]*#)(?:(?! #)[^\r\n])*?(?:^|[ \t])[|>][-+\d]*[ \t]*(?:#[^\r\n]*)?$)`;
const element = String.raw`<(?<=(?:^|[(,=:?[{};>]|&&|\|\||\b(?:return|default|yield))\s{0,200}<)(?=[A-Za-z_$>])(?!\w+\s*(?:,|extends\b))`;

/** Deeper than this no string within a string is looked into. */
const deepest = 20;

class CodeReader {
  readonly #openers: readonly Opener[];
  readonly #pattern: RegExp;
  #found: CodeRegion | undefined;
  /** How often what looked like an element may turn out to be none: each time the rest of the text is read in vain. */
  #triesLeft = 10;
  /** Names that end no here-document from where they were looked for on. */
  readonly #endless = new Set<string>();

  constructor(
    readonly text: string,
    readonly offset: number,
    readonly syntax: CodeSyntax,
    readonly to: number,
  ) {
    const { block = [], longStrings = [], line = [], strings } = syntax;
    this.#openers = [
      ...block.map(([open, close]): Opener => ({ open, close, kind: 'block' })),
      ...longStrings.map((marks) => this.#stringOpener(marks, 'longString')),
      ...line.map((open): Opener => ({ open, close: '\n', kind: 'line' })),
      ...strings.map((mark) => this.#stringOpener(mark, 'string')),
    ];
    const prose = (syntax.prose ?? []).map(([open]) => open).join('|');
    const parts = [
      String.raw`\\[\s\S]`,
      syntax.jsx && regularExpression,
      syntax.hereDocuments && hereDocument,
      syntax.yaml && blockScalar,
      prose && `(?<prose>^(?:${prose}))`,
      ...this.#openers.map(({ open }) => escaped(open)),
      (syntax.jsx || syntax.interpolation) && '[{}]',
      syntax.jsx && element,
    ];
    this.#pattern = new RegExp(parts.filter(Boolean).join('|'), 'gim');
  }

  read(from: number): CodeRegion {
    this.#readCode(from, 0);
    return this.#found ?? { kind: 'code', start: this.offset, end: this.offset, open: '', close: '' };
  }

  #stringOpener(marks: string | readonly [string, string], kind: 'string' | 'longString'): Opener {
    const [open, close] = typeof marks === 'string' ? [marks, marks] : marks;
    const { interpolation } = this.syntax;
    const parts = [String.raw`\\[\s\S]`, escaped(close), kind === 'string' && String.raw`[\r\n]`, interpolation?.marks.includes(open) && escaped(interpolation.open)];
    return { open, close, kind, ends: new RegExp(parts.filter(Boolean).join('|'), 'g') };
  }

  /**
   * Reads code up to the offset; where it stands in a string or in markup, up to the brace that ends it.
   *
   * @returns behind what was read
   */
  #readCode(from: number, depth: number): number {
    let braces = 0;
    for (let at = from; ; ) {
      this.#pattern.lastIndex = at;
      const match = this.#pattern.exec(this.text);
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
    const opener = this.#openers.find(({ open }) => open.toLowerCase() === match[0].toLowerCase());
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
    if (opener.open === '#') return !/[$\w&{]/.test(before);
    if (opener.open === '//') return before !== ':';
    if (opener.open === '"') return /^[ \t]*$/.test(this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at));
    return /^[A-Z]/.test(opener.open) ? !/\w/.test(before) : true;
  }

  #endOf(from: number, { kind, close, ends }: Opener, depth: number): number {
    const { text } = this;
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
      if (match[0] === this.syntax.interpolation?.open && depth < deepest) at = this.#readCode(at, depth + 1);
    }
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
        return { end: at, isEmpty: match[0] === '/>' };
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
