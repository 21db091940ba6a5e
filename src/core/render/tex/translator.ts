import { COMMANDS, PASSED } from './commands';
import type { ArticleContext, Dialect, FormulaState, TranslationLimits, Translation } from './formulaState';
import { TableWriter } from './tableWriter';
import { TagScope } from './numbering';
import { TexError } from './reader';
import { escapeTexText, splitText } from './text';

export type { ArticleContext, Dialect } from './formulaState';

const PLAIN = /[^\\{}&%#$~^_'\u2019\s]+/y;
const SPACE = /[\s\uFEFF]+/y;

/**
 * Rewrites one formula for an engine that doesn't number: puts in the page's macros, gives each row its number, label and
 * anchor, and writes what KaTeX lacks in terms of what it has. Reads as MathJax 2.7.9 reads (its stack, its arguments,
 * its errors), so that rows, tags and failures are the site's.
 */
export class Translator extends TableWriter {
  /** Only one character of plain text may be taken: the argument of a script. */
  private single = false;
  private readonly numbersBefore: number;

  constructor(
    source: string,
    state: FormulaState,
    scope: TagScope,
    depth: number,
    /** Stands in a row of the formula around it, which takes its tags. */
    private readonly shared = false,
  ) {
    super(source, state, scope, depth);
    this.numbersBefore = state.rows.length;
  }

  /** Translates all of the source. */
  run(): string {
    const { reader } = this;
    while (!reader.done) this.step();
    const { kind, name } = this.top;
    if (kind === 'array') this.endTable();
    if (kind === 'open') throw new TexError('Extra open brace or missing close brace');
    if (kind === 'left') throw new TexError('Extra \\left or missing \\right');
    if (kind !== 'start') throw new TexError(`Missing \\end{${name}}`);
    this.emitClosers();
    if (this.depth === 0) this.finishFormula();
    else if (!this.shared && this.scope.tag && !this.isRejected) this.writeTag(true, this.numbersBefore);
    return this.out.join('');
  }

  private finishFormula(): void {
    const { scope, state } = this;
    if (state.rejected === undefined) {
      if (state.display && !scope.tag && !scope.tagged && scope.forceTag) scope.autoTag();
      if (scope.tag) this.writeTag(!state.display, this.numbersBefore);
    } else {
      for (const place of this.tagPlaces) this.out[place] = '';
      state.rows.length = 0;
    }
  }

  private step(): void {
    const { reader } = this;
    const { text, at } = reader;
    PLAIN.lastIndex = at;
    if (PLAIN.test(text)) {
      const end = this.single ? at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) : PLAIN.lastIndex;
      reader.at = end;
      this.emitText(text.slice(at, end));
      this.top.content = true;
      return;
    }
    switch (text.charCodeAt(at)) {
      case 92:
        reader.at++;
        this.command(reader.readName());
        return;
      case 123:
        reader.at++;
        this.push('open', '{');
        this.emit('{');
        return;
      case 125:
        reader.at++;
        this.closeBrace();
        return;
      case 94:
      case 95:
        reader.at++;
        this.script(text.charAt(at));
        return;
      case 38:
        reader.at++;
        this.nextCell();
        return;
      case 37:
        reader.skipComment();
        return;
      case 35:
        throw new TexError("You can't use 'macro parameter character #' in math mode");
      case 36:
        reader.at++;
        this.emit('\\$');
        this.top.content = true;
        return;
      case 39:
      case 0x2019:
        reader.at++;
        this.prime();
        return;
      case 126:
        reader.at++;
        this.emit('~');
        this.top.content = true;
        return;
      default:
        SPACE.lastIndex = at;
        reader.at = SPACE.test(text) ? SPACE.lastIndex : at + 1;
        this.emit(' ');
    }
  }

  // ── arguments ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The next argument, translated on its own: tags and labels in it are not the formula's, unless it is `shared`. */
  readMath(command: string, shared = false): string {
    return this.translate(this.reader.readArgument(command), shared);
  }

  /** Translates a piece of math that stands apart, or one that shares the row (`shared`). */
  translate(source: string, shared = false): string {
    const depth = this.depth + this.stack.length;
    if (shared) return new Translator(source, this.state, this.scope, depth, true).run();
    return new Translator(source, this.state, new TagScope(this.context.numbering), depth).run();
  }

  /** The argument of `\text` and its like, for the text mode of the engine; formulas in it stand apart, or share the row. */
  text(source: string, shared = false): string {
    return splitText(source)
      .map((part) => {
        if (part.kind === 'text') return escapeTexText(part.text);
        if (part.kind === 'math') return `$${this.translate(part.tex, shared)}$`;
        return this.context.refer(part.label, part.brackets);
      })
      .join('');
  }

  // ── commands ────────────────────────────────────────────────────────────────────────────────────────────────────────

  command(name: string): void {
    const expanded = this.macros.expand(this.reader, name);
    if (expanded === 'expanded') {
      this.countExpansion();
      return;
    }
    this.builtIn(expanded ? expanded.alias : name);
  }

  private builtIn(name: string): void {
    const handler = COMMANDS.get(name);
    if (this.single && /^(?:\\|cr|newline|end)$/.test(name)) throw new TexError(`Missing open brace before \\${name}`);
    if (this.single && NOT_A_SCRIPT.has(name)) this.reject(`Missing open brace before \\${name}`);
    if (handler && (this.forKatex || !handler.katexOnly)) {
      handler.run(this, name);
      return;
    }
    const spec = PASSED.get(name);
    if (/^[^a-zA-Z]$/.test(name) && !DRAWN_SIGNS.has(name) && !this.isAccent(name)) {
      // `\-`, or `\=` before no letter: the sign is what was meant
      this.reader.replaceRead(name);
      this.countExpansion();
    } else if (spec === undefined) {
      this.emitCommand(name);
      this.top.content = true;
    } else this.pass(name, spec);
  }

  private isAccent(name: string): boolean {
    return ACCENTS.has(name) && /^\s*[{a-zA-Z\\]/.test(this.reader.text.slice(this.reader.at, this.reader.at + 10));
  }

  /** Writes `\name` with its arguments: `m` math, `g` math that shares the row, `o` math in brackets, `t` text. */
  pass(name: string, spec: string, writeAs = name): void {
    const command = `\\${name}`;
    let tex = `\\${writeAs}`;
    let isNothing = spec === 't' && name !== 'fbox';
    for (const kind of spec) {
      if (kind === 'o') {
        const optional = this.reader.readBrackets(command);
        if (optional !== undefined) tex += `[{${this.translate(optional)}}]`;
      } else {
        const argument = this.reader.readArgument(command);
        if (argument !== '') isNothing = false;
        tex += `{${kind === 't' ? this.text(argument) : this.translate(argument, kind === 'g')}}`;
      }
    }
    this.emit(tex);
    // an empty text makes no row
    if (!isNothing) this.top.content = true;
  }

  /** `^` or `_`: whatever MathJax takes as one thing gets braces, because KaTeX takes a function only in them. */
  private script(mark: string): void {
    const { reader } = this;
    let next = reader.skipSpace();
    while (next === '%') {
      reader.skipComment();
      next = reader.skipSpace();
    }
    if (next === '' || next === '}' || next === '&') throw new TexError('Missing superscript or subscript argument');
    if (next === '^' || next === '_') throw new TexError('Missing open brace for superscript or subscript');
    this.claimScript(mark);
    this.emit(mark);
    if (next !== '{') this.emit('{');
    this.atom();
    if (next !== '{') this.emit('}');
    this.top.scriptsEnd = this.out.length;
  }

  private prime(): void {
    if (this.hasScript('^')) throw new TexError('Prime causes double exponent: use braces to clarify');
    const { scripts } = this.top;
    const sameBase = this.isScripted;
    this.set("'");
    this.top.scripts = sameBase ? scripts : '';
    this.top.scriptsEnd = this.out.length;
  }

  /** Whether nothing has been set since the last script. */
  get isScripted(): boolean {
    const { scriptsEnd } = this.top;
    if (scriptsEnd < 0) return false;
    for (let at = scriptsEnd; at < this.out.length; at++) if (this.out[at]?.trim() !== '') return false;
    return true;
  }

  private hasScript(mark: string): boolean {
    return this.top.scripts.includes(mark) && this.isScripted;
  }

  private claimScript(mark: string): void {
    if (this.hasScript(mark)) throw new TexError(`Double ${mark === '^' ? 'exponent' : 'subscript'}: use braces to clarify`);
    this.top.scripts = this.isScripted ? this.top.scripts + mark : mark;
  }

  /** Translates until one thing has been set: a letter, a group, a command with its arguments. */
  atom(): void {
    const { top, reader } = this;
    const depth = this.stack.length;
    top.content = false;
    while (!reader.done && this.stack.length >= depth && !(this.stack.length === depth && top.content)) {
      this.single = this.stack.length === depth;
      this.step();
    }
    this.single = false;
    if (this.stack.length !== depth || this.top !== top || !top.content) throw new TexError('Missing superscript or subscript argument');
  }

  private closeBrace(): void {
    const { top } = this;
    if (top.kind === 'array') {
      this.endTable();
      if (top.closesWith !== undefined) return;
    }
    if (top.kind !== 'open') throw new TexError('Extra close brace or missing open brace');
    this.pop();
    this.emit('}');
  }
}

/** What MathJax 2 takes as a script only in braces, though it could be drawn. */
const NOT_A_SCRIPT = new Set(
  'over atop choose brace brack above begin mathop dots not displaystyle textstyle scriptstyle scriptscriptstyle tiny Tiny scriptsize small normalsize large Large LARGE huge Huge raise lower moveleft moveright matrix array pmatrix cases eqalign displaylines arcsin arccos arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh'.split(' '),
);

/** Signs with a backslash that KaTeX has. */
const DRAWN_SIGNS = new Set(' !#$%&,:;>_{|}^');
/** … and those that it sets over the letter behind. */
const ACCENTS = new Set('\'`=."');

/** Translates one formula of an article. Throws a TexError where neither the site's engine nor we can read it. */
export function translateFormula(source: string, display: boolean, context: ArticleContext, dialect: Dialect, limits: TranslationLimits): Translation {
  const state: FormulaState = { context, dialect, display, limits, rows: [], expansions: 0, written: 0, needsDisplay: false, stretched: false, rejected: undefined, macros: context.macros };
  const translator = new Translator(source, state, new TagScope(context.numbering), 0);
  const tex = translator.run();
  return { tex, rows: state.rows, needsDisplay: state.needsDisplay, rejected: state.rejected, usesMacros: state.expansions > 0 };
}
