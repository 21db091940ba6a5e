import { escapeHtml } from './escapeHtml';
import type { MathSpan } from './mathSpans';
import { PageMacros } from './tex/macros';
import { Numbering, type NumberedRow } from './tex/numbering';
import { type ArticleContext, type Dialect, translateFormula, type Translation } from './tex/translator';
import { typeset } from './typeset';
import type { Equation, FormulaFailure, FormulaLimits, Reference, RenderedFormula } from './types';

/** Generous for people, and small enough that a formula made to be slow costs a fraction of a second. */
export const DEFAULT_LIMITS: FormulaLimits = {
  sourceLength: 20_000,
  fallbackLength: 4_000,
  expandedLength: 40_000,
  expansions: 5_000,
  nesting: 150,
  htmlLength: 2_000_000,
};

interface PendingReference {
  readonly label: string;
  readonly brackets: boolean;
  readonly formula: number;
  /** The label stood before it in the same formula, and had no number yet: MathJax shows `???` and never looks again. */
  readonly lost: boolean;
}

interface Formula {
  readonly span: MathSpan;
  readonly rows: readonly NumberedRow[];
  /** With marks where references go. */
  readonly html: string;
}

/** A reference in the output, to be filled in when all numbers are known. KaTeX draws both marks as they are. */
const REFERENCE_MARK = /\uFDD2(\d+)\uFDD3/g;
const MATHML_MARK = /<(m[a-z]+)[^<>]*>[^<>]*\uFDD2\d+\uFDD3[^<>]*<\/\1>/g;
const ONLY_REFERENCE = /^\\(eq)?ref\s*\{([^{}]*)\}$/;

/** The formulas of one article: numbers, references and macros go from one to the next, in order. */
export class ArticleMath {
  readonly formulas: Formula[] = [];
  private readonly failed: (Omit<FormulaFailure, 'standalone'> & { readonly hopeless: boolean })[] = [];
  private readonly pending: PendingReference[] = [];
  private readonly macros = new PageMacros();
  private readonly numbering: Numbering;
  private readonly context: ArticleContext;
  /** Formulas that show no number and no reference look the same wherever they stand, as long as the page defines nothing new. */
  private readonly drawn = new Map<string, string>();

  constructor(
    private readonly idPrefix: string,
    private readonly limits: FormulaLimits,
  ) {
    this.numbering = new Numbering(idPrefix);
    this.context = { macros: this.macros, numbering: this.numbering, refer: (label, brackets) => this.refer(label, brackets) };
  }

  /** Draws the next formula of the article; gives its HTML, references still marked. */
  add(span: MathSpan): string {
    const only = span.display ? null : ONLY_REFERENCE.exec(span.tex);
    if (only) {
      const mark = this.refer(only[2] ?? '', only[1] !== undefined);
      return this.keep(span, [], `<span class="math math-reference" ${this.dataset(span)}>${mark}</span>`);
    }
    const key = span.display ? '' : span.tex;
    const known = key === '' ? undefined : this.drawn.get(key);
    if (known !== undefined) return this.keep(span, [], `<span class="math" ${this.dataset(span)}>${known}</span>`);
    const before = this.pending.length;
    const definitions = this.macros.revision;
    const result = this.translateAndTypeset(span);
    if (definitions !== this.macros.revision) this.drawn.clear();
    else if (key !== '' && result.drawn && before === this.pending.length && result.rows.length === 0) this.drawn.set(key, result.html);
    return this.keep(span, result.rows, this.wrap(span, result));
  }

  private translateAndTypeset(span: MathSpan): { html: string; rows: readonly NumberedRow[]; drawn: boolean } {
    let translation: Translation;
    try {
      if (span.tex.length > this.limits.sourceLength) return this.fail(span, 'Too long', true);
      translation = translateFormula(span.tex, span.display, this.context, 'katex', this.limits);
    } catch (error) {
      return this.fail(span, messageOf(error), false);
    }
    const result = typeset(translation.tex, span.display || translation.needsDisplay, this.limits.htmlLength);
    if ('html' in result) return { html: result.html, rows: translation.rows, drawn: true };
    return { ...this.fail(span, result.reason, false), rows: translation.rows };
  }

  private fail(span: MathSpan, reason: string, hopeless: boolean): { html: string; rows: readonly NumberedRow[]; drawn: false } {
    this.failed.push({ formula: this.formulas.length, tex: span.tex, display: span.display, reason, hopeless });
    return { html: failureHtml(span.source, reason), rows: [], drawn: false };
  }

  private wrap(span: MathSpan, { html, rows, drawn }: { html: string; rows: readonly NumberedRow[]; drawn: boolean }): string {
    const classes = `math${span.display ? ' math-display' : ''}${drawn ? '' : ' math-failed'}`;
    const labels = rows.flatMap(({ label }) => label ?? []);
    const numbers = rows.map(({ number }) => number);
    const more = (rows.length > 0 ? ` data-number="${escapeHtml(numbers.join(' '))}"` : '') + (labels.length > 0 ? ` data-label="${escapeHtml(labels.join(' '))}"` : '');
    // what KaTeX draws has the numbers in it
    const beside = drawn ? '' : rows.map(({ anchor, shown }) => `<span class="equation-number" id="${anchor}">${escapeHtml(shown)}</span>`).join('');
    return `<span class="${classes}" ${this.dataset(span)}${more}>${html}${beside}</span>`;
  }

  private dataset(span: MathSpan): string {
    return `data-formula="${String(this.formulas.length)}"${span.display ? ' data-display' : ''} data-tex="${escapeHtml(span.tex)}"`;
  }

  private keep(span: MathSpan, rows: readonly NumberedRow[], html: string): string {
    this.formulas.push({ span, rows, html });
    return html;
  }

  private refer(label: string, brackets: boolean): string {
    const known = this.numbering.labels.get(label);
    const lost = known?.number === '???';
    this.pending.push({ label, brackets, formula: this.formulas.length, lost });
    return `\uFDD2${String(this.pending.length - 1)}\uFDD3`;
  }

  private shown({ label, brackets, lost }: PendingReference): { shown: string; anchor: string | undefined } {
    const target = lost ? undefined : this.numbering.labels.get(label);
    const number = target?.number ?? '???';
    return { shown: brackets ? `(${number})` : number, anchor: number === '???' ? undefined : target?.anchor };
  }

  private shownAt(index: number): string {
    const reference = this.pending[index];
    return reference ? this.shown(reference).shown : '';
  }

  /** Fills the references in, once all formulas have been added. */
  fillReferences(html: string): string {
    if (!html.includes('\uFDD2')) return html;
    // MathML takes no links, and its readers need none twice
    const plain = html.replace(MATHML_MARK, (token) => token.replace(REFERENCE_MARK, (_, index: string) => escapeHtml(this.shownAt(Number(index)))));
    return plain.replace(REFERENCE_MARK, (_, index: string) => {
      const reference = this.pending[Number(index)];
      if (!reference) return '';
      const { shown, anchor } = this.shown(reference);
      const label = escapeHtml(reference.label);
      if (anchor === undefined) return `<span class="reference" data-label="${label}">${escapeHtml(shown)}</span>`;
      return `<a class="reference" href="#${anchor}" data-label="${label}">${escapeHtml(shown)}</a>`;
    });
  }

  /** What stands beside the rows of a formula, with brackets. */
  shownTags(formula: number): string[] {
    return this.formulas[formula]?.rows.map(({ shown }) => shown) ?? [];
  }

  get references(): Reference[] {
    return this.pending.map((reference) => ({ label: reference.label, formula: reference.formula, ...this.shown(reference) }));
  }

  get rendered(): RenderedFormula[] {
    return this.formulas.map(({ span, rows }) => ({ tex: span.tex, display: span.display, numbers: rows.map(({ number }) => number) }));
  }

  get equations(): Equation[] {
    return this.formulas.flatMap(({ span, rows }, formula) => rows.map(({ number, label, anchor }) => ({ number, label, anchor, tex: span.tex, formula })));
  }

  get failures(): FormulaFailure[] {
    if (this.failed.length === 0) return [];
    const standalone = this.translateForMathJax(new Set(this.failed.filter(({ hopeless, tex }) => !hopeless && tex.length <= this.limits.fallbackLength).map(({ formula }) => formula)));
    return this.failed.map(({ formula, tex, display, reason }) => ({ formula, tex, display, reason, standalone: standalone.get(formula) }));
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

function failureHtml(source: string, reason: string): string {
  return `<code class="math-source" title="${escapeHtml(reason)}">${escapeHtml(source)}</code>`;
}

function messageOf(error: unknown): string {
  if (error instanceof RangeError) return 'Nested too deeply';
  return error instanceof Error ? error.message : String(error);
}
