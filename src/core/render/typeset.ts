import katex, { type KatexOptions } from 'katex';
import { katexMarkup, type KatexNode } from './katexMarkup';
import { defineRowGap } from './rowGap';
import { isKnownCommand } from './tex/knownCommands';

/** The only style that our own rewriting asks for; what a page asks for never gets here. */
const OWN_STYLE = 'font-weight:bold';
const OWN_ID = /^[\w.:-]+$/;

/**
 * `trust` lets through two commands, which the translator refuses from a page and writes itself: the anchor of a number,
 * and bold face. Links, images, classes and data never.
 */
const base: KatexOptions = {
  throwOnError: true,
  colorIsTextColor: true,
  strict: 'ignore',
  output: 'htmlAndMathml',
  maxExpand: 1000,
  maxSize: 50,
  trust: (context) =>
    (context.command === '\\htmlId' && OWN_ID.test(context.id)) || (context.command === '\\htmlStyle' && context.style === OWN_STYLE),
};
const inlineOptions: KatexOptions = { ...base, displayMode: false };
const displayOptions: KatexOptions = { ...base, displayMode: true };

/** The step of KaTeX's `renderToString` before the string, which its types leave out. */
const { __renderToDomTree: renderToDomTree } = katex as unknown as { readonly __renderToDomTree: (tex: string, options: KatexOptions) => KatexNode };

defineRowGap();

const UNDEFINED = /^KaTeX parse error: Undefined control sequence: \\([a-zA-Z@]+|.)/;

/** `note` says which command nobody knows: its name stands in its place. */
export type Typeset = { readonly html: string; readonly note?: string } | { readonly reason: string };

/** Draws TeX with KaTeX. Never throws, whatever the formula does. */
export function typeset(tex: string, display: boolean, htmlLength: number): Typeset {
  try {
    // a fresh object each time: KaTeX keeps global definitions in it
    return write(renderToDomTree(tex, { ...(display ? displayOptions : inlineOptions), macros: {} }), htmlLength);
  } catch (error) {
    const reason = error instanceof RangeError ? 'Nested too deeply' : error instanceof Error ? error.message : String(error);
    const unknown = UNDEFINED.exec(reason)?.[1];
    return (unknown !== undefined && !isKnownCommand(unknown) && withNames(tex, display, htmlLength, reason)) || { reason };
  }
}

function write(tree: KatexNode, htmlLength: number): Typeset {
  const html = katexMarkup(tree);
  // makes one piece of it: kept as the tree of its thousands of parts, each garbage collection would walk through them all
  html.charCodeAt(0);
  return html.length > htmlLength ? { reason: 'Too large once drawn' } : { html };
}

/** Draws what nobody knows as its name in red, as the site does; `undefined` where something else is wrong too. */
function withNames(tex: string, display: boolean, htmlLength: number, note: string): Typeset | undefined {
  try {
    const tree = renderToDomTree(tex, { ...(display ? displayOptions : inlineOptions), throwOnError: false, errorColor: 'red', macros: {} });
    return tree.classes?.includes('katex-error') ? undefined : { ...write(tree, htmlLength), note };
  } catch {
    return undefined; // the first error stands
  }
}
