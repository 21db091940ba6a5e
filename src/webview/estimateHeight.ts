import { formulaSelector } from './formulas';

const lineHeight = 29;
const lineLength = 42;
const displayHeight = 95;
const imageHeight = 320;
const blockGap = 18;

/**
 * Roughly how high a piece of the text will be (CSS px), so that the scroll bar hardly moves when it is laid out at last.
 * Nothing is measured: only characters, formulas and images are counted.
 */
export function estimateHeight(piece: Element): number {
  const displays = piece.querySelectorAll('[data-display]').length;
  const inlines = piece.querySelectorAll(formulaSelector).length - displays;
  const images = piece.querySelectorAll('img').length;
  const lines = (textLength(piece) + 4 * inlines) / lineLength + piece.childElementCount / 2;
  return Math.round(lines * lineHeight + displays * displayHeight + images * imageHeight + piece.childElementCount * blockGap);
}

/** Characters outside of formulas. */
function textLength(node: Node): number {
  if (node.nodeType === 3) return node.nodeValue?.length ?? 0;
  if (node.nodeType !== 1 || (node as Element).matches(formulaSelector)) return 0;
  let length = 0;
  for (let child = node.firstChild; child; child = child.nextSibling) length += textLength(child);
  return length;
}
