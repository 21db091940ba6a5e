import { type ArticleContext, type FormulaState, type Item, newItem } from './formulaState';
import type { PageMacros } from './macros';
import type { TagScope } from './numbering';
import { TexError, TexReader } from './reader';

/** Where a second run of letters would be read as part of the command before. */
const EXTENDS_WORD = /^[a-zA-Z@]/;

/** The source that is read, what is written for it, and the groups and tables that are open: what all rewriting works on. */
export abstract class FormulaWriter {
  readonly reader: TexReader;
  protected readonly out: string[] = [];
  protected readonly stack: Item[];
  private afterWord = false;

  constructor(
    source: string,
    readonly state: FormulaState,
    readonly scope: TagScope,
    /** How many arguments it stands in. */
    readonly depth: number,
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

  /** To be called with every use of a macro: one that calls itself must end. */
  countExpansion(): void {
    if (++this.state.expansions > this.state.limits.expansions) throw new TexError('Too many macros; is there a recursive one?');
    if (this.reader.text.length > this.state.limits.expandedLength) throw new TexError('Too long once its macros are put in');
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

  protected emitClosers(): void {
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
}
