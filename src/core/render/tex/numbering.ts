/** Where a label points: its number as shown without brackets, and the anchor of its row. */
export interface LabelTarget {
  /** `???` as long as no number has been given. */
  number: string;
  anchor: string | undefined;
}

export interface NumberedRow {
  /** What a `\ref` shows. */
  readonly number: string;
  /** What stands beside the row, with its brackets: TeX in text mode. */
  readonly shown: string;
  readonly anchor: string;
  readonly label: string | undefined;
}

/** The equation counter and the labels of one article. */
export class Numbering {
  /** The number given last. */
  counter = 0;
  readonly labels = new Map<string, LabelTarget>();
  private readonly anchors = new Set<string>();

  constructor(private readonly idPrefix: string) {}

  /** An anchor nobody else has: `eq-` and the label, else the number. */
  claimAnchor(label: string | undefined, number: string): string {
    const base = `${this.idPrefix}eq-${encodeURIComponent(label ?? number).replace(/%/g, '.').replace(/[^\w.:-]/g, '_')}`;
    let anchor = base;
    for (let n = 1; this.anchors.has(anchor); n++) anchor = `${base}_${String(n)}`;
    this.anchors.add(anchor);
    return anchor;
  }
}

/**
 * What a formula has gathered for the row at hand. An argument has its own: what is tagged or labelled in it never
 * reaches the formula. MathJax 2 calls it `stack.global`; the
 * rules are those of its AMSmath extension 2.7.9, by which the site numbers.
 */
export class TagScope {
  /** The tag of the row at hand: number as shown, and its TeX in text mode. */
  tag: { readonly number: string; readonly shown: string } | undefined;
  label: string | undefined;
  /** `\notag` stood in the row. */
  noTag = false;
  /** The environment in which no `\tag` may stand. */
  tagsForbiddenIn: string | undefined;
  /** Rows have been numbered, or never will be: the formula as a whole gets no number. */
  tagged = false;
  /** In `equation`: the formula as a whole gets one. */
  forceTag = false;
  /** An environment that numbers has begun: there may be one. */
  hasEquation = false;

  constructor(private readonly numbering: Numbering) {}

  autoTag(): void {
    if (this.noTag) return;
    const number = String(++this.numbering.counter);
    this.tag = { number, shown: `(${number})` };
  }

  /** Ends the row: what it shows, and where its label now points. */
  takeTag(): NumberedRow | undefined {
    const { tag, label } = this;
    this.tagged = true;
    this.clear();
    if (!tag) return undefined;
    const anchor = this.numbering.claimAnchor(label, tag.number);
    if (label !== undefined) this.numbering.labels.set(label, { number: tag.number, anchor });
    return { number: tag.number, shown: tag.shown, anchor, label };
  }

  clear(): void {
    this.tag = undefined;
    this.label = undefined;
  }
}
