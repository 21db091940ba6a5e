import type { Landing } from '../protocol';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { scrollToElement } from './places';
import { TextIndex, type Match } from './textIndex';

/** What was searched for, marked in the text and in its formulas, with a way from one to the next. */
export class Marks {
  readonly element: HTMLElement;
  readonly #count = h('span', { role: 'status', 'aria-live': 'polite' });
  #matches: readonly Match[] = [];
  #current = -1;

  constructor(
    private readonly text: HTMLElement,
    private readonly context: PageContext,
  ) {
    const { strings } = context;
    const button = (label: string, sign: string, click: () => void): HTMLElement => h('button', { type: 'button', 'aria-label': label, title: label, click }, sign);
    this.element = h(
      'div',
      { class: 'matches', hidden: true, keydown: (event) => this.#key(event as KeyboardEvent) },
      this.#count,
      button(strings.previousMatch, '↑', () => this.step(-1)),
      button(strings.nextMatch, '↓', () => this.step(1)),
      button(strings.closeMatches, '✕', () => this.clear()),
    );
  }

  /** Whether marks are shown. */
  get active(): boolean {
    return !this.element.hidden;
  }

  /** Marks all terms and goes to the passage, or to the first find in or after it. False when nothing was found at all. */
  show({ passage, terms = [] }: Landing): boolean {
    this.clear();
    const index = new TextIndex(this.text);
    const passageAt = passage ? index.find(passage)[0] : undefined;
    this.#matches = terms.flatMap((term) => index.find(term)).sort(inOrder);
    this.#paint();
    this.element.hidden = terms.length === 0;
    const next = passageAt ? this.#matches.findIndex((match) => inOrder(passageAt, match) <= 0) : 0;
    if (this.#matches.length > 0) this.#select(Math.max(0, next), !passageAt || next < 0);
    else this.#count.textContent = this.context.strings.noMatches;
    if (passageAt) {
      if (terms.length === 0) highlight('reader-passage', [rangeOf(passageAt)]);
      scrollToElement(elementOf(passageAt));
    }
    return passageAt !== undefined || this.#matches.length > 0;
  }

  /** Goes to the next (1) or the previous (-1) find, round at the ends. */
  step(by: 1 | -1): void {
    if (this.#matches.length === 0) return;
    this.#select((this.#current + by + this.#matches.length) % this.#matches.length, true);
  }

  clear(): void {
    for (const name of ['reader-match', 'reader-current', 'reader-passage']) CSS.highlights.delete(name);
    for (const formula of this.text.querySelectorAll('.marked')) formula.classList.remove('marked', 'current');
    this.#matches = [];
    this.#current = -1;
    this.element.hidden = true;
  }

  #paint(): void {
    highlight('reader-match', this.#matches.flatMap(textRangesOf));
    for (const { formulas } of this.#matches) for (const formula of formulas) formula.classList.add('marked');
  }

  #select(index: number, scroll: boolean): void {
    for (const formula of this.#matches[this.#current]?.formulas ?? []) formula.classList.remove('current');
    this.#current = index;
    const match = this.#matches[index];
    if (!match) return;
    highlight('reader-current', textRangesOf(match), 1);
    for (const formula of match.formulas) formula.classList.add('current');
    this.#count.textContent = fill(this.context.strings.matches, index + 1, this.#matches.length);
    if (scroll) scrollToElement(elementOf(match));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.clear();
    else return;
    event.stopPropagation();
  }
}

function highlight(name: string, ranges: readonly Range[], priority = 0): void {
  const made = new Highlight(...ranges);
  made.priority = priority;
  CSS.highlights.set(name, made);
}

function rangeOf({ first, last }: Match): Range {
  const range = document.createRange();
  if (first.node.nodeType === 3) range.setStart(first.node, first.offset);
  else range.setStartBefore(first.node);
  if (last.node.nodeType === 3) range.setEnd(last.node, last.offset);
  else range.setEndAfter(last.node);
  return range;
}

/** A match without its formulas, which are tinted as a whole. */
function textRangesOf(match: Match): Range[] {
  const after = rangeOf(match);
  const before = match.formulas.map((formula) => {
    const range = after.cloneRange();
    range.setEndBefore(formula);
    after.setStartAfter(formula);
    return range;
  });
  return [...before, after].filter(({ collapsed }) => !collapsed);
}

function elementOf({ first }: Match): Element {
  return first.node.nodeType === 1 ? (first.node as Element) : (first.node.parentElement ?? document.body);
}

function inOrder(a: Match, b: Match): number {
  if (a.first.node === b.first.node) return a.first.offset - b.first.offset;
  return a.first.node.compareDocumentPosition(b.first.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
