import { escapeHtml } from './escapeHtml';
import type { MathSpan } from './mathSpans';
import { PageMacros } from './tex/macros';
import { Numbering, type NumberedRow } from './tex/numbering';
import { type ArticleContext, type Dialect, translateFormula } from './tex/translator';
import { type Typeset, typeset } from './typeset';
import type { Equation, FormulaFailure, FormulaLimits, Reference, RenderedFormula } from './types';

/** Generous for people, and small enough that a formula made to be slow costs a fraction of a second. */
export const DEFAULT_LIMITS: FormulaLimits = {
  sourceLength: 20_000,
  fallbackLength: 4_000,
  longLength: 100_000,
  expandedLength: 40_000,
  expansions: 5_000,
  nesting: 150,
  htmlLength: 1_000_000,
};

interface PendingReference {
  readonly label: string;
  readonly brackets: boolean;
  readonly formula: number;
  /** The label stood before it in the same formula, and had no number yet: MathJax shows `???`, and looks again only with the whole formula. */
  readonly lost: boolean;
}

interface Formula {
  readonly span: MathSpan;
  /** For KaTeX, references marked; `undefined` where it cannot be read, for `reason`. */
  readonly tex: string | undefined;
  readonly reason: string;
  readonly rows: readonly NumberedRow[];
  readonly needsDisplay: boolean;
  readonly usesMacros: boolean;
  readonly hasReferences: boolean;
}

/** A formula longer than this is rare: the longest of the blog has 7,000. KaTeX takes time that grows with the square. */
const LONG = 2_000;
/** What is worth looking up. */
const SHORT = 200;

/** A reference in the output, to be filled in when all numbers are known. KaTeX draws both marks as they are. */
const REFERENCE_MARK = /\uFDD2(\d+)\uFDD3/g;
const REFERENCE = /\\(eq)?ref\s*\{([^{}]*)\}/g;
const ONLY_REFERENCE = new RegExp(`^${REFERENCE.source}$`);

/**
 * The formulas of one article: numbers, references and macros go from one to the next, in order. Each is read when it, or
 * one behind it, is asked for: the first screen need not wait for all of them unless it refers to what comes later.
 */
export class ArticleMath {
  private readonly spans: MathSpan[] = [];
  /** Those that have been read, from the first on. */
  private readonly read: Formula[] = [];
  private readonly pending: PendingReference[] = [];
  /** Formulas that refer to what was unknown then: MathJax sets them once more at the end. */
  private readonly setAgain = new Set<number>();
  private longUnits = 0;
  private readonly macros = new PageMacros();
  private readonly numbering: Numbering;
  private readonly context: ArticleContext;
  /** What KaTeX made of the same TeX before: signs and short formulas come again and again. */
  private readonly drawn = new Map<string, Typeset>();
  private expanded: ReadonlyMap<number, string> | undefined;
  private readonly reasons = new Map<number, string>();
  private readonly known: ReadonlyMap<string, { readonly number: string; readonly anchor: string | undefined }>;

  constructor(
    private readonly idPrefix: string,
    private readonly limits: FormulaLimits,
    known: readonly Pick<Equation, 'label' | 'number' | 'anchor'>[] = [],
  ) {
    this.known = new Map(known.flatMap(({ label, number, anchor }) => (label === undefined ? [] : [[label, { number, anchor }]])));
    this.numbering = new Numbering(idPrefix);
    this.context = { macros: this.macros, numbering: this.numbering, refer: (label, brackets) => this.refer(label, brackets) };
  }

  /** Takes the next formula of the article. Gives its place among the formulas. */
  add(span: MathSpan): number {
    this.spans.push(span);
    return this.spans.length - 1;
  }

  private get formulas(): readonly Formula[] {
    this.readTo(this.spans.length);
    return this.read;
  }

  private readTo(end: number): void {
    for (const span of this.spans.slice(this.read.length, end)) this.readNext(span);
  }

  /** Reads a formula: its macros, numbers and labels. */
  private readNext(span: MathSpan): void {
    const before = this.pending.length;
    let translated: Pick<Formula, 'tex' | 'reason' | 'rows' | 'needsDisplay' | 'usesMacros'> = { tex: undefined, reason: 'Too long', rows: [], needsDisplay: false, usesMacros: false };
    if (this.mayTake(span.tex.length)) {
      try {
        translated = { ...translateFormula(span.tex, span.display, this.context, 'katex', this.limits), reason: '' };
      } catch (error) {
        translated = { ...translated, reason: messageOf(error) };
      }
    }
    const refers = this.pending.length > before || translated.rows.some(({ number }) => number.includes('\\'));
    this.read.push({ span, ...translated, hasReferences: refers });
  }

  /** Long formulas are rare: an article may have some, but not so many that they hold everything up. */
  private mayTake(length: number): boolean {
    if (length > this.limits.sourceLength) return false;
    if (length <= LONG) return true;
    this.longUnits += length;
    return this.longUnits <= this.limits.longLength;
  }

  /** Draws a formula, its references filled in: to be asked for once all formulas have been added. */
  html(index: number): string {
    this.readTo(index + 1);
    const formula = this.read[index];
    if (!formula) return '';
    // what it refers to may come last
    if (formula.hasReferences) this.readTo(this.spans.length);
    const { span } = formula;
    const rows = formula.rows.map((row) => ({ ...row, number: this.withReferences(row.number) }));
    const only = span.display ? null : ONLY_REFERENCE.exec(span.tex);
    if (only && formula.hasReferences) {
      const reference = this.pending.findIndex((pending) => pending.formula === index);
      return `<span class="math math-reference" ${dataset(index, span)}>${this.fill(reference, '', 0)}</span>`;
    }
    const result = this.typeset(formula);
    if ('reason' in result) {
      this.reasons.set(index, result.reason);
      const beside = rows.map(({ anchor, shown }) => `<span class="equation-number" id="${anchor}">${escapeHtml(this.withMarksFilled(shown))}</span>`).join('');
      return `<span class="math${span.display ? ' math-display' : ''} math-failed" ${dataset(index, span, rows)}>${failureHtml(span.source, result.reason)}${beside}</span>`;
    }
    const html = formula.hasReferences ? this.fillReferences(result.html) : result.html;
    const standalone = formula.usesMacros ? this.withoutMacros.get(index) : undefined;
    const note = (standalone === undefined ? '' : ` data-standalone="${escapeHtml(standalone)}"`) + (result.note === undefined ? '' : ` title="${escapeHtml(result.note)}"`);
    return `<span class="math${span.display ? ' math-display' : ''}" ${dataset(index, span, rows)}${note}>${html}</span>`;
  }

  private typeset({ tex, span, needsDisplay, reason }: Formula): Typeset {
    if (tex === undefined) return { reason };
    const display = span.display || needsDisplay;
    if (display || tex.length > SHORT) return typeset(tex, display, this.limits.htmlLength);
    let known = this.drawn.get(tex);
    if (!known) this.drawn.set(tex, (known = typeset(tex, false, this.limits.htmlLength)));
    return known;
  }

  private refer(label: string, brackets: boolean): string {
    const known = this.numbering.labels.get(label);
    const lost = known?.number === '???';
    if (!known) this.setAgain.add(this.read.length);
    this.pending.push({ label, brackets, formula: this.read.length, lost });
    return `\uFDD2${String(this.pending.length - 1)}\uFDD3`;
  }

  private shown({ label, brackets, formula, lost }: PendingReference): { shown: string; anchor: string | undefined } {
    const target = lost && !this.setAgain.has(formula) ? undefined : (this.numbering.labels.get(label) ?? this.known.get(label));
    const number = this.withReferences(target?.number ?? '???');
    return { shown: brackets ? `(${number})` : number, anchor: number === '???' ? undefined : target?.anchor };
  }

  /** A number that is made of another's, `\\tag{\\ref{a}'}`; not of its own. */
  private withReferences(number: string, depth = 0): string {
    if (!number.includes('\\')) return number;
    if (depth > 3) return '???';
    return number.replace(REFERENCE, (_, eq: string | undefined, label: string) => {
      const other = this.withReferences(this.numbering.labels.get(label)?.number ?? '???', depth + 1);
      return eq === undefined ? other : `(${other})`;
    });
  }

  private withMarksFilled(text: string): string {
    return text.replace(REFERENCE_MARK, (_, index: string) => {
      const reference = this.pending[Number(index)];
      return reference ? this.shown(reference).shown : '';
    });
  }

  private fillReferences(html: string): string {
    return html.replace(REFERENCE_MARK, (_, index: string, at: number) => this.fill(Number(index), html, at));
  }

  private fill(index: number, html: string, at: number): string {
    const reference = this.pending[index];
    if (!reference) return '';
    const { shown, anchor } = this.shown(reference);
    // MathML takes no links, and its readers need none twice
    if (html.startsWith('<m', html.lastIndexOf('<', at))) return escapeHtml(shown.replace(/\$/g, ''));
    const label = escapeHtml(reference.label);
    const number = this.numberHtml(shown);
    if (anchor === undefined) return `<span class="reference" data-label="${label}">${number}</span>`;
    return `<a class="reference" href="#${anchor}" data-label="${label}">${number}</a>`;
  }

  /** A number as it is seen: `\\tag{$\\star$}` holds a formula. */
  private numberHtml(shown: string): string {
    if (!shown.includes('$')) return escapeHtml(shown);
    try {
      const context: ArticleContext = { macros: this.macros.clone(), numbering: new Numbering(this.idPrefix), refer: (label) => label };
      const drawn = typeset(translateFormula(`\\text{${shown}}`, false, context, 'katex', this.limits).tex, false, this.limits.htmlLength);
      return 'html' in drawn ? drawn.html : escapeHtml(shown);
    } catch {
      return escapeHtml(shown); // the formula that has this number says what is wrong
    }
  }

  /** What stands beside the rows of a formula, with brackets. */
  shownTags(formula: number): string[] {
    return this.formulas[formula]?.rows.map(({ shown }) => this.withMarksFilled(shown)) ?? [];
  }

  get references(): Reference[] {
    return this.pending.map((reference) => ({ label: reference.label, formula: reference.formula, ...this.shown(reference) }));
  }

  get rendered(): RenderedFormula[] {
    return this.formulas.map(({ span, rows }) => ({ tex: span.tex, display: span.display, numbers: rows.map(({ number }) => this.withReferences(number)) }));
  }

  get equations(): Equation[] {
    return this.formulas.flatMap(({ span, rows }, formula) => rows.map(({ number, label, anchor }) => ({ number: this.withReferences(number), label, anchor, tex: span.tex, formula })));
  }

  /** The formulas that KaTeX could not draw, of those asked for so far. */
  get failures(): FormulaFailure[] {
    if (this.reasons.size === 0) return [];
    const hopeful = [...this.reasons.keys()].filter((index) => (this.formulas[index]?.span.tex.length ?? Infinity) <= this.limits.fallbackLength);
    const standalone = this.translateForMathJax(new Set(hopeful));
    return [...this.reasons].flatMap(([index, reason]) => {
      const span = this.formulas[index]?.span;
      return span ? { formula: index, tex: span.tex, display: span.display, reason, standalone: standalone.get(index) } : [];
    });
  }

  /** The sources of the formulas that use macros of the page, for where those are not: what is copied. */
  private get withoutMacros(): ReadonlyMap<number, string> {
    return (this.expanded ??= this.translateForMathJax(new Set([...this.formulas.keys()].filter((index) => this.formulas[index]?.usesMacros))));
  }

  /** Goes through the article a second time, because the macros and the counter must be those of each formula's place. */
  private translateForMathJax(wanted: ReadonlySet<number>): Map<number, string> {
    const found = new Map<number, string>();
    const again = new Numbering(this.idPrefix);
    const refer = (label: string, brackets: boolean): string => this.shown({ label, brackets, formula: 0, lost: false }).shown;
    const context: ArticleContext = { macros: new PageMacros(), numbering: again, refer };
    for (const [index, { span }] of this.formulas.entries()) {
      const dialect: Dialect = wanted.has(index) ? 'mathjax' : 'katex';
      try {
        if (span.tex.length > this.limits.sourceLength) continue;
        const { tex } = translateFormula(span.tex, span.display, context, dialect, this.limits);
        if (dialect === 'mathjax') found.set(index, tex);
      } catch {
        // it failed the first time too, and has its reason; nothing stands in for it
      }
    }
    return found;
  }
}

function dataset(index: number, span: MathSpan, rows: readonly NumberedRow[] = []): string {
  const labels = rows.flatMap(({ label }) => label ?? []).join(' ');
  const numbers = rows.map(({ number }) => number).join(' ');
  const display = span.display ? ' data-display' : '';
  const more = (rows.length > 0 ? ` data-number="${escapeHtml(numbers)}"` : '') + (labels === '' ? '' : ` data-label="${escapeHtml(labels)}"`);
  return `data-formula="${String(index)}"${display} data-tex="${escapeHtml(span.tex)}"${more}`;
}

function failureHtml(source: string, reason: string): string {
  return `<code class="math-source" title="${escapeHtml(reason)}">${escapeHtml(source)}</code>`;
}

function messageOf(error: unknown): string {
  if (error instanceof RangeError) return 'Nested too deeply';
  return error instanceof Error ? error.message : String(error);
}
