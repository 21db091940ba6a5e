/** What is wrong with a formula. The message is English and meant for a title. */
export class TexError extends Error {
  override readonly name = 'TexError';
}

const NAME = /[a-zA-Z]+|[^]/y;
const DIMENSION = /\s*([-+]?(?:[.,]\d+|\d+(?:[.,]\d*)?))\s*(pt|em|ex|mu|px|mm|cm|in|pc)( ?)/y;

/**
 * A cursor over TeX that reads arguments as MathJax 2 does (its names in brackets): macros are put in by replacing the
 * rest of the text, so that they can hold parts of what stands around them.
 */
export class TexReader {
  at = 0;

  constructor(public text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  /** Skips blanks and gives the character then at the cursor, `''` at the end. [GetNext] */
  skipSpace(): string {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff) this.at++;
      else return this.text.charAt(this.at);
    }
  }

  /** The name of a command whose backslash has been read: letters, or one character. [GetCS] */
  readName(): string {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0];
    if (name === undefined) return ' ';
    this.at += name.length;
    return name;
  }

  /** A group without its braces, one command, or one character. [GetArgument] */
  readArgument(command: string): string {
    const next = this.skipSpace();
    if (next === '') throw new TexError(`Missing argument for ${command}`);
    if (next === '}') throw new TexError('Extra close brace or missing open brace');
    if (next === '{') return this.readGroup();
    this.at++;
    if (next === '\\') return `\\${this.readName()}`;
    const code = next.charCodeAt(0);
    if (code >= 0xd800 && code < 0xdc00) {
      const pair = next + this.peek();
      this.at++;
      return pair;
    }
    return next;
  }

  private readGroup(): string {
    const { text } = this;
    const start = ++this.at;
    for (let depth = 1, at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 123) depth++;
      else if (code === 125 && --depth === 0) {
        this.at = at + 1;
        return text.slice(start, at);
      }
    }
    throw new TexError('Missing close brace');
  }

  /** `[…]`, `undefined` where none stands. [GetBrackets] */
  readBrackets(command: string): string | undefined {
    if (this.skipSpace() !== '[') return undefined;
    const { text } = this;
    const start = ++this.at;
    for (let depth = 0, at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 123) depth++;
      else if (code === 125) {
        if (depth-- <= 0) throw new TexError("Extra close brace while looking for ']'");
      } else if (code === 93 && depth === 0) {
        this.at = at + 1;
        return text.slice(start, at);
      }
    }
    throw new TexError(`Couldn't find closing ']' for argument to ${command}`);
  }

  /** What stands before the command or character `end`, outside braces. [GetUpTo] */
  readUpTo(command: string, end: string): string {
    this.skipSpace();
    const start = this.at;
    let depth = 0;
    while (!this.done) {
      const at = this.at;
      let token = this.text.charAt(this.at++);
      if (token === '\\') token += this.readName();
      else if (token === '{') depth++;
      else if (token === '}' && depth-- === 0) break;
      if (depth === 0 && token === end) return this.text.slice(start, at);
    }
    throw new TexError(`Couldn't find ${end} for ${command}`);
  }

  /** The rest of a table cell: up to `&`, a line end or the closing brace, outside braces. */
  readCell(): string {
    const { text } = this;
    const start = this.at;
    for (let depth = 0; this.at < text.length; this.at++) {
      const char = text.charAt(this.at);
      if (char === '\\') {
        if (depth === 0 && /^\\(?:\\|cr(?![a-zA-Z]))/.test(text.slice(this.at, this.at + 4))) break;
        this.at++;
      } else if (char === '{') depth++;
      else if (char === '}' && depth-- === 0) break;
      else if (char === '&' && depth === 0) break;
    }
    return text.slice(start, this.at);
  }

  /** A length, in braces or bare, as `3pt`. [GetDimen] */
  readDimension(command: string): string {
    const inBraces = this.skipSpace() === '{';
    const text = inBraces ? this.readArgument(command) : this.text;
    DIMENSION.lastIndex = inBraces ? 0 : this.at;
    const found = DIMENSION.exec(text);
    if (!found) throw new TexError(`Missing dimension or its units for ${command}`);
    if (!inBraces) this.at = DIMENSION.lastIndex;
    return `${(found[1] ?? '').replace(',', '.')}${found[2] ?? ''}`;
  }

  /** A delimiter: one character or command, also in braces. [GetDelimiter] */
  readDelimiter(command: string): string {
    const next = this.skipSpace();
    if (next === '') throw new TexError(`Missing or unrecognized delimiter for ${command}`);
    return this.readArgument(command).trim();
  }

  /** Whether a `*` stood at the cursor; it is then read. [GetStar] */
  readStar(): boolean {
    if (this.skipSpace() !== '*') return false;
    this.at++;
    return true;
  }

  skipComment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  /** Puts `text` in place of what has been read. */
  replaceRead(text: string): void {
    this.text = joinTex(text, this.text.slice(this.at));
    this.at = 0;
  }
}

/** Joins two pieces so that a command at the end of the first doesn't grow. [AddArgs] */
export function joinTex(first: string, second: string): string {
  return /^[a-z]/i.test(second) && /(?:^|[^\\])(?:\\\\)*\\[a-z]+$/i.test(first) ? `${first} ${second}` : first + second;
}

/** Puts arguments in place of `#1` … `#9`. [SubstituteArgs] */
export function substitute(body: string, args: readonly string[]): string {
  if (!body.includes('#')) return body;
  let out = '';
  let part = '';
  for (let at = 0; at < body.length; at++) {
    const char = body.charAt(at);
    if (char === '\\') part += char + body.charAt(++at);
    else if (char === '#') {
      const digit = body.charAt(++at);
      if (digit === '#') part += '#';
      else {
        const arg = /[1-9]/.test(digit) ? args[Number(digit) - 1] : undefined;
        if (arg === undefined) throw new TexError('Illegal macro parameter reference');
        out = joinTex(joinTex(out, part), arg);
        part = '';
      }
    } else part += char;
  }
  return joinTex(out, part);
}
