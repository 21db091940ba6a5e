import { takePlain } from './plainHtml';
import type * as Purify from './purify';

/** Bundled, but made only once it is asked for: it is half of the script, and hardly any article needs it. */
declare function require(module: './purify'): typeof Purify;

/** HTML, or what the browser has parsed of it already, inert. */
export type ForeignHtml = string | HTMLTemplateElement;

/**
 * The second wall, after the renderer's own escaping: turns HTML into nodes that can neither run nor load anything. Of a
 * template it takes the nodes, and leaves it empty. Nearly all articles are plain and need no more than a look.
 */
export function sanitize(html: ForeignHtml): DocumentFragment {
  const template = typeof html === 'string' ? Object.assign(document.createElement('template'), { innerHTML: html }) : html;
  return takePlain(template.content) ?? require('./purify').purify(typeof html === 'string' ? html : html.innerHTML);
}
