import { walkHtml, type HtmlElement, type HtmlHandler } from './htmlWalker';
import { MarkdownWriter } from './markdownWriter';
import { FORMULA_END, FORMULA_START, protectMath, type Formula } from './mathSpans';
import type { Conversion, Rule } from './rule';
import { rules } from './rules';
import { languageOf } from './rules/code';

export interface ConversionOptions {
  /** Address of the page, which relative links start from. */
  readonly baseUrl: string;
}

/** For each tag, its rules in the order of the list. */
const rulesOf = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const tag of rule.tags) rulesOf.set(tag, [...(rulesOf.get(tag) ?? []), rule]);
}

/**
 * Converts a piece of a page to CommonMark with formulas. Every formula is kept to the character, every word to the
 * letter; nothing in the result is HTML. Linear in the length of the piece, for any nesting.
 */
export function htmlToMarkdown(html: string, options: ConversionOptions): string {
  const { html: safeHtml, formulas } = protectMath(html);
  const converter = new Converter(formulas, options.baseUrl);
  walkHtml(safeHtml, converter);
  return converter.finish();
}

class Converter implements HtmlHandler, Conversion {
  readonly writer = new MarkdownWriter();
  table: Conversion['table'];
  tableDepth = 0;
  raw: string[] | undefined;
  codeLanguage: string | undefined;
  inHeading = false;
  /** The rule of each open element that has one. */
  private readonly active = new Map<HtmlElement, Rule>();
  private skipping = 0;

  constructor(
    private readonly formulas: readonly Formula[],
    readonly baseUrl: string,
  ) {}

  open(element: HtmlElement): void {
    if (this.raw) {
      if (element.name === 'br') this.raw.push('\n');
      else if (element.name === 'code') this.codeLanguage ??= languageOf(element);
      return;
    }
    const rule = rulesOf.get(element.name)?.find((each) => each.matches?.(element) ?? true);
    if (!rule) return;
    if (this.skipping === 0) rule.open?.(this, element);
    else if (!rule.skips) return;
    if (rule.skips) this.skipping++;
    if (rule.skips || rule.close) this.active.set(element, rule);
  }

  close(element: HtmlElement): void {
    const rule = this.active.get(element);
    if (!rule) return;
    this.active.delete(element);
    if (rule.skips) this.skipping--;
    if (this.skipping === 0) rule.close?.(this, element);
  }

  text(data: string): void {
    if (this.skipping > 0) return;
    if (!data.includes(FORMULA_START)) {
      if (this.raw) this.raw.push(data);
      else this.writer.inline.addText(data);
      return;
    }
    for (const [index, piece] of data.split(FORMULA_START).entries()) {
      if (index === 0) this.text(piece);
      else {
        const end = piece.indexOf(FORMULA_END);
        this.formula(this.formulas[Number(piece.slice(0, end))]);
        this.text(piece.slice(end + 1));
      }
    }
  }

  finish(): string {
    return this.writer.finish();
  }

  private formula(formula: Formula | undefined): void {
    if (!formula) return;
    if (this.raw) this.raw.push(formula.source);
    else this.writer.inline.addFormula(formula.source, formula.display);
  }
}
