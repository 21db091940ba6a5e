import MarkdownIt from 'markdown-it';
import { parseHTML } from 'linkedom';
import { extractMath } from '../../../src/core/render/mathSpans';
import { renderArticle } from '../../../src/core/render/renderArticle';

const markdownIt = new MarkdownIt({ html: false });

/**
 * Everything of a page that a reader sees or uses, read from a DOM. Formulas stand in the text as they are; with
 * `showsPlaces` also the names of places that links of the page lead to, between ⚓.
 */
export function contentOf(html: string, showsPlaces = false): Record<string, string[]> {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  if (showsPlaces) {
    const found = new Set<string>();
    for (const place of document.querySelectorAll('[id], a[name]')) {
      const name = place.getAttribute('id') ?? place.getAttribute('name') ?? '';
      const isUsed = (place.localName === 'a' && !place.hasAttribute('href')) || document.querySelector(`a[href="#${name}"]`) !== null;
      if (isUsed && !found.has(name)) place.prepend(`⚓${name}⚓`);
      if (isUsed) found.add(name);
    }
  }
  for (const br of document.querySelectorAll('br')) br.replaceWith('\n');
  for (const anchor of document.querySelectorAll('h1 a, h2 a, h3 a, h4 a, h5 a, h6 a')) {
    if (anchor.textContent.trim() === '#') anchor.remove();
    // a heading need not be a link to itself
    else if (anchor.getAttribute('href') === `#${anchor.parentElement?.id ?? ''}`) anchor.replaceWith(...anchor.childNodes);
  }
  const bare = (text: string): string => text.replace(/\s+/g, '');
  const texts = (selector: string): string[] => [...document.querySelectorAll(selector)].map((element) => bare(element.textContent));
  const addresses = (selector: string, name: string): string[] =>
    [...document.querySelectorAll(selector)].map((element) => decodeURI(new URL(element.getAttribute(name) ?? '', 'https://kexue.fm').href));
  return {
    text: [bare(document.body.textContent)],
    raised: texts('sup'),
    lowered: texts('sub'),
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => `${heading.tagName} ${bare(heading.textContent)}`),
    links: addresses('a[href]', 'href'),
    images: addresses('img', 'src'),
    alternatives: [...document.querySelectorAll('img')].map((image) => bare(image.getAttribute('alt') ?? '')),
    code: [...document.querySelectorAll('pre')].map((pre) => pre.textContent.trim()),
    languages: [...document.querySelectorAll('pre code')].map((code) => code.getAttribute('class') ?? ''),
    inlineCode: texts('code'),
    items: texts('li'),
    quotes: texts('blockquote'),
    strong: texts('strong, b'),
    deleted: texts('del, s, strike'),
  };
}

/** Our Markdown as HTML, with the formulas' sources in their places. */
export function render(markdown: string): string {
  const { markdown: safe, spans } = extractMath(markdown);
  const html = markdownIt.render(safe);
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return html.replace(/\$\uFDD0(\d+)\uFDD1/g, (_, index: string) => escape((spans[Number(index)]?.source ?? '').replace(/\n[ >]*/g, '\n')));
}

/** The same of what the reader makes of Markdown. Formulas are without their delimiters. */
export function readerContentOf(markdown: string): Record<string, string[]> {
  const { html } = renderArticle(markdown, { idPrefix: '', resolveLink: (href) => ({ href }), resolveImage: (src) => src });
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  for (const formula of document.querySelectorAll('[data-tex]')) formula.replaceWith(formula.getAttribute('data-tex') ?? '');
  for (const place of document.querySelectorAll('a[id]:not([href])')) place.textContent = `⚓${place.id}⚓`;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) heading.removeAttribute('id');
  return contentOf(document.body.innerHTML);
}
