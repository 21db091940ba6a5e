import type { PageContext } from './context';
import { h } from './dom';
import { formulaAt, isDisplay } from './formulas';

const showAfterMs = 180;
const hideAfterMs = 200;

/** Shows the equation that a reference means while the pointer or the focus is on it. */
export class ReferencePreview {
  readonly element = h('div', { class: 'preview', role: 'tooltip', id: 'reference-preview', hidden: true });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #link: HTMLAnchorElement | undefined;

  constructor(
    private readonly text: HTMLElement,
    private readonly find: (anchor: string) => HTMLElement | undefined,
    context: PageContext,
  ) {
    text.addEventListener('pointerover', ({ target }) => this.#over(target));
    text.addEventListener('focusin', ({ target }) => this.#over(target));
    text.addEventListener('focusout', () => this.hide());
    this.element.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    this.element.addEventListener('pointerleave', () => this.#hideSoon());
    this.element.addEventListener('click', () => {
      const anchor = this.#link && anchorOf(this.#link);
      this.hide();
      if (anchor) context.goTo(anchor);
    });
  }

  /** A preview does not stay where its reference was; one that is about to be shown still comes. */
  scrolled(): void {
    if (!this.element.hidden) this.hide();
  }

  /** Whether there was one to hide. */
  hide(): boolean {
    clearTimeout(this.#timer);
    const wasShown = !this.element.hidden;
    this.element.hidden = true;
    this.#link?.removeAttribute('aria-describedby');
    this.#link = undefined;
    return wasShown;
  }

  #over(target: EventTarget | null): void {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (!link || !this.text.contains(link)) {
      if (this.#link) this.#hideSoon();
      return;
    }
    clearTimeout(this.#timer);
    if (link !== this.#link) this.#timer = setTimeout(() => this.#show(link), showAfterMs);
  }

  #hideSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), hideAfterMs);
  }

  #show(link: HTMLAnchorElement): void {
    const target = this.find(anchorOf(link));
    const equation = target && equationAround(target);
    if (!equation || !link.isConnected) return;
    this.hide();
    const copy = equation.cloneNode(true) as HTMLElement;
    for (const named of [copy, ...copy.querySelectorAll<HTMLElement>('[id]')]) named.removeAttribute('id');
    copy.removeAttribute('tabindex');
    this.element.replaceChildren(copy);
    this.element.hidden = false;
    this.#link = link;
    link.setAttribute('aria-describedby', this.element.id);
    this.#place(link);
  }

  #place(link: HTMLElement): void {
    const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const above = box.top - height - 6;
    this.element.style.top = `${above >= 8 ? above : Math.min(box.bottom + 6, Math.max(8, window.innerHeight - height - 8))}px`;
    this.element.style.left = `${Math.max(8, Math.min(box.left - 24, document.documentElement.clientWidth - width - 8))}px`;
  }
}

/** The `id` that a link inside the page means. */
export function anchorOf(link: HTMLAnchorElement): string {
  const fragment = link.getAttribute('href')?.slice(1) ?? '';
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a lone % is no escape: the id is meant as written
  }
}

/** The displayed formula that an anchor stands in, before, or around. */
function equationAround(target: HTMLElement): HTMLElement | undefined {
  const formula = formulaAt(target) ?? target.querySelector<HTMLElement>('[data-tex]') ?? undefined;
  return formula && isDisplay(formula) ? formula : undefined;
}
