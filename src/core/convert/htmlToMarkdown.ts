import { anchor, namesOf, referredNames } from './anchors';
import { walkHtml, type HtmlElement, type HtmlHandler } from './htmlWalker';
import { MarkdownWriter } from './markdownWriter';
import { protectMath } from './mathSpans';
import { DISPLAY_START, fillFormulas, placeholder, PLACEHOLDER_LENGTH, type Formula } from './placeholders';
import type { Conversion, Rule } from './rule';
import { rules } from './rules';
import { languageOf } from './rules/code';
import { mediaAddress } from './rules/embedded';

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
 * letter; nothing in the result is HTML but the places that links lead to (`<a id="…"></a>`). Linear in the length of the
 * piece, for any nesting.
 */
export function htmlToMarkdown(html: string, options: ConversionOptions): string {
  const { html: safeHtml, formulas } = protectMath(html);
  const converter = new Converter(safeHtml, formulas, options.baseUrl);
  walkHtml(safeHtml, converter);
  return converter.finish();
}

/** Name the address of what they stand in: a film, a sound, a plug-in. */
const MEDIA_PARTS = new Set(['source', 'embed', 'param']);

/** An element with the rule that got it. */
type RuledElement = HtmlElement & { rule?: Rule };

function ruleFor(element: HtmlElement): Rule | undefined {
  const candidates = rulesOf.get(element.name);
  if (candidates === undefined) return undefined;
  for (const rule of candidates) if (rule.matches?.(element) ?? true) return rule;
  return undefined;
}

class Converter implements HtmlHandler<RuledElement>, Conversion {
  readonly writer: MarkdownWriter;
  table: Conversion['table'];
  tableDepth = 0;
  quotations = 0;
  raw: string[] | undefined;
  codeLanguage: string | undefined;
  mediaAddress: string | undefined;
  heading: HtmlElement | undefined;
  private skipping = 0;
  private readonly marked = new Set<string>();
  private readonly referred: ReadonlySet<string>;

  constructor(
    readonly html: string,
    private readonly formulas: Formula[],
    readonly baseUrl: string,
  ) {
    this.referred = referredNames(html);
    this.writer = new MarkdownWriter(formulas);
  }

  open(element: RuledElement): void {
    if (this.raw) {
      if (element.name === 'br') this.raw.push('\n');
      else if (element.name === 'code') this.codeLanguage ??= languageOf(element);
      else if (MEDIA_PARTS.has(element.name)) this.mediaAddress ??= mediaAddress(element);
      else if (element.name === 'annotation' && /^application\/x-tex$/i.test(element.attributes['encoding'] ?? '')) this.beginTex();
      return;
    }
    const rule = ruleFor(element);
    if (this.skipping === 0) this.markPlace(element);
    if (!rule) return;
    if (this.skipping === 0) rule.open?.(this, element);
    else if (!rule.skips) return;
    if (rule.skips) this.skipping++;
    element.rule = rule;
  }

  close(element: RuledElement): void {
    const { rule } = element;
    if (!rule) return;
    if (rule.skips) this.skipping--;
    if (this.skipping === 0) rule.close?.(this, element);
  }

  text(data: string): void {
    if (this.skipping > 0) return;
    if (this.raw) {
      this.raw.push(fillFormulas(data, this.formulas, ({ source }) => source));
      return;
    }
    // formulas in a line stay in the text as placeholders until the block is done; displayed ones stand alone
    const { inline } = this.writer;
    let from = 0;
    for (let at = data.indexOf(DISPLAY_START); at >= 0; at = data.indexOf(DISPLAY_START, from)) {
      if (at > from) inline.addText(data.slice(from, at));
      from = at + PLACEHOLDER_LENGTH;
      inline.addDisplay(data.slice(at, from));
    }
    if (from < data.length) inline.addText(from === 0 ? data : data.slice(from));
  }

  private markPlace(element: HtmlElement): void {
    for (const name of namesOf(element, this.referred)) {
      if (!this.marked.has(name)) this.writer.inline.addAnchor(anchor(name));
      this.marked.add(name);
    }
  }

  /** Of what was collected only what follows counts: the source of a formula, which stands behind its drawing. */
  private beginTex(): void {
    this.raw = [];
    this.codeLanguage = 'tex';
  }

  addFormula(formula: Formula): void {
    this.text(placeholder(this.formulas.push(formula) - 1, formula.display));
  }

  finish(): string {
    return this.writer.finish();
  }
}
