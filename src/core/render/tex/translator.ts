import { COMMANDS, PASSED } from './commands';
import { cleanColumns, ENVIRONMENTS, type EnvironmentRule, rowStretch } from './environments';
import type { PageMacros } from './macros';
import { type NumberedRow, type Numbering, TagScope } from './numbering';
import { joinTex, TexError, TexReader } from './reader';
import { escapeTexText, splitText } from './text';

/** Whom the result is for: KaTeX, with what it lacks written out; or MathJax 3, with the page's macros and numbers put in. */
export type Dialect = 'katex' | 'mathjax';

/** What all formulas of an article share. */
export interface ArticleContext {
  readonly macros: PageMacros;
  readonly numbering: Numbering;
  /** Notes a reference and gives the text to write for it: a mark that is filled in once all numbers are known, or the number. */
  readonly refer: (label: string, brackets: boolean) => string;
}

export interface TranslationLimits {
  readonly expandedLength: number;
  readonly expansions: number;
  readonly nesting: number;
}

export interface Translation {
  readonly tex: string;
  readonly rows: readonly NumberedRow[];
  /** Has an environment that KaTeX draws in display mode only. */
  readonly needsDisplay: boolean;
  /** Why the site's engine would not draw it; such a formula gets no number. */
  readonly rejected: string | undefined;
  /** Macros of the page have been put in. */
  readonly usesMacros: boolean;
}

/** Shared by a formula and all its arguments. */
interface FormulaState {
  readonly context: ArticleContext;
  readonly dialect: Dialect;
  readonly display: boolean;
  readonly limits: TranslationLimits;
  readonly rows: NumberedRow[];
  expansions: number;
  written: number;
  needsDisplay: boolean;
  /** A table before has its rows set apart: those that follow must say how they have theirs. */
  stretched: boolean;
  rejected: string | undefined;
  macros: PageMacros;
}

/** An open group, `\left`, environment or table: MathJax's stack items, as far as they matter here. */
export interface Item {
  readonly kind: 'start' | 'open' | 'left' | 'begin' | 'array';
  readonly name: string;
  /** Where its opening stands in the output. */
  readonly opening: number;
  /** Where the content of the group or cell at hand begins. */
  contentStart: number;
  readonly rule?: EnvironmentRule;
  /** A table of plain TeX (`\matrix{…}`) ends with `}`; what is then written. */
  readonly closesWith?: string;
  readonly saved?: { readonly noTag: boolean; readonly tagsForbiddenIn: string | undefined };
  /** Tags are written as part of the row, because KaTeX has no place for them inside something else. */
  readonly nested?: boolean;
  /** Written before the cell or group ends: closes what a switch (`\scr`, `\color`) opened. */
  closers: string;
  /** `\\over` or its like stands in the cell or group. */
  fraction: boolean;
  /** Something has been set in the cell or group. */
  content: boolean;
  cells: number;
  mostCells: number;
  rows: number;
  /** The scripts that the thing set last has, and where in the output they end: it may take each once. */
  scripts: string;
  scriptsEnd: number;
}

const PLAIN = /[^\\{}&%#$~^_'\u2019\s]+/y;
const SPACE = /[\s\uFEFF]+/y;
/** Where a second run of letters would be read as part of the command before. */
const EXTENDS_WORD = /^[a-zA-Z@]/;

/**
 * Rewrites one formula for an engine that doesn't number: puts in the page's macros, gives each row its number, label and
 * anchor, and writes what KaTeX lacks in terms of what it has. Reads as MathJax 2.7.9 reads (its stack, its arguments,
 * its errors), so that rows, tags and failures are the site's.
 */
export class Translator {
  readonly reader: TexReader;
  private readonly out: string[] = [];
  private readonly stack: Item[];
  private afterWord = false;
  /** Only one character of plain text may be taken: the argument of a script. */
  private single = false;
  private readonly tagPlaces: number[] = [];

  constructor(
    source: string,
    readonly state: FormulaState,
    readonly scope: TagScope,
    private readonly depth: number,
    /** Stands in a row of the formula around it, which takes its tags. */
    private readonly shared = false,
  ) {
    if (depth > state.limits.nesting) throw new TexError('Nested too deeply');
    this.reader = new TexReader(source);
    this.stack = [newItem('start', '', 0)];
  }

  get context(): ArticleContext {
    return this.state.context;
  }

  get forKatex(): boolean {
    return this.state.dialect === 'katex';
  }

  get top(): Item {
    const item = this.stack.at(-1);
    if (!item) throw new TexError('Extra close brace or missing open brace');
    return item;
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
    else if (!this.shared && this.scope.tag && !this.isRejected) this.writeTag(true);
    return this.out.join('');
  }

  private finishFormula(): void {
    const { scope, state } = this;
    if (state.rejected === undefined) {
      if (state.display && !scope.tag && !scope.tagged && scope.forceTag) scope.autoTag();
      if (scope.tag) this.writeTag(!state.display, true);
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

  // ── output ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Writes what doesn't begin with a letter, or must not be kept apart from a command before it. */
  emit(tex: string): void {
    this.out.push(tex);
    this.afterWord = false;
    this.state.written += tex.length;
    if (this.state.written > this.state.limits.expandedLength) throw new TexError('Too long once its macros are put in');
  }

  emitText(tex: string): void {
    this.emit(this.afterWord && EXTENDS_WORD.test(tex) ? ` ${tex}` : tex);
  }

  /** Writes `\name`. */
  emitCommand(name: string): void {
    this.emit(`\\${name}`);
    this.afterWord = /[a-zA-Z]$/.test(name);
  }

  /** Writes something whole that counts as set. */
  set(tex: string): void {
    this.emit(tex);
    this.afterWord = /\\[a-zA-Z]+$/.test(tex);
    this.top.content = true;
  }

  /** The piece written last. */
  get lastWritten(): string {
    return this.out.findLast((part) => part.trim() !== '') ?? '';
  }

  /** Opens what lasts to the end of the group or cell. */
  emitSwitch(opening: string, closing: string): void {
    this.emit(opening);
    this.top.closers = closing + this.top.closers;
  }

  private emitClosers(): void {
    const { top } = this;
    if (top.closers !== '') this.emit(top.closers);
    top.closers = '';
  }

  /** Begins a denominator: there can be one in a group or cell. */
  beginFraction(name: string): void {
    if (this.top.fraction) throw new TexError(`Ambiguous use of \\${name}`);
    this.top.fraction = true;
    this.top.content = true;
  }

  /** Takes back what the innermost group has written, to write it in another way. */
  takeGroup(): string {
    const { top } = this;
    this.emitClosers();
    return this.out.splice(top.contentStart).join('');
  }

  // ── arguments ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The next argument, translated on its own: tags and labels in it are not the formula's. */
  readMath(command: string): string {
    return this.translate(this.reader.readArgument(command));
  }

  /** Translates a piece of math that stands apart, or one that shares the row (`shared`). */
  translate(source: string, shared = false): string {
    const depth = this.depth + this.stack.length;
    if (shared) return new Translator(source, this.state, this.scope, depth, true).run();
    return new Translator(source, this.state, new TagScope(this.context.numbering), depth).run();
  }

  /** The argument of `\text` and its like, for the text mode of the engine. */
  text(source: string): string {
    return splitText(source)
      .map((part) => {
        if (part.kind === 'text') return escapeTexText(part.text);
        if (part.kind === 'math') return `$${this.translate(part.tex)}$`;
        return this.context.refer(part.label, part.brackets);
      })
      .join('');
  }

  /** Notes that the site's engine gives up here. What we can draw is drawn, without a number. */
  reject(reason: string): void {
    if (this.isRejected) return;
    this.state.rejected = reason;
    // the site's engine has stopped here: what is defined from here on is not the page's
    this.state.macros = this.state.macros.clone();
  }

  /** The macros of the page, or this formula's own once it is rejected. */
  get macros(): PageMacros {
    return this.state.macros;
  }

  get isRejected(): boolean {
    return this.state.rejected !== undefined;
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

  /** To be called with every use of a macro: one that calls itself must end. */
  countExpansion(): void {
    if (++this.state.expansions > this.state.limits.expansions) throw new TexError('Too many macros; is there a recursive one?');
    if (this.reader.text.length > this.state.limits.expandedLength) throw new TexError('Too long once its macros are put in');
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
    for (const kind of spec) {
      if (kind === 'o') {
        const optional = this.reader.readBrackets(command);
        if (optional !== undefined) tex += `[{${this.translate(optional)}}]`;
      } else {
        const argument = this.reader.readArgument(command);
        tex += `{${kind === 't' ? this.text(argument) : this.translate(argument, kind === 'g')}}`;
      }
    }
    this.emit(tex);
    this.top.content = true;
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

  /** Translates until one thing has been set. */
  private atom(): void {
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

  // ── the stack ───────────────────────────────────────────────────────────────────────────────────────────────────────

  push(kind: Item['kind'], name: string, more: Partial<Item> = {}): void {
    if (this.depth + this.stack.length > this.state.limits.nesting) throw new TexError('Nested too deeply');
    // the opening itself is written right after, and belongs to the outside
    this.stack.push({ ...newItem(kind, name, this.out.length), ...more });
  }

  /** Ends the innermost item; what it was counts as set in the one around it. */
  pop(): Item {
    this.emitClosers();
    const item = this.top;
    this.stack.pop();
    this.top.content = true;
    return item;
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

  nextCell(): void {
    const { top } = this;
    if (top.kind !== 'array') throw new TexError('Misplaced &');
    this.emitClosers();
    top.cells++;
    top.content = top.fraction = false;
    // the sign between the two outer columns of eqnarray becomes the start of the second column of align
    if (top.name.startsWith('eqnarray') && top.cells === 2) this.emit('{}');
    else this.emit('&');
    top.contentStart = this.out.length;
    // the second column of plain TeX's \cases is text
    if (top.name === '\\cases' && !/^\s*\\text[^a-zA-Z]/.test(this.reader.text.slice(this.reader.at, this.reader.at + 40))) {
      this.set(`\\text{${this.text(this.reader.readCell().trim())}}`);
    }
  }

  /** `\\` or `\cr`, with what stood in its brackets. */
  endLine(space: string | undefined): void {
    const { top } = this;
    const gap = space === undefined ? '' : `[${space}]`;
    if (top.kind !== 'array') {
      if (this.forKatex) this.openLines();
      this.set(`\\\\${gap} `);
      return;
    }
    this.endRow(false);
    // KaTeX would take a bracket right behind for this one's
    this.emit(`\\\\${gap} `);
    top.contentStart = this.out.length;
  }

  /** Lines outside of any table: KaTeX has them only where nothing stands around, and at the left. */
  private openLines(): void {
    const { top } = this;
    const whole = (top.kind === 'start' && this.depth === 0) || (top.kind === 'begin' && top.rule?.kind === 'equation');
    if (!whole || !this.state.display || top.closers !== '') return;
    this.out.splice(top.contentStart, 0, '\\begin{gathered}');
    top.closers = '\\end{gathered}';
    if (top.scriptsEnd >= 0) top.scriptsEnd++;
    for (const [at, place] of this.tagPlaces.entries()) if (place >= top.contentStart) this.tagPlaces[at] = place + 1;
  }

  private endRow(last: boolean): void {
    const { top, scope } = this;
    const { rule } = top;
    this.emitClosers();
    const columns = top.cells + 1;
    if (rule?.kind === 'multline') {
      if (columns > 1) throw new TexError('The rows within the multline environment must have exactly one column');
      if (!last && top.rows === 0) this.emit('\\hspace{8em}');
    } else if (rule?.kind === 'ams') {
      if (rule.numbered && !rule.foreign && !scope.tag && !this.isRejected) scope.autoTag();
      if (scope.tagsForbiddenIn === undefined) {
        if (scope.tag && !this.isRejected) this.writeTag(top.nested === true);
        else scope.clear();
      }
      if (rule.numbered) scope.noTag = false;
    }
    top.mostCells = Math.max(top.mostCells, columns);
    top.rows++;
    top.cells = 0;
    top.content = top.fraction = false;
  }

  /** Ends the table, also where what ends it is an error: its rows have then been counted. A last row that holds nothing is none. */
  endTable(): void {
    const { top, scope } = this;
    const { rule, saved } = top;
    if (rule?.kind === 'multline' && top.rows > 0) this.out.splice(top.contentStart, 0, '\\hspace{8em}');
    if (top.content || top.cells > 0) this.endRow(true);
    if (rule?.kind === 'multline' && top.rows > 0) {
      if (!scope.tag && rule.numbered && !this.isRejected) scope.autoTag();
      if (scope.tag && scope.tagsForbiddenIn === undefined && !this.isRejected) this.writeTag(top.nested === true);
    }
    if (saved) {
      scope.noTag = saved.noTag;
      if (rule?.kind === 'ams') scope.tagsForbiddenIn = saved.tagsForbiddenIn;
    }
    this.stack.pop();
    this.top.content = true;
    if (top.closesWith !== undefined) this.emit(top.closesWith);
  }

  private writeTag(inRow: boolean, whole = false): void {
    const row = this.scope.takeTag();
    if (!row) return;
    // what numbers the whole stands before what is numbered inside it
    if (whole) this.state.rows.unshift(row);
    else this.state.rows.push(row);
    // who draws with MathJax shows the numbers beside
    if (!this.forKatex) return;
    this.tagPlaces.push(this.out.length);
    if (inRow) this.emit(`\\qquad \\htmlId{${row.anchor}}{\\text{${row.shown}}}`);
    else this.emit(`\\tag*{\\htmlId{${row.anchor}}{${row.shown}}}`);
  }

  // ── environments ────────────────────────────────────────────────────────────────────────────────────────────────────

  begin(name: string): void {
    if (this.macros.beginEnvironment(this.reader, name)) {
      this.countExpansion();
      this.push('begin', name);
      this.emit('');
      return;
    }
    const rule = ENVIRONMENTS.get(name);
    if (!rule) throw new TexError(`Unknown environment '${name}'`);
    if (rule.foreign || (name === 'CD' && !this.macros.required.has('AMScd'))) this.reject(`Unknown environment '${name}'`);
    if (rule.taggable) this.beginEquation();
    if (rule.kind === 'equation') {
      this.scope.forceTag = rule.numbered === true;
      if (!rule.numbered) this.scope.tagged = true;
      this.push('begin', name, { rule });
      this.emit('');
      return;
    }
    this.beginTable(name, rule);
  }

  private beginEquation(): void {
    if (this.scope.hasEquation) this.reject('Erroneous nesting of equation structures');
    this.scope.hasEquation = true;
  }

  private beginTable(name: string, rule: EnvironmentRule): void {
    const { scope } = this;
    const nested = rule.taggable === true && (this.depth > 0 || this.stack.some(({ kind }) => kind === 'open' || kind === 'left' || kind === 'array'));
    const write = nested ? NESTED.get(rule.write) ?? rule.write : rule.write;
    const args = this.readEnvironmentArguments(name, rule, write);
    const saved = { noTag: scope.noTag, tagsForbiddenIn: scope.tagsForbiddenIn };
    if (rule.kind === 'ams') {
      scope.tagsForbiddenIn = rule.taggable ? undefined : name;
      scope.tagged = rule.taggable === true && !rule.numbered && !scope.forceTag;
    } else if (rule.kind === 'multline') scope.tagged = !rule.numbered && !scope.forceTag;
    if (rule.taggable && !nested) this.state.needsDisplay = true;
    this.push('array', name, { rule, nested, ...(rule.kind !== 'array' && { saved }) });
    this.emit(`${this.stretchRows(write)}\\begin{${write}}${args}`);
  }

  /** What to write before a table for its rows to stand as the site sets them. */
  stretchRows(write: string): string {
    const stretch = rowStretch(write);
    if (!this.forKatex || (stretch === '1' && !this.state.stretched)) return '';
    this.state.stretched = true;
    return `\\def\\arraystretch{${stretch}}`;
  }

  private readEnvironmentArguments(name: string, rule: EnvironmentRule, write: string): string {
    const { reader } = this;
    const command = `\\begin{${name}}`;
    const position = rule.args?.startsWith('position') ? this.readPosition() : undefined;
    const written = position === undefined || write === 'array' || write === 'darray' ? '' : `[${position}]`;
    switch (rule.args) {
      case 'columns':
      case 'positionColumns':
        return `{${cleanColumns(reader.readArgument(command))}}`;
      case 'count':
      case 'positionCount': {
        const count = reader.readArgument(command);
        if (/[^0-9]/.test(count)) throw new TexError(`Argument to ${command} must be a positive integer`);
        return write === 'alignat*' || write === 'alignedat' ? `${written}{${String(Math.min(Number(count) || 1, 50))}}` : written;
      }
      case 'brackets': {
        const columns = reader.readBrackets(command);
        return columns === undefined ? '' : `[${cleanColumns(columns).charAt(0)}]`;
      }
      case 'caseLabel':
        this.emit(`{${this.readMath(command)}}`);
        return '';
      default:
        return written;
    }
  }

  /** `[t]`, `[b]` or `[c]`; a bracket that holds anything else is content. */
  private readPosition(): string | undefined {
    const { reader } = this;
    reader.skipSpace();
    const found = /^\[\s*([tbc]?)\s*\]/.exec(reader.text.slice(reader.at, reader.at + 20));
    if (!found) return undefined;
    reader.at += found[0].length;
    return found[1] === '' ? undefined : found[1];
  }

  end(name: string): void {
    const { top, reader } = this;
    if (name.startsWith('\\end\\')) {
      this.endBegun(name.slice(5));
      return;
    }
    const userEnd = this.macros.endOf(name);
    if (userEnd !== undefined) {
      reader.replaceRead(joinTex(userEnd, `\\end{\\end\\${name}}`));
      this.countExpansion();
      return;
    }
    if (top.kind !== 'array' || top.closesWith !== undefined) {
      this.endBegun(name);
      return;
    }
    const { rule, opening, nested } = top;
    this.endTable();
    if (top.name !== name) throw new TexError(`\\begin{${top.name}} ended with \\end{${name}}`);
    const write = rule?.write ?? name;
    const written = nested ? NESTED.get(write) ?? write : write;
    if (rule?.maxColumns !== undefined && top.mostCells > rule.maxColumns) this.writeAsArray(top, opening);
    else this.emit(`\\end{${written}}`);
  }

  private endBegun(name: string): void {
    const { top } = this;
    if (top.kind !== 'begin') throw new TexError(`Unexpected \\end{${name}}`);
    if (top.name !== name) throw new TexError(`\\begin{${top.name}} ended with \\end{${name}}`);
    this.pop();
  }

  /** `cases` of more columns than KaTeX allows. */
  private writeAsArray(item: Item, opening: number): void {
    const [open, close] = item.name.startsWith('r') || item.name === 'drcases' ? ['.', '\\}'] : ['\\{', '.'];
    const columns = 'l'.repeat(Math.min(item.mostCells, 50));
    this.out[opening] = `\\left${open}\\begin{array}{${columns}}`;
    this.emit(`\\end{array}\\right${close}`);
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

/** What a table that numbers becomes inside something else, where KaTeX takes none. */
const NESTED: ReadonlyMap<string, string> = new Map([
  ['align*', 'aligned'],
  ['gather*', 'gathered'],
  ['alignat*', 'aligned'],
]);

function newItem(kind: Item['kind'], name: string, opening: number): Item {
  return { kind, name, opening, contentStart: kind === 'start' ? 0 : opening + 1, closers: '', fraction: false, content: false, cells: 0, mostCells: 0, rows: 0, scripts: '', scriptsEnd: -1 };
}

/** Translates one formula of an article. Throws a TexError where neither the site's engine nor we can read it. */
export function translateFormula(source: string, display: boolean, context: ArticleContext, dialect: Dialect, limits: TranslationLimits): Translation {
  const state: FormulaState = { context, dialect, display, limits, rows: [], expansions: 0, written: 0, needsDisplay: false, stretched: false, rejected: undefined, macros: context.macros };
  const translator = new Translator(source, state, new TagScope(context.numbering), 0);
  const tex = translator.run();
  return { tex, rows: state.rows, needsDisplay: state.needsDisplay, rejected: state.rejected, usesMacros: state.expansions > 0 };
}
