import { substitute, TexError, type TexReader } from './reader';

interface Macro {
  readonly kind: 'macro';
  readonly body: string;
  readonly args: number;
  /** Value of the first argument where none is given in brackets. */
  readonly optional: string | undefined;
  /** Text that must stand before, between and behind the arguments (`\def\x#1,#2;{…}`). */
  readonly template: readonly string[] | undefined;
}
/** `\let\a\b` of a command that no macro defines: another name for it. */
interface Alias {
  readonly kind: 'alias';
  readonly name: string;
}
interface Environment {
  readonly begin: string;
  readonly end: string;
  readonly args: number;
  readonly optional: string | undefined;
}

const COMMAND_NAME = /^(?:[^]|[a-z]+)$/i;

/** The macros, environments and colours that a page defines. One object an article, so that none reaches another. */
export class PageMacros {
  private readonly commands = new Map<string, Macro | Alias>();
  private readonly environments = new Map<string, Environment>();
  readonly colors = new Map<string, string>();
  /** Grows with every definition: what was drawn before may look different now. */
  revision = 0;
  /** Extensions that the page has asked for by `\require`. */
  readonly required = new Set<string>();

  /** A copy for one formula, whose definitions are then its own. */
  clone(): PageMacros {
    const copy = new PageMacros();
    for (const [name, macro] of this.commands) copy.commands.set(name, macro);
    for (const [name, environment] of this.environments) copy.environments.set(name, environment);
    for (const [name, color] of this.colors) copy.colors.set(name, color);
    for (const name of this.required) copy.required.add(name);
    return copy;
  }

  /** A macro of our own making. */
  defineSimple(name: string, args: number, body: string): void {
    this.define(name, { kind: 'macro', body, args, optional: undefined, template: undefined });
  }

  private define(name: string, macro: Macro | Alias): void {
    this.revision++;
    this.commands.set(name, macro);
  }

  has(name: string): boolean {
    return this.commands.has(name);
  }

  /** `\newcommand{\name}[n][default]{body}`, the backslash as optional as MathJax takes it. */
  readNewCommand(reader: TexReader, command: string): void {
    reader.readStar();
    const name = reader.readArgument(command).trim().replace(/^\\/, '');
    const count = reader.readBrackets(command)?.trim();
    const optional = reader.readBrackets(command);
    const body = reader.readArgument(command);
    if (!COMMAND_NAME.test(name)) throw new TexError(`Illegal control sequence name for ${command}`);
    this.define(name, { kind: 'macro', body, args: argumentCount(count, command), optional, template: undefined });
  }

  /** `\def\name#1#2{body}`, delimited arguments included. */
  readDef(reader: TexReader, command: string): void {
    const name = readCommandName(reader, command);
    const { args, template } = readTemplate(reader, command);
    this.define(name, { kind: 'macro', body: reader.readArgument(command), args, optional: undefined, template });
  }

  readLet(reader: TexReader, command: string): void {
    const name = readCommandName(reader, command);
    if (reader.skipSpace() === '=') reader.at++;
    const next = reader.skipSpace();
    if (next !== '\\') {
      reader.at++;
      this.define(name, { kind: 'macro', body: next, args: 0, optional: undefined, template: undefined });
      return;
    }
    const target = readCommandName(reader, command);
    const known = this.commands.get(target);
    if (name !== target) this.define(name, known ?? { kind: 'alias', name: target });
  }

  readOperator(reader: TexReader, command: string): void {
    const star = reader.readStar() ? '*' : '';
    const name = reader.readArgument(command).trim().replace(/^\\/, '');
    const body = `\\operatorname${star}{${reader.readArgument(command)}}`;
    if (!COMMAND_NAME.test(name)) throw new TexError(`Illegal control sequence name for ${command}`);
    this.define(name, { kind: 'macro', body, args: 0, optional: undefined, template: undefined });
  }

  /** `\Newextarrow{\name}{l,r}{char}` of extpfeil: the character over the given text. */
  readExtensibleArrow(reader: TexReader, command: string): void {
    const name = reader.readArgument(command).trim();
    const space = reader.readArgument(command);
    const code = Number(reader.readArgument(command));
    if (!/^\\([a-z]+|.)$/i.test(name)) throw new TexError(`First argument to ${command} must be a control sequence name`);
    if (!/^\d+,\d+$/.test(space)) throw new TexError(`Second argument to ${command} must be two integers separated by a comma`);
    if (!Number.isInteger(code) || code <= 32 || code > 0x10ffff) throw new TexError(`Third argument to ${command} must be a unicode character number`);
    const body = `\\mathrel{\\underset{#1}{\\overset{#2}{${String.fromCodePoint(code)}}}}`;
    this.define(name.slice(1), { kind: 'macro', body, args: 2, optional: '', template: undefined });
  }

  readEnvironment(reader: TexReader, command: string): void {
    const name = reader.readArgument(command).trim();
    const count = reader.readBrackets(command)?.trim();
    const optional = reader.readBrackets(command);
    const begin = reader.readArgument(command);
    const end = reader.readArgument(command);
    this.revision++;
    this.environments.set(name, { begin, end, args: argumentCount(count, command), optional });
  }

  /** Replaces a use of the macro `name`, just read, by its body. `undefined` is returned where there is none; an alias gives its target. */
  expand(reader: TexReader, name: string): 'expanded' | { readonly alias: string } | undefined {
    const macro = this.commands.get(name);
    if (!macro) return undefined;
    if (macro.kind === 'alias') return { alias: macro.name };
    const command = `\\${name}`;
    const args = macro.template ? readDelimited(reader, command, macro.args, macro.template) : readArguments(reader, command, macro);
    reader.replaceRead(substitute(macro.body, args));
    return 'expanded';
  }

  /** What the page's environment `name` ends with. */
  endOf(name: string): string | undefined {
    return this.environments.get(name)?.end;
  }

  /** Replaces `\begin{name}`, just read, by what the page's environment begins with; `false` where the page has none. */
  beginEnvironment(reader: TexReader, name: string): boolean {
    const environment = this.environments.get(name);
    if (!environment) return false;
    const args = readArguments(reader, `\\begin{${name}}`, environment);
    reader.replaceRead(substitute(environment.begin, args));
    return true;
  }
}

function argumentCount(count: string | undefined, command: string): number {
  if (count === undefined || count === '') return 0;
  if (!/^\d+$/.test(count)) throw new TexError(`Illegal number of parameters specified in ${command}`);
  return Number(count);
}

function readCommandName(reader: TexReader, command: string): string {
  if (reader.skipSpace() !== '\\') throw new TexError(`${command} must be followed by a control sequence`);
  reader.at++;
  return reader.readName();
}

function readArguments(reader: TexReader, command: string, { args, optional }: { args: number; optional: string | undefined }): string[] {
  const values: string[] = [];
  if (args > 0 && optional !== undefined) values.push(reader.readBrackets(command) ?? optional);
  while (values.length < args) values.push(reader.readArgument(command));
  return values;
}

/** The parameters of a `\def`; without `template` where nothing stands between them. */
function readTemplate(reader: TexReader, command: string): { args: number; template: string[] | undefined } {
  const template = [''];
  let args = 0;
  for (;;) {
    const char = reader.peek();
    if (char === '') throw new TexError(`Missing replacement string for definition of ${command}`);
    if (char === '{') break;
    reader.at++;
    if (char === '#') {
      if (reader.peek() !== String(++args)) throw new TexError(`Parameters for ${command} must be numbered sequentially`);
      reader.at++;
      template[args] = '';
    } else template[args] += char;
  }
  return { args, template: template.some((part) => part.trim() !== '') ? template : undefined };
}

function readDelimited(reader: TexReader, command: string, count: number, template: readonly string[]): string[] {
  const values: string[] = [];
  reader.skipSpace();
  const before = (template[0] ?? '').trim();
  if (!reader.text.startsWith(before, reader.at)) throw new TexError(`Use of ${command} doesn't match its definition`);
  reader.at += before.length;
  for (let n = 1; n <= count; n++) {
    const ending = template[n] ?? '';
    values.push(ending.trim() === '' ? reader.readArgument(command) : readUntil(reader, command, ending));
  }
  return values;
}

function readUntil(reader: TexReader, command: string, ending: string): string {
  const { text } = reader;
  const start = reader.at;
  for (let depth = 0, at = start; at < text.length; at++) {
    if (depth === 0 && text.startsWith(ending, at)) {
      reader.at = at + ending.length;
      const value = text.slice(start, at);
      return /^\{[^{}]*\}$/.test(value) ? value.slice(1, -1) : value;
    }
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125) depth--;
  }
  throw new TexError(`Runaway argument for ${command}`);
}
