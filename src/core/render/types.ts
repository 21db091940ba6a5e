/** What the host knows about an address: where it leads, and, for a post of a known blog, which post and which place in it. */
export interface ResolvedLink {
  readonly href: string;
  readonly articleId?: string;
  readonly fragment?: string;
}

export interface RenderOptions {
  /** Put before every `id` and every `#…` address of the article, so that two articles in one page don't meet. Default `a-`. */
  readonly idPrefix?: string;
  /** Decides where a link leads; `undefined` leaves its text without a link. Default: http, https and mailto as they stand. */
  readonly resolveLink?: (href: string) => ResolvedLink | undefined;
  /** Decides what an image is loaded from; `undefined` shows its alternative text. Default: none is shown. */
  readonly resolveImage?: (src: string) => string | undefined;
  readonly limits?: Partial<FormulaLimits>;
  /** Equations of another text on the same page, which references may mean: a comment has those of its article. */
  readonly known?: readonly Pick<Equation, 'label' | 'number' | 'anchor'>[];
}

/** What one formula may cost. One over the limit shows its source; the rest of the article is untouched. */
export interface FormulaLimits {
  /** UTF-16 units of source. */
  readonly sourceLength: number;
  /** UTF-16 units of source that all long formulas of one article may have together. */
  readonly longLength: number;
  /** UTF-16 units of source above which no other engine tries what KaTeX could not draw. */
  readonly fallbackLength: number;
  /** UTF-16 units after the macros of the page are put in. */
  readonly expandedLength: number;
  /** Uses of macros in one formula. */
  readonly expansions: number;
  readonly nesting: number;
  /** UTF-16 units of HTML. */
  readonly htmlLength: number;
}

export interface Heading {
  readonly level: number;
  /** Plain text; formulas as TeX without delimiters. */
  readonly text: string;
  /** The `id` of the heading, prefix included. */
  readonly anchor: string;
}

/** A numbered row or formula: what a reference can point to. */
export interface Equation {
  /** As shown without brackets: `12`, `*`, `1.a`. */
  readonly number: string;
  readonly label: string | undefined;
  /** The `id` of the number, prefix included. */
  readonly anchor: string;
  /** Source of the whole formula. */
  readonly tex: string;
  /** Place among the formulas of the article: its element has `data-formula` with this number. */
  readonly formula: number;
}

/** A formula that KaTeX could not draw. Its element shows the source. */
export interface FormulaFailure {
  readonly formula: number;
  readonly tex: string;
  readonly display: boolean;
  /** What was wrong, in English: a message of KaTeX, or the limit that was hit. */
  readonly reason: string;
  /** The source with the macros of the page put in, without numbers, references filled in, for MathJax; `undefined` where no engine should try. */
  readonly standalone: string | undefined;
}

/** What a reference shows. */
export interface Reference {
  readonly label: string;
  /** As shown: `(3)`, `3`, `(???)`. */
  readonly shown: string;
  readonly anchor: string | undefined;
  /** Place among the formulas of the article of the formula that the reference stands in. */
  readonly formula: number;
}

/** One formula of the article, in order. */
export interface RenderedFormula {
  readonly tex: string;
  readonly display: boolean;
  /** Numbers that it shows, top to bottom, without brackets. */
  readonly numbers: readonly string[];
}

/** An article that has been read but not drawn: its numbers and references are known, each block is drawn when asked for. */
export interface PreparedArticle extends Omit<RenderedArticle, 'html' | 'blocks' | 'failures'> {
  readonly blockCount: number;
  /** Draws one top-level block. */
  renderBlock(index: number): string;
  /** Of the blocks drawn so far. */
  readonly failures: readonly FormulaFailure[];
}

/** What the blocks of an article look like. */
export interface DrawnBlocks {
  /** One HTML string a top-level block, so that the first screen can be sent first. */
  readonly blocks: readonly string[];
  readonly failures: readonly FormulaFailure[];
}

export interface RenderedArticle extends DrawnBlocks {
  /** The blocks joined. */
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly formulas: readonly RenderedFormula[];
  readonly equations: readonly Equation[];
  readonly references: readonly Reference[];
}
