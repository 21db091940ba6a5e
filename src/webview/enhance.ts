import type { PageContext } from './context';
import { run } from './context';
import { h } from './dom';
import { makeFigure } from './figure';
import { formulaSelector, isDisplay } from './formulas';

/** Gives a piece of the text what its HTML alone cannot do: code that copies, tables that scroll, formulas that take the focus. */
export function enhance(piece: ParentNode, context: PageContext): void {
  for (const pre of piece.querySelectorAll('pre')) addCopyButton(pre, context);
  for (const table of piece.querySelectorAll('table')) makeScrollable(table);
  for (const image of piece.querySelectorAll('img')) makeFigure(image);
  for (const formula of piece.querySelectorAll<HTMLElement>(formulaSelector)) {
    if (!isDisplay(formula)) continue;
    formula.tabIndex = 0;
    formula.setAttribute('aria-description', context.strings.copyFormulaHint);
  }
}

function addCopyButton(pre: HTMLElement, context: PageContext): void {
  const frame = h('div', { class: 'code' });
  const { strings, host } = context;
  const language = /language-(\S+)/.exec(pre.querySelector('code')?.className ?? pre.className)?.[1];
  const button = h(
    'button',
    {
      type: 'button',
      class: 'copy-code',
      click: () => run(context, host.request('copyText', { text: (pre.textContent ?? '').replace(/\n$/, '') }).then(() => context.say(strings.copied, button)), button),
    },
    strings.copyCode,
  );
  pre.replaceWith(frame);
  pre.tabIndex = 0;
  // The language is drawn by the style sheet: it is no text to be selected or copied.
  frame.append(h('div', { class: 'code-bar', 'data-language': language }, button), pre);
}

function makeScrollable(table: HTMLElement): void {
  const frame = h('div', { class: 'wide', tabindex: 0, role: 'region' });
  table.replaceWith(frame);
  frame.append(table);
}
