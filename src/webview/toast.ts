import { h } from './dom';

const shownForMs = 2500;

/** One short message at a time, beside what it is about. */
export class Toast {
  readonly element = h('div', { class: 'toast', role: 'status', 'aria-live': 'polite', hidden: true });
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, near?: Element, action?: { readonly label: string; run(): void }): void {
    clearTimeout(this.#timer);
    const button = action && h('button', { type: 'button', click: () => { this.hide(); action.run(); } }, action.label);
    this.element.replaceChildren(text, ...(button ? [button] : []));
    this.element.hidden = false;
    this.#place(near);
    this.#timer = setTimeout(() => this.hide(), action ? shownForMs * 2 : shownForMs);
  }

  hide(): void {
    this.element.hidden = true;
  }

  #place(near: Element | undefined): void {
    const { width, height } = this.element.getBoundingClientRect();
    const box = near?.getBoundingClientRect();
    const top = box ? (box.top > height + 12 ? box.top - height - 6 : box.bottom + 6) : window.innerHeight - height - 24;
    const left = box ? box.left + Math.min(box.width, window.innerWidth) / 2 - width / 2 : (window.innerWidth - width) / 2;
    this.element.style.top = `${Math.max(8, Math.min(top, window.innerHeight - height - 8))}px`;
    this.element.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  }
}
