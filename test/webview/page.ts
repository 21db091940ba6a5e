import { parseHTML } from 'linkedom';

/** The `<article>` of a small page: what the tests of the page's own code walk through on plain Node. */
export function parseArticle(html: string): HTMLElement {
  const { document } = parseHTML(`<!DOCTYPE html><html><body><article>${html}</article></body></html>`);
  const article = document.querySelector('article');
  if (!article) throw new Error('the page has no article');
  return article;
}

/** A formula as the renderer and the pipeline write it, with glyphs that must never be copied. */
export function formula(tex: string, display = false): string {
  const escaped = tex.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  const tag = display ? 'div' : 'span';
  return `<${tag} data-tex="${escaped}"${display ? ' data-display=""' : ''}><span class="katex"><math><mi>𝑔</mi></math><span aria-hidden="true">glyphs</span></span></${tag}>`;
}
