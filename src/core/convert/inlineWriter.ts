import { escapeText } from './escapeText';
import { DISPLAY_START, fillFormulas, FORMULA_END, hidesBracket, INLINE_START, type Formula } from './placeholders';

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

/** A `|` of code in a cell: escaped where the table stays one, itself where it turns into blocks. */
export const CELL_PIPE = '\uFDD3';

/** Where inline content goes: a paragraph, one line (heading, link around a block …) or a cell of a table. */
export type InlineMode = 'paragraph' | 'line' | 'cell';

type EdgeClass = 'space' | 'plain' | 'punctuation' | 'formula';
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
 * Writes the inline content of one block after the other. Text is collapsed as HTML does it; blanks at the edges of
 * emphasis move outside; empty emphasis vanishes; emphasis that goes on over the end of a block is opened again.
 *
 * Displayed formulas of a paragraph get lines of their own inside it, without blank lines:
 * `前文⏎\begin{equation}…\end{equation}⏎后文` or `前文⏎$$…$$⏎后文`. The `<br/>`s around them become those line ends;
 * all other `<br/>`s are `\⏎`, and two in a row, where no link is open, end the paragraph.
 */
export class InlineWriter {
  private parts: string[] = [];
  private open: OpenMark[] = [];
  private readonly depths = new Map<Mark | 'link', number>();
  private text = '';
  private space = false;
  private breaks = 0;
  private last: EdgeClass = 'space';
  /** Character of the delimiter that was just written and closed something; empty where something else came since. */
  private closing = '';
  private lastClosed: ClosedMark | undefined;
  /** Places of closing delimiters that need a flank if the next character is no blank or punctuation. */
  private unflanked: number[] = [];
  private lastPartIsText = false;
  private lineStart = true;
  private afterDisplay = false;
  /** Whether the bracket of the open link is found no more by looking back from here: a line has ended since. */
  private isBracketHidden = false;
  private images = 0;
  /** Anchors that stand before what comes next. */
  private anchors = '';
  private others = 0;

  mode: InlineMode = 'paragraph';

  constructor(private readonly formulas: readonly Formula[]) {}

  /** Whether all that was written is one image (with or without a link around). */
  get isImage(): boolean {
    return this.images === 1 && this.others === 0 && this.text.trim() === '';
  }

  /** Whether nothing was written yet. */
  get isEmpty(): boolean {
    return this.images + this.others === 0 && this.text.trim() === '';
  }

  addText(data: string): void {
    this.text = this.text === '' ? data : this.text + data;
  }

  /** The placeholder of a displayed formula. (Those in a line come with the text.) */
  addDisplay(formula: string): void {
    if (this.mode !== 'paragraph') {
      this.addText(formula);
      return;
    }
    this.flushText();
    this.breaks = 0;
    this.space = false;
    this.writeAnchors();
    if (!this.lineStart && !this.afterDisplay) this.newLine('\n');
    // behind the bracket of a link the source may need other delimiters
    this.content(this.inLink ? fillFormulas(formula, this.formulas, ({ source }) => inLine(source)) : formula, 'formula', 'formula');
    this.afterDisplay = true;
  }

  /** Text in backticks. */
  addCode(text: string): void {
    this.flushText();
    const code = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (code.trim() === '') {
      this.addText(code);
      return;
    }
    const ticks = '`'.repeat(longestRun(code, '`') + 1);
    const pad = /^`|`$/.test(code) || (code.startsWith(' ') && code.endsWith(' ')) ? ' ' : '';
    const source = ticks + pad + code + pad + ticks;
    this.beforeContent('punctuation');
    // backticks of two neighbours would join
    if (!this.lastPartIsText && this.parts.at(-1)?.endsWith('`')) this.parts.push(FLANK);
    this.push(this.mode === 'cell' ? source.replace(/\|/g, CELL_PIPE) : source, 'punctuation');
  }

  /** An image, its address ready to stand in `(…)`. */
  addImage(alt: string, destination: string): void {
    this.flushText();
    const text = escapeText(alt.replace(/\s+/g, ' ').trim(), { lineStart: false, inLink: true, inCell: this.mode === 'cell' });
    this.content(`![${text}](${destination})`, 'punctuation', 'punctuation');
    this.images++;
    this.others--;
  }

  /** The place that a link leads to: before what is written next, in whatever block that is. */
  addAnchor(anchor: string): void {
    this.flushText();
    this.anchors += anchor;
  }

  /** The anchors that nothing was written behind. */
  takeAnchors(): string {
    const { anchors } = this;
    this.anchors = '';
    return anchors;
  }

  addBreak(): void {
    this.flushText();
    this.breaks++;
  }

  /** Whether a second line break in a row ends the paragraph here. */
  get endsParagraph(): boolean {
    return this.breaks >= 2 && this.mode === 'paragraph' && !this.lineStart && !this.afterDisplay && !this.inLink;
  }

  openMark(mark: Mark): void {
    if (this.enter(mark)) this.open.push({ mark, at: -1 });
  }

  openLink(href: string): void {
    if (this.enter('link')) this.open.push({ mark: 'link', href, at: -1 });
  }

  closeMark(mark: Mark | 'link'): void {
    const depth = this.depths.get(mark) ?? 0;
    if (depth > 0) this.depths.set(mark, depth - 1);
    if (depth !== 1) return;
    this.flushText();
    let index = this.open.length - 1;
    while (index >= 0 && this.open[index]?.mark !== mark) index--;
    if (index < 0) return;
    const reopened = this.open.slice(index + 1);
    this.closeDownTo(index);
    for (const { mark: inner, href } of reopened) this.open.push(href === undefined ? { mark: inner, at: -1 } : { mark: inner, href, at: -1 });
  }

  /** The Markdown of the block, and a fresh start with the same emphasis open. Empty where nothing but blanks was written. */
  take(): string {
    this.flushText();
    const open = this.open.map(({ mark, href }): OpenMark => (href === undefined ? { mark, at: -1 } : { mark, href, at: -1 }));
    this.closeDownTo(0);
    const out = this.parts.length === 1 ? (this.parts[0] ?? '') : this.parts.join('');
    const isParagraph = this.mode === 'paragraph';
    const markdown = fillFormulas(out, this.formulas, (formula) => (formula.display && isParagraph ? formula.source : inLine(formula.source)));
    this.parts = [];
    this.open = open;
    this.unflanked = [];
    this.space = this.lastPartIsText = this.afterDisplay = false;
    this.breaks = this.images = this.others = 0;
    this.last = 'space';
    this.closing = '';
    this.lineStart = true;
    return markdown.trim() === '' ? '' : markdown;
  }

  /** Puts back what `take` gave, so that a block can go on. */
  resume(markdown: string): void {
    this.parts = [markdown];
    this.last = 'punctuation';
    this.lineStart = false;
  }

  /** Bold inside bold is bold: only the outermost of each kind is written. */
  private enter(mark: Mark | 'link'): boolean {
    this.flushText();
    const depth = this.depths.get(mark) ?? 0;
    this.depths.set(mark, depth + 1);
    // `~a~~b~~~` has no meaning
    return depth === 0 && !(mark === 'del' && (this.depths.get('sub') ?? 0) > 0);
  }

  private get inLink(): boolean {
    return this.open.length > 0 && this.open.some(({ mark }) => mark === 'link');
  }

  private flushText(): void {
    const { text: raw } = this;
    if (raw === '') return;
    this.text = '';
    // one look at the text: most of it has nothing to collapse or to escape
    const isSimple = !NOT_SIMPLE.test(raw);
    const collapsed = isSimple ? raw : collapse(raw);
    const from = collapsed.charCodeAt(0) === 32 ? 1 : 0;
    const to = collapsed.endsWith(' ') ? collapsed.length - 1 : collapsed.length;
    if (from > 0) this.space = true;
    if (to <= from) return;
    const text = from === 0 && to === collapsed.length ? collapsed : collapsed.slice(from, to);
    this.beforeContent(edgeClass(firstChar(text)));
    const { inLink } = this;
    if (inLink && !this.isBracketHidden) this.isBracketHidden = hidesBracket(text, this.formulas);
    const place = { lineStart: this.lineStart, inLink, isBracketHidden: inLink && this.isBracketHidden, inCell: this.mode === 'cell' };
    this.push(isSimple && !place.lineStart ? text : escapeText(text, place), edgeClass(lastChar(text)));
    this.lastPartIsText = true;
    if (to < collapsed.length) this.space = true;
  }

  private content(source: string, first: EdgeClass, last: EdgeClass): void {
    this.beforeContent(first);
    this.push(source, last);
  }

  private push(source: string, last: EdgeClass): void {
    this.parts.push(source);
    this.last = last;
    this.closing = '';
    this.lastPartIsText = false;
    this.lineStart = false;
    this.others++;
  }

  /** Writes what waits before content: line break or blank, then the delimiters that open here. */
  private beforeContent(first: EdgeClass): void {
    if (this.afterDisplay) this.newLine('\n');
    else if (this.breaks > 0 && this.mode === 'paragraph') {
      if (!this.lineStart) for (let n = 0; n < Math.min(this.breaks, 2); n++) this.newLine('\\\n');
    } else if ((this.space || this.breaks > 0) && !this.lineStart) {
      this.unflanked = [];
      this.parts.push(' ');
      this.last = 'space';
      this.closing = '';
      this.lastPartIsText = false;
    }
    this.breaks = 0;
    this.space = this.afterDisplay = false;
    this.writeAnchors();
    this.writeOpening(first);
    this.finishClosing(first);
  }

  private writeAnchors(): void {
    if (this.anchors === '') return;
    this.finishClosing('punctuation');
    this.parts.push(this.takeAnchors());
    this.last = 'punctuation';
    this.closing = '';
    this.lastPartIsText = this.lineStart = false;
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
      else if (char === this.closing) this.push(FLANK, 'plain');
      const isCrowded = this.last === 'plain' || this.last === 'formula';
      // `***` would be read as one run: then `<em><b>a</b>b<b>c</b></em>` comes out wrong
      const mustPart = following !== undefined && openingOf(following).startsWith(char);
      const inner = following === undefined ? first : 'punctuation';
      // a blank as the first character is none that HTML collapses, such as &nbsp;
      const needsFlank = isCommonMark(entry) && (mustPart || inner === 'space' || (isCrowded && inner !== 'plain'));
      entry.at = this.parts.push(needsFlank ? delimiter + FLANK : delimiter) - 1;
      this.last = needsFlank ? 'plain' : 'punctuation';
      this.closing = '';
      this.lastPartIsText = this.lineStart = false;
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
        if (this.closing === '~' && delimiter.startsWith('~')) this.push(FLANK, 'plain');
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

  private newLine(end: string): void {
    if (this.inLink) this.isBracketHidden = true;
    this.unflanked = [];
    this.parts.push(end);
    this.last = 'space';
    this.closing = '';
    this.lastPartIsText = false;
    this.lineStart = true;
  }
}

/** Whether CommonMark's rules of flanking decide what the delimiter is. */
function isCommonMark({ mark }: OpenMark): boolean {
  return mark !== 'link' && mark !== 'sub' && mark !== 'sup';
}

function openingOf(entry: OpenMark | undefined): string {
  return entry === undefined ? '' : entry.mark === 'link' ? '[' : DELIMITERS[entry.mark];
}

/**
 * A formula that stands in a line of text, as readers of Markdown take it for one: without a blank line (which would end
 * the paragraph), without blanks inside the dollars (`$ x $` is prose to them); `$2 km$` could be money, `\(2 km\)` not.
 */
function inLine(source: string): string {
  const formula = source.includes('\n') ? source.replace(/\n\s*\n/g, '\n') : source;
  // behind an open bracket `\[` would be an escaped one
  if (formula.startsWith('\\[') && !formula.includes('$')) return `$$${formula.slice(2, -2)}$$`;
  const first = formula.charCodeAt(1);
  if (formula.charCodeAt(0) !== 36 || first === 36) return formula;
  if (first > 57 && formula.charCodeAt(formula.length - 2) > 32) return formula;
  const inside = formula.slice(1, -1).trimStart();
  const tex = /\\\s+$/.test(inside) ? inside : inside.trimEnd();
  return /^\d[^\\=^_{}<>+*/()&]*$/.test(tex) && /[^\x00-\x7F]|[a-z]{2}/i.test(tex) ? `\\(${tex}\\)` : `$${tex}$`;
}

/** Text that needs a closer look. */
const NOT_SIMPLE = /[\t\r\n\f\0\uFEFF\\`*_~^$<&[\]|]| {2}/;

/** White space as HTML shows it, without the characters that no text needs. */
function collapse(text: string): string {
  return text.replace(/[\0\uFEFF]+/g, '').replace(/[ \t\r\n\f]+/g, ' ');
}

export function longestRun(text: string, char: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === char ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

function firstChar(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 32);
}

function lastChar(text: string): string {
  const low = text.charCodeAt(text.length - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(-2) : text.slice(-1);
}

function edgeClass(char: string): EdgeClass {
  const code = char.charCodeAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return 'plain';
  if (char === INLINE_START || char === DISPLAY_START || char === FORMULA_END) return 'formula';
  if (code < 128) return code === 32 ? 'space' : /\w/.test(char) && code !== 95 ? 'plain' : 'punctuation';
  if (/\s/u.test(char)) return 'space';
  return /[\p{P}\p{S}]/u.test(char) ? 'punctuation' : 'plain';
}
