import katex, { type KatexOptions } from 'katex';

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

/** The step of KaTeX's `renderToString` before the string, which its types leave out: what is dropped there costs nothing. */
const { __renderToDomTree: renderToDomTree } = katex as unknown as { readonly __renderToDomTree: (tex: string, options: KatexOptions) => MarkupNode };

export type Typeset = { readonly html: string } | { readonly reason: string };

/** Draws TeX with KaTeX. Never throws, whatever the formula does. */
export function typeset(tex: string, display: boolean, htmlLength: number): Typeset {
  try {
    // a fresh object each time: KaTeX keeps global definitions in it
    const tree = renderToDomTree(tex, { ...(display ? displayOptions : inlineOptions), macros: {} });
    dropAnnotation(tree);
    const html = tree.toMarkup();
    return html.length > htmlLength ? { reason: 'Too large once drawn' } : { html };
  } catch (error) {
    return { reason: error instanceof RangeError ? 'Nested too deeply' : error instanceof Error ? error.message : String(error) };
  }
}

/** What KaTeX builds before it writes. */
interface MarkupNode {
  readonly type?: string;
  children?: MarkupNode[];
  toMarkup(): string;
}

/** KaTeX's copy of the source holds our rewriting, not what the author wrote; that is in `data-tex`. It is in the first branch. */
function dropAnnotation(tree: MarkupNode): void {
  for (let node: MarkupNode | undefined = tree; node; node = node.children?.[0]) {
    if (node.type === 'semantics') {
      node.children = node.children?.filter(({ type }) => type !== 'annotation') ?? [];
      return;
    }
  }
}
