import { cleanColumns, ENVIRONMENTS, type EnvironmentRule, rowStretch } from './environments';
import type { Item } from './formulaState';
import { FormulaWriter } from './formulaWriter';
import type { NumberedRow } from './numbering';
import { joinTex, TexError } from './reader';

/** Tables, their rows and what numbers them: by the rules of AMSmath in MathJax 2.7.9, written as what KaTeX has. */
export abstract class TableWriter extends FormulaWriter {
  protected readonly tagPlaces: number[] = [];

  /** The next argument, translated on its own. */
  abstract readMath(command: string): string;
  /** The argument of `\text` and its like, for the text mode of the engine. */
  abstract text(source: string): string;

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
    if (top.numberCell === columns) this.numberFromCell();
    if (rule?.kind === 'multline') {
      if (columns > 1) throw new TexError('The rows within the multline environment must have exactly one column');
      if (!last && top.rows === 0) this.emit('\\hspace{8em}');
    } else if (rule?.kind === 'ams') {
      if (rule.numbered && !rule.foreign && !scope.tag && !this.isRejected) scope.autoTag();
      if (scope.tagsForbiddenIn === undefined) {
        if (scope.tag && !this.isRejected) this.writeTag(top.nested === true, top.numbersBefore);
        else scope.clear();
      }
      if (rule.numbered) scope.noTag = false;
    }
    if (!last) top.numbersBefore = this.state.rows.length;
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
      if (scope.tag && scope.tagsForbiddenIn === undefined && !this.isRejected) this.writeTag(top.nested === true, top.numbersBefore);
    }
    if (saved) {
      scope.noTag = saved.noTag;
      if (rule?.kind === 'ams') scope.tagsForbiddenIn = saved.tagsForbiddenIn;
    }
    this.stack.pop();
    this.top.content = true;
    if (top.closesWith !== undefined) this.emit(top.closesWith);
  }

  /** `before`: how many numbers stood before what this one numbers. It comes ahead of those inside. */
  protected writeTag(inRow: boolean, before: number): void {
    const row = this.scope.takeTag();
    if (row) this.writeNumber(row, inRow, before);
  }

  private writeNumber(row: NumberedRow, inRow: boolean, before: number): void {
    this.state.rows.splice(before, 0, row);
    // who draws with MathJax shows the numbers beside
    if (!this.forKatex) return;
    this.tagPlaces.push(this.out.length);
    if (inRow) this.emit(`\\qquad \\htmlId{${row.anchor}}{\\text{${row.shown}}}`);
    else this.emit(`\\tag*{\\htmlId{${row.anchor}}{${row.shown}}}`);
  }

  /** What stands in the cell at hand stands beside the row. Nothing can refer to it. */
  private numberFromCell(): void {
    const { top } = this;
    const number = this.takeGroup().trim();
    this.out[top.contentStart - 1] = ''; // the sign before the cell
    if (this.isRejected) return;
    const anchor = this.context.numbering.claimAnchor(undefined, number);
    this.writeNumber({ number, shown: `$${number}$`, anchor, label: undefined }, top.nested === true, top.numbersBefore);
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
    this.openTable(name, write, args, { rule, nested, ...(rule.kind !== 'array' && { saved }) });
  }

  /** Opens the table that KaTeX calls `write`, with its rows as the site sets them. */
  openTable(name: string, write: string, args: string, more: Partial<Item>): void {
    const begin = `\\begin{${write}}${args}`;
    const stretch = rowStretch(write);
    const hasGap = this.forKatex && stretch !== '1';
    const opening = hasGap ? `\\def\\arraystretch{${stretch}}\\@rowgap${begin}` : this.state.stretched ? `\\def\\arraystretch{1}${begin}` : begin;
    if (hasGap) this.state.stretched = true;
    this.push('array', name, { ...more, numbersBefore: this.state.rows.length });
    this.emit(opening);
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
    if (rule?.maxColumns !== undefined && top.mostCells > rule.maxColumns) this.writeWide(top, opening);
    else this.emit(`\\end{${written}}`);
  }

  private endBegun(name: string): void {
    const { top } = this;
    if (top.kind !== 'begin') throw new TexError(`Unexpected \\end{${name}}`);
    if (top.name !== name) throw new TexError(`\\begin{${top.name}} ended with \\end{${name}}`);
    this.pop();
  }

  /** A table of more columns than KaTeX allows. */
  private writeWide(item: Item, opening: number): void {
    if (item.name === 'subarray') {
      this.out[opening] = '\\begin{smallmatrix}';
      this.emit('\\end{smallmatrix}');
      return;
    }
    const [open, close] = item.name.startsWith('r') || item.name === 'drcases' ? ['.', '\\}'] : ['\\{', '.'];
    const columns = 'l'.repeat(Math.min(item.mostCells, 50));
    this.out[opening] = `\\left${open}\\begin{array}{${columns}}`;
    this.emit(`\\end{array}\\right${close}`);
  }
}

/** What a table that numbers becomes inside something else, where KaTeX takes none. */
const NESTED: ReadonlyMap<string, string> = new Map([
  ['align*', 'aligned'],
  ['gather*', 'gathered'],
  ['alignat*', 'aligned'],
]);
