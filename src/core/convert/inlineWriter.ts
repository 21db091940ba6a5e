import { DelimitedText, type Mark } from './delimitedText';
import { escapeText } from './escapeText';
import { collapse, firstEdge, inLine, lastEdge, longestRun, NOT_SIMPLE, type EdgeClass } from './inlineText';
import { fillFormulas, hidesBracket, type Formula } from './placeholders';

/** A `|` of code in a cell: escaped where the table stays one, itself where it turns into blocks. */
export const CELL_PIPE = '\uFDD3';

/** Where inline content goes: a paragraph, one line (heading, link around a block …) or a cell of a table. */
export type InlineMode = 'paragraph' | 'line' | 'cell';

/**
 * Writes the inline content of one block after the other. Text is collapsed as HTML does it; blanks at the edges of
 * emphasis move outside; empty emphasis vanishes; emphasis that goes on over the end of a block is opened again.
 *
 * Displayed formulas of a paragraph get lines of their own inside it, without blank lines:
 * `前文⏎\begin{equation}…\end{equation}⏎后文` or `前文⏎$$…$$⏎后文`. The `<br/>`s around them become those line ends;
 * all other `<br/>`s are `\⏎`, and two in a row, where no link is open, end the paragraph.
 */
export class InlineWriter {
  private readonly out = new DelimitedText();
  private text = '';
  private space = false;
  private breaks = 0;
  private afterDisplay = false;
  private images = 0;
  private others = 0;
  /** Anchors that stand before what comes next. */
  private anchors = '';

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
    if (!this.out.lineStart && !this.afterDisplay) this.out.addLineEnd('\n');
    // behind the bracket of a link the source may need other delimiters
    this.content(this.out.inLink ? fillFormulas(formula, this.formulas, ({ source }) => inLine(source)) : formula, 'formula');
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
    this.out.keepApart('`');
    this.out.addPart(this.mode === 'cell' ? source.replace(/\|/g, CELL_PIPE) : source, 'punctuation');
    this.others++;
  }

  /** An image, its address ready to stand in `(…)`. */
  addImage(alt: string, destination: string): void {
    this.flushText();
    const text = escapeText(alt.replace(/\s+/g, ' ').trim(), { lineStart: false, inLink: true, inCell: this.mode === 'cell' });
    this.content(`![${text}](${destination})`, 'punctuation');
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
    return this.breaks >= 2 && this.mode === 'paragraph' && !this.out.lineStart && !this.afterDisplay && !this.out.inLink;
  }

  openMark(mark: Mark): void {
    this.flushText();
    this.out.openMark(mark);
  }

  openLink(href: string): void {
    this.flushText();
    this.out.openMark('link', href);
  }

  closeMark(mark: Mark | 'link'): void {
    if (!this.out.leaveMark(mark)) return;
    this.flushText();
    this.out.closeMark(mark);
  }

  /** The Markdown of the block, and a fresh start with the same emphasis open. Empty where nothing but blanks was written. */
  take(): string {
    this.flushText();
    const isParagraph = this.mode === 'paragraph';
    const markdown = fillFormulas(this.out.take(), this.formulas, ({ source, display }) => (display && isParagraph ? source : inLine(source)));
    this.space = this.afterDisplay = false;
    this.breaks = this.images = this.others = 0;
    return markdown.trim() === '' ? '' : markdown;
  }

  /** Puts back what `take` gave, so that a block can go on. */
  resume(markdown: string): void {
    this.out.resume(markdown);
  }

  private flushText(): void {
    const { text: raw, out } = this;
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
    this.beforeContent(firstEdge(text));
    const { inLink, lineStart } = out;
    if (inLink && !out.isBracketHidden) out.isBracketHidden = hidesBracket(text, this.formulas);
    const place = { lineStart, inLink, isBracketHidden: inLink && out.isBracketHidden, inCell: this.mode === 'cell' };
    out.addPart(isSimple && !lineStart ? text : escapeText(text, place), lastEdge(text), true);
    this.others++;
    if (to < collapsed.length) this.space = true;
  }

  /** A part that is no text, `edge` at both ends. */
  private content(source: string, edge: EdgeClass): void {
    this.beforeContent(edge);
    this.out.addPart(source, edge);
    this.others++;
  }

  /** Writes what waits before content: line break or blank, anchors, then the delimiters that open here. */
  private beforeContent(first: EdgeClass): void {
    const { out } = this;
    if (this.afterDisplay) out.addLineEnd('\n');
    else if (this.breaks > 0 && this.mode === 'paragraph') {
      if (!out.lineStart) for (let n = 0; n < Math.min(this.breaks, 2); n++) out.addLineEnd('\\\n');
    } else if ((this.space || this.breaks > 0) && !out.lineStart) out.addSpace();
    this.breaks = 0;
    this.space = this.afterDisplay = false;
    this.writeAnchors();
    out.beforePart(first);
  }

  private writeAnchors(): void {
    if (this.anchors !== '') this.out.addAnchors(this.takeAnchors());
  }
}
