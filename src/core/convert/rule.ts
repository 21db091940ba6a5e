import type { HtmlElement } from './htmlWalker';
import type { Formula } from './placeholders';
import type { TableWriter } from './tableWriter';
import type { MarkdownWriter } from './markdownWriter';

/** What a rule may use. */
export interface Conversion {
  readonly writer: MarkdownWriter;
  /** What is converted, formulas as placeholders: where `contentStart` of an element leads. */
  readonly html: string;
  /** Address of the page, which relative addresses start from. */
  readonly baseUrl: string;
  /** Writes a piece of text, as if the page had it here. */
  text(data: string): void;
  /** Writes a formula that stands in no text. */
  addFormula(formula: Formula): void;
  /** The table being written; tables in tables are shown as their text. */
  table: TableWriter | undefined;
  /** While set, text goes there as it is: code, TeX of a script. Formulas are back in it. */
  raw: string[] | undefined;
  /** How many tables are open inside `table`. */
  tableDepth: number;
  /** How many quotations are open, one in the other. */
  quotations: number;
  /** Language of the code that `raw` collects; `tex` where MathML has named its source. */
  codeLanguage: string | undefined;
  /** Address that was found in the film, sound or plug-in that `raw` swallows. */
  mediaAddress: string | undefined;
  /** The heading being written. */
  heading: HtmlElement | undefined;
}

/**
 * Converts some elements. The rules stand in an ordered list; the first that names the element's tag and `matches` it
 * gets it, from its start tag to its end.
 */
export interface Rule {
  readonly tags: readonly string[];
  matches?(element: HtmlElement): boolean;
  /** Nothing inside is shown. */
  readonly skips?: boolean;
  open?(conversion: Conversion, element: HtmlElement): void;
  close?(conversion: Conversion, element: HtmlElement): void;
}

/** Whether the element has the class. */
export function hasClass(element: HtmlElement, name: string): boolean {
  const classes = element.attributes['class'];
  return classes !== undefined && (classes === name || ` ${classes.replace(/\s+/g, ' ')} `.includes(` ${name} `));
}
