import { anchorPrefix } from '../protocol';
import type { PageContext } from './context';
import { h } from './dom';
import { enhance } from './enhance';
import { estimateHeight } from './estimateHeight';
import { ImageLoader } from './images';
import { sanitize, type ForeignHtml } from './sanitize';

/** How long pieces may be put into the page before it gets a chance to paint. */
const sliceMs = 24;

/** The text of one article, put into the page piece by piece. */
export class ArticleBody {
  readonly element = h('article', { class: 'text', lang: 'zh-CN' });
  readonly #images: ImageLoader;

  constructor(
    articleId: string,
    private readonly context: PageContext,
  ) {
    this.#images = new ImageLoader(context, articleId);
  }

  /**
   * Puts the first piece in, for the eye alone. What stands in its formulas for screen readers follows once the page has
   * been painted: it is a third of all elements, and nobody can see it.
   */
  begin(html: ForeignHtml): void {
    const text = sanitize(html);
    const unseen = Array.from(text.querySelectorAll('.katex-mathml'), (place) => ({ place, content: Array.from(place.childNodes) }));
    for (const { place } of unseen) place.replaceChildren();
    this.#add(text);
    void painted().then(() => {
      for (const { place, content } of unseen) place.replaceChildren(...content);
    });
  }

  /** Puts one piece through the wall and behind the others. */
  append(html: string): void {
    this.#add(sanitize(html));
  }

  #add(text: DocumentFragment): void {
    const piece = h('section', { class: 'piece' });
    piece.append(text);
    enhance(piece, this.context);
    piece.style.setProperty('contain-intrinsic-block-size', `auto ${estimateHeight(piece)}px`);
    this.element.append(piece);
    this.#images.watch(piece);
  }

  /** Appends many without a long freeze. Stops when the signal is aborted. */
  async appendAll(pieces: readonly string[], signal: AbortSignal): Promise<void> {
    let sliceStart = performance.now();
    for (const html of pieces) {
      if (performance.now() - sliceStart > sliceMs) {
        await nextTask();
        sliceStart = performance.now();
      }
      if (signal.aborted) return;
      this.append(html);
    }
  }

  /** The element of the text with this `id`, with or without its prefix. */
  find(anchor: string): HTMLElement | undefined {
    const ids = [anchor, anchorPrefix + anchor, anchorPrefix + anchor.trim().replace(/\s+/g, '-')];
    for (const id of ids) {
      const found = this.element.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
      if (found) return found;
    }
    return undefined;
  }

  dispose(): void {
    this.#images.dispose();
  }
}

/** Resolves once the page has been painted as it is now. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Lets the page paint and take keys. A timer would wait 4 ms after some rounds. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}
