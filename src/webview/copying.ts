import type { HostClient } from './hostClient';
import { formulaAt, isDisplay, numbersOf, portableTexOf } from './formulas';
import { formulaToMarkdown, withNumber, withoutNumber } from './latex';
import { toMarkdown } from './toMarkdown';

/** The selected passage as Markdown; `undefined` when nothing is selected, or only a part of a formula's number. */
export function selectedMarkdown(selection: Selection | null, root: Node): string | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  if (!root.contains(range.commonAncestorContainer)) return undefined;
  const inside = formulaAt(range.commonAncestorContainer);
  if (inside) return isNumberOnly(range) ? undefined : formulaToMarkdown(withoutNumber(portableTexOf(inside)), isDisplay(inside));
  const first = formulaAt(range.startContainer);
  const last = formulaAt(range.endContainer);
  // Half a formula is no formula: the whole one is taken.
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  if (isInlineRange(range)) return toMarkdown(range.cloneContents());
  return toMarkdown(withAncestors(range, root));
}

function isNumberOnly(range: Range): boolean {
  const element = range.commonAncestorContainer.nodeType === 1 ? (range.commonAncestorContainer as Element) : range.commonAncestorContainer.parentElement;
  return element?.closest('.katex-tag, .tag, .equation-number') !== null;
}

function isInlineRange(range: Range): boolean {
  const parent = range.commonAncestorContainer;
  return parent.nodeType === 3 || /^(?:p|h[1-6]|span|strong|em|a|td|th|code|figcaption)$/.test((parent as Element).localName);
}

/** Items need their list, code its `pre`: the copied nodes are put back into what they were in. */
function withAncestors(range: Range, root: Node): Node {
  let wrapped: Node = range.cloneContents();
  for (let up: Node | null = range.commonAncestorContainer; up && up !== root; up = up.parentNode) {
    if (up.nodeType !== 1 || !/^(?:ul|ol|pre|code|blockquote|table|tbody|tr)$/.test((up as Element).localName)) continue;
    const shell = up.cloneNode(false);
    shell.appendChild(wrapped);
    wrapped = shell;
  }
  const holder = document.createElement('div');
  holder.append(wrapped);
  return holder;
}

/** Copies one formula; resolves once the clipboard has it. */
export async function copyFormula(formula: HTMLElement, numbered: boolean, host: HostClient): Promise<void> {
  const tex = portableTexOf(formula);
  await host.request('copyText', { text: numbered ? withNumber(tex, numbersOf(formula)).trim() : withoutNumber(tex).trim() });
}

/** Makes `copy` give Markdown with LaTeX: for a selection, or for the formula that has the focus. */
export function registerCopy(root: HTMLElement, onFormulaCopied: (formula: HTMLElement) => void): void {
  document.addEventListener('copy', (event) => {
    const focused = formulaAt(document.activeElement);
    const selection = document.getSelection();
    const alone = focused && root.contains(focused) && (!selection || selection.isCollapsed) ? focused : undefined;
    const text = alone ? withoutNumber(portableTexOf(alone)).trim() : selectedMarkdown(selection, root);
    if (!text) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    if (alone) onFormulaCopied(alone);
  });
}
