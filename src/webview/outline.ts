import type { ReaderHeading } from '../protocol';
import type { PageContext } from './context';
import { h } from './dom';

/** From this width on the outline stands beside the text. The same number is in article.css. */
const wide = window.matchMedia('(min-width: 68rem)');

/** The table of contents: beside the text where there is room, folded above it where there is not. */
export class Outline {
  readonly element: HTMLElement;
  readonly #links = new Map<string, HTMLAnchorElement>();
  readonly #details: HTMLDetailsElement;
  #current: HTMLAnchorElement | undefined;

  constructor(headings: readonly ReaderHeading[], context: PageContext) {
    const shallowest = Math.min(...headings.map(({ level }) => level));
    const items = headings.map(({ level, anchor, text }) => {
      const link = h('a', { href: `#${anchor}`, 'data-depth': Math.min(3, level - shallowest) }, text);
      this.#links.set(anchor, link);
      return h('li', {}, link);
    });
    this.#details = h('details', { open: wide.matches }, h('summary', {}, context.strings.outline), h('ol', {}, ...items));
    this.element = h('nav', { class: 'outline', 'aria-label': context.strings.outline, hidden: headings.length < 2 }, this.#details);
    wide.addEventListener('change', this.#fold);
  }

  /** Marks the part that is being read. */
  mark(anchor: string | undefined): void {
    const link = anchor === undefined ? undefined : this.#links.get(anchor);
    if (link === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    this.#current = link;
    const list = link?.closest('ol');
    if (link && list && wide.matches) list.scrollTo({ top: link.offsetTop - list.clientHeight / 2 });
  }

  toggle(): void {
    this.#details.open = !this.#details.open;
    if (this.#details.open) this.#details.querySelector('a')?.focus();
  }

  dispose(): void {
    wide.removeEventListener('change', this.#fold);
  }

  readonly #fold = (): void => {
    this.#details.open = wide.matches;
  };
}

/** The heading under which the top of the window lies; `undefined` above the first. Lays out no more than one piece. */
export function currentHeading(text: HTMLElement): string | undefined {
  const line = window.innerHeight / 3;
  let anchor: string | undefined;
  for (const piece of text.children) {
    const { top, bottom } = piece.getBoundingClientRect();
    if (top > line) break;
    const headings = Array.from(piece.querySelectorAll<HTMLElement>('h1[id],h2[id],h3[id],h4[id],h5[id],h6[id]'));
    const passed = bottom <= line ? headings : headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    anchor = passed.at(-1)?.id ?? anchor;
  }
  return anchor;
}
