import type { PageContext } from './context';
import { fill } from './dom';
import { imageAddress } from './plainHtml';

/** Images start to load when they are this near to the window. */
const nearMargin = '1200px 0px';

/** Asks the host for each image's file as it comes near, and says so where there is none. */
export class ImageLoader {
  readonly #observer = new IntersectionObserver((entries) => this.#near(entries), { rootMargin: nearMargin });

  constructor(
    private readonly context: PageContext,
    private readonly articleId: string,
  ) {}

  watch(piece: ParentNode): void {
    for (const image of piece.querySelectorAll<HTMLImageElement>(`img[${imageAddress}]`)) {
      image.classList.add('waiting');
      image.decoding = 'async';
      this.#observer.observe(image);
    }
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #near(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#observer.unobserve(target);
      void this.#load(target as HTMLImageElement);
    }
  }

  async #load(image: HTMLImageElement): Promise<void> {
    try {
      const { src } = await this.context.host.request('loadImage', { id: this.articleId, url: image.getAttribute(imageAddress) ?? '' });
      image.src = src;
      await image.decode();
      image.classList.remove('waiting');
    } catch (error) {
      this.#showFailure(image, error);
    }
  }

  #showFailure(image: HTMLImageElement, error: unknown): void {
    image.classList.replace('waiting', 'failed');
    image.alt = [image.alt, fill(this.context.strings.imageFailed, error instanceof Error ? error.message : '')].filter(Boolean).join(' — ');
  }
}
