import type { EdgeClass } from './inlineText';

/** Kinds of emphasis, with their delimiters. `^` and `~` are the usual extension of Markdown for raised and lowered text. */
export type Mark = 'strong' | 'em' | 'del' | 'sub' | 'sup';
const DELIMITERS: Readonly<Record<Mark, string>> = { strong: '**', em: '*', del: '~~', sub: '~', sup: '^' };

/**
 * Stands between a delimiter and what it encloses, where CommonMark would not take the delimiter for one: in `**定理：**设`
 * the closing `**` has punctuation before it and a letter behind it. A zero-width no-break space is neither, so
 * `**定理：<FEFF>**设` comes out bold in every CommonMark renderer, and shows as nothing. Readers of our Markdown may drop
 * it: the page's own are dropped, so that it means nothing else.
 */
export const FLANK = '\uFEFF';

interface OpenMark {
  readonly mark: Mark | 'link';
  readonly href?: string;
  /** Place of the opening delimiter in the output; -1 as long as nothing is inside. */
  at: number;
}

/** The emphasis that was closed last, with what is needed to go on with it. */
interface ClosedMark {
  readonly mark: Mark;
  readonly at: number;
  readonly openedAt: number;
  readonly last: EdgeClass;
  readonly closing: string;
}

/**
 * The Markdown of one block, put together from its parts: with the delimiters of emphasis and links, each written where
 * something is inside, and so that CommonMark takes it for what it is.
 */
export class DelimitedText {
  private parts: string[] = [];
  private open: OpenMark[] = [];
  private readonly depths = new Map<Mark | 'link', number>();
  private last: EdgeClass = 'space';
  /** Character of the delimiter that was just written and closed something; empty where something else came since. */
  private closing = '';
  private lastClosed: ClosedMark | undefined;
  /** Places of closing delimiters that need a flank if the next character is no blank or punctuation. */
  private unflanked: number[] = [];
  private lastPartIsText = false;
  private atLineStart = true;

  /** Whether the bracket of the open link is found no more by looking back from here: a line has ended since. */
  isBracketHidden = false;

  /** Whether the next part begins a line. */
  get lineStart(): boolean {
    return this.atLineStart;
  }

  get inLink(): boolean {
    return this.open.length > 0 && this.open.some(({ mark }) => mark === 'link');
  }

  openMark(mark: Mark | 'link', href?: string): void {
    const depth = this.depths.get(mark) ?? 0;
    this.depths.set(mark, depth + 1);
    // bold inside bold is bold: only the outermost of each kind is written; `~a~~b~~~` has no meaning
    if (depth > 0 || (mark === 'del' && (this.depths.get('sub') ?? 0) > 0)) return;
    this.open.push(href === undefined ? { mark, at: -1 } : { mark, href, at: -1 });
  }

  /** Counts an end; whether it is that of the outermost, which {@link closeMark} is for. */
  leaveMark(mark: Mark | 'link'): boolean {
    const depth = this.depths.get(mark) ?? 0;
    if (depth > 0) this.depths.set(mark, depth - 1);
    return depth === 1;
  }

  closeMark(mark: Mark | 'link'): void {
    let index = this.open.length - 1;
    while (index >= 0 && this.open[index]?.mark !== mark) index--;
    if (index < 0) return;
    const reopened = this.open.slice(index + 1).map(unopened);
    this.closeDownTo(index);
    this.open.push(...reopened);
  }

  /** To be called before each part that is content: writes the delimiters that open here. `first`: how the part begins. */
  beforePart(first: EdgeClass): void {
    this.writeOpening(first);
    this.finishClosing(first);
  }

  addPart(source: string, last: EdgeClass, isText = false): void {
    this.parts.push(source);
    this.last = last;
    this.closing = '';
    this.lastPartIsText = isText;
    this.atLineStart = false;
  }

  addSpace(): void {
    this.addBlank(' ');
  }

  addLineEnd(end: string): void {
    if (this.inLink) this.isBracketHidden = true;
    this.addBlank(end);
    this.atLineStart = true;
  }

  /** Anchors are no content: what is to open here opens behind them. */
  addAnchors(anchors: string): void {
    this.finishClosing('punctuation');
    this.addPart(anchors, 'punctuation');
  }

  /** Parts what follows from markup that ends with the same character: backticks of two neighbours would join. */
  keepApart(char: string): void {
    if (!this.lastPartIsText && this.parts.at(-1)?.endsWith(char)) this.parts.push(FLANK);
  }

  /** All that was written, and a fresh start with the same marks open. */
  take(): string {
    const open = this.open.map(unopened);
    this.closeDownTo(0);
    const out = this.parts.length === 1 ? (this.parts[0] ?? '') : this.parts.join('');
    this.parts = [];
    this.open = open;
    this.unflanked = [];
    this.last = 'space';
    this.closing = '';
    this.lastPartIsText = false;
    this.atLineStart = true;
    return out;
  }

  /** Puts back what {@link take} gave, so that a block can go on. */
  resume(markdown: string): void {
    this.parts = [markdown];
    this.last = 'punctuation';
    this.atLineStart = false;
  }

  private addBlank(blank: string): void {
    this.unflanked = [];
    this.parts.push(blank);
    this.last = 'space';
    this.closing = '';
    this.lastPartIsText = false;
  }

  private writeOpening(first: EdgeClass): void {
    for (let index = this.open.findIndex(({ at }) => at < 0); index >= 0 && index < this.open.length; index++) {
      const entry = this.open[index];
      if (!entry || this.continues(entry)) continue;
      const delimiter = openingOf(entry);
      const char = delimiter.charAt(0);
      const following = this.open[index + 1];
      this.finishClosing(char === this.closing ? 'plain' : 'punctuation');
      if (char === '[') this.escapeExclamation();
      else if (char === this.closing) this.addPart(FLANK, 'plain');
      const isCrowded = this.last === 'plain' || this.last === 'formula';
      // `***` would be read as one run: then `<em><b>a</b>b<b>c</b></em>` comes out wrong
      const mustPart = following !== undefined && openingOf(following).startsWith(char);
      const inner = following === undefined ? first : 'punctuation';
      // a blank as the first character is none that HTML collapses, such as &nbsp;
      const needsFlank = isCommonMark(entry) && (mustPart || inner === 'space' || (isCrowded && inner !== 'plain'));
      entry.at = this.parts.length;
      this.addPart(needsFlank ? delimiter + FLANK : delimiter, needsFlank ? 'plain' : 'punctuation');
    }
  }

  /** `<b>a</b><b>b</b>` is one bold text: takes the closing delimiter back, if it is the last that was written. */
  private continues(entry: OpenMark): boolean {
    const { lastClosed } = this;
    if (this.closing === '' || lastClosed?.mark !== entry.mark || lastClosed.at !== this.parts.length - 1) return false;
    this.parts.pop();
    this.unflanked = this.unflanked.filter((at) => at < lastClosed.at);
    this.last = lastClosed.last;
    this.closing = lastClosed.closing;
    this.lastClosed = undefined;
    entry.at = lastClosed.openedAt;
    return true;
  }

  /** `!` before `[` would make an image of a link. */
  private escapeExclamation(): void {
    const text = this.parts.at(-1);
    if (text?.endsWith('!')) this.parts[this.parts.length - 1] = `${text.slice(0, -1)}\\!`;
  }

  /** Now that the next character is known: a flank for the closing delimiters before it, where they need one. */
  private finishClosing(next: EdgeClass): void {
    if (this.unflanked.length === 0) return;
    if (next === 'plain' || next === 'formula') for (const at of this.unflanked) this.parts[at] = FLANK + (this.parts[at] ?? '');
    this.unflanked = [];
  }

  private closeDownTo(index: number): void {
    while (this.open.length > index) {
      const entry = this.open.pop();
      if (!entry || entry.at < 0) continue;
      if (entry.mark === 'link') {
        this.finishClosing('punctuation');
        this.parts.push(`](${entry.href ?? ''})`);
        this.closing = '';
        this.isBracketHidden = false;
      } else {
        const delimiter = DELIMITERS[entry.mark];
        // `***` closes two; `~` and `~~` only apart
        if (this.closing === '~' && delimiter.startsWith('~')) this.addPart(FLANK, 'plain');
        this.lastClosed = { mark: entry.mark, at: this.parts.length, openedAt: entry.at, last: this.last, closing: this.closing };
        const sameRun = this.closing === delimiter[0];
        if (!sameRun && isCommonMark(entry) && (this.last === 'punctuation' || this.last === 'formula')) this.unflanked.push(this.parts.length);
        this.parts.push(!sameRun && this.last === 'space' ? FLANK + delimiter : delimiter);
        this.closing = delimiter.charAt(0);
      }
      this.last = 'punctuation';
      this.lastPartIsText = false;
    }
  }
}

function unopened({ mark, href }: OpenMark): OpenMark {
  return href === undefined ? { mark, at: -1 } : { mark, href, at: -1 };
}

/** Whether CommonMark's rules of flanking decide what the delimiter is. */
function isCommonMark({ mark }: OpenMark): boolean {
  return mark !== 'link' && mark !== 'sub' && mark !== 'sup';
}

function openingOf({ mark }: OpenMark): string {
  return mark === 'link' ? '[' : DELIMITERS[mark];
}
