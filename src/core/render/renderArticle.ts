import type { Token } from 'markdown-it';
import { ArticleMath, DEFAULT_LIMITS } from './articleMath';
import { createMarkdown, mathIndexes, restoreTokens } from './markdownMath';
import { extractMath } from './mathSpans';
import { collectHeadings, installLinks } from './parts';
import type { PreparedArticle, RenderedArticle, RenderOptions } from './types';

/**
 * Reads the Markdown of one post: headings with anchors, formulas numbered as the site numbers them, references known,
 * addresses decided by the host. Its blocks can then be drawn one by one, so that the first screen need not wait for the
 * rest. Pure: nothing of one article reaches another.
 */
export function prepareArticle(markdown: string, options: RenderOptions = {}): PreparedArticle {
  const idPrefix = options.idPrefix ?? 'a-';
  const { markdown: text, spans } = extractMath(markdown);
  const math = new ArticleMath(idPrefix, { ...DEFAULT_LIMITS, ...options.limits }, options.known);
  const places = new Map<number, number>();
  const parser = createMarkdown({ spans, draw: (index) => math.html(places.get(index) ?? -1) }, idPrefix);
  installLinks(parser, options, idPrefix);

  const tokens = parser.parse(text, {});
  restoreTokens(tokens, spans);
  const headings = collectHeadings(tokens, spans, idPrefix);
  for (const index of mathIndexes(tokens)) {
    const span = spans[index];
    if (span) places.set(index, math.add(span));
  }
  const blocks = splitBlocks(tokens);
  return {
    headings,
    get formulas() {
      return math.rendered;
    },
    get equations() {
      return math.equations;
    },
    get references() {
      return math.references;
    },
    blockCount: blocks.length,
    renderBlock: (index) => parser.renderer.render(blocks[index] ?? [], parser.options, {}),
    get failures() {
      return math.failures;
    },
  };
}

/**
 * Renders the Markdown of one post whole; see {@link prepareArticle}. Synchronous. A formula that cannot be drawn shows
 * its source and is listed in `failures`; nothing is thrown.
 */
export function renderArticle(markdown: string, options: RenderOptions = {}): RenderedArticle {
  const article = prepareArticle(markdown, options);
  const blocks = Array.from({ length: article.blockCount }, (_, index) => article.renderBlock(index));
  const { headings, formulas, equations, references, failures } = article;
  return {
    get html() {
      return blocks.join('');
    },
    blocks,
    headings,
    formulas,
    equations,
    references,
    failures,
  };
}

/** Top-level blocks: from an opening token at level 0 to its closing one. */
function splitBlocks(tokens: Token[]): Token[][] {
  const blocks: Token[][] = [];
  let start = 0;
  for (let level = 0, at = 0; at < tokens.length; at++) {
    level += tokens[at]?.nesting ?? 0;
    if (level === 0) {
      blocks.push(tokens.slice(start, at + 1));
      start = at + 1;
    }
  }
  return blocks;
}
