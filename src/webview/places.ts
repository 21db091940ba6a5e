import type { ScrollPlace } from '../protocol';

/** Below this line (CSS px from the top of the window) begins what the reader reads. */
const readingLine = 8;

function pieces(text: HTMLElement): HTMLElement[] {
  return Array.from(text.children) as HTMLElement[];
}

/** Where the window is in the text. Only the piece at its top is laid out for that. */
export function currentPlace(text: HTMLElement): ScrollPlace {
  let block = 0;
  for (const piece of pieces(text)) {
    if (piece.getBoundingClientRect().bottom <= readingLine) {
      block += piece.childElementCount;
      continue;
    }
    for (const child of piece.children) {
      const { bottom, top } = child.getBoundingClientRect();
      if (bottom > readingLine) return block === 0 && window.scrollY === 0 ? { block: 0, offset: 0 } : { block, offset: Math.round(readingLine - top) };
      block++;
    }
  }
  return { block: Math.max(0, block - 1), offset: 0 };
}

/** Whether the block of a place has arrived yet. */
export function hasPlace(text: HTMLElement, place: ScrollPlace): boolean {
  return pieces(text).reduce((count, piece) => count + piece.childElementCount, 0) > place.block;
}

export function scrollToPlace(text: HTMLElement, place: ScrollPlace): void {
  if (place.block === 0 && place.offset === 0) {
    window.scrollTo({ top: 0, behavior: 'instant' });
    return;
  }
  let block = place.block;
  for (const piece of pieces(text)) {
    const child = piece.children[block];
    if (child) return settle(child, () => window.scrollBy({ top: child.getBoundingClientRect().top - readingLine + place.offset, behavior: 'instant' }));
    block -= piece.childElementCount;
  }
}

/** Scrolls an element to a third of the window's height, or to its top when it opens a part of the text. */
export function scrollToElement(element: Element): void {
  const line = /^h[1-6]$/.test(element.localName) ? 48 : window.innerHeight / 4;
  settle(element, () => window.scrollBy({ top: element.getBoundingClientRect().top - line, behavior: 'instant' }));
}

/** Pieces that were only estimated get their real height once they are near: the scroll is put right after that. */
function settle(element: Element, scroll: () => void): void {
  scroll();
  let before = window.scrollY;
  let left = 6;
  const again = (): void => {
    if (!element.isConnected || left-- === 0 || Math.abs(window.scrollY - before) > window.innerHeight) return;
    scroll();
    before = window.scrollY;
    requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
}
