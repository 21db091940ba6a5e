import { hasClass, type Rule } from '../rule';

/** What browsers don't show, and pictures made of elements: MathJax 3 draws in `mjx-math` or `svg`, beside MathML that can be read. */
export const skipped: Rule = {
  tags: ['mjx-math', 'script', 'style', 'rp', 'noscript', 'template', 'title', 'head', 'svg', 'map', 'datalist', 'noembed', 'noframes'],
  skips: true,
};

/** What MathJax 2 leaves in a page saved from a browser, and KaTeX's drawing: the formula's source stands beside it. */
export const mathJaxOutput: Rule = {
  tags: ['span', 'div', 'nobr'],
  matches: ({ attributes }) =>
    /(?:^|\s)(?:MathJax|mjx-|MJX|katex-html)/.test(attributes['class'] ?? '') || /^(?:MathJax-Element-\d+-Frame|MathJax_)/.test(attributes['id'] ?? ''),
  skips: true,
};

/** What Prism puts beside code: line numbers and buttons. */
export const codeToolbar: Rule = {
  tags: ['span', 'div'],
  matches: (element) => hasClass(element, 'line-numbers-rows') || hasClass(element, 'toolbar'),
  skips: true,
};
