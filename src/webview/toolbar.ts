import type { ReaderStrings } from '../protocol';
import { h } from './dom';

export interface ToolbarActions {
  back(): void;
  forward(): void;
  cite(): void;
  openInBrowser(): void;
}

/** The few controls that stay in sight while one reads. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #forward: HTMLButtonElement;

  constructor(strings: ReaderStrings, actions: ToolbarActions) {
    const button = (sign: string, label: string, click: () => void): HTMLButtonElement => h('button', { type: 'button', title: label, 'aria-label': label, click }, sign);
    this.#back = button('←', strings.back, () => actions.back());
    this.#forward = button('→', strings.forward, () => actions.forward());
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': strings.toolbar },
      this.#back,
      this.#forward,
      h('span', { class: 'space' }),
      h('button', { type: 'button', click: () => actions.cite() }, strings.cite),
      h('button', { type: 'button', click: () => actions.openInBrowser() }, strings.openInBrowser),
    );
  }

  update(canGoBack: boolean, canGoForward: boolean, hasArticle: boolean): void {
    this.#back.hidden = !canGoBack;
    this.#forward.hidden = !canGoForward;
    this.element.hidden = !hasArticle && !canGoBack && !canGoForward;
  }
}
