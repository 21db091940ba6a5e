import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toMarkdown } from '../../src/webview/toMarkdown';
import { formula, parseArticle } from './page';

const cases: readonly (readonly [name: string, html: string, markdown: string])[] = [
  ['paragraphs, divided', '<p>一 <b>二</b></p>\n<p>三</p>', '一 **二**\n\n三'],
  ['a formula in a line', `<p>设${formula('x<1 & y')}，则</p>`, '设$x<1 & y$，则'],
  ['a displayed formula in the middle of a paragraph', `<div>因为${formula('\\begin{equation}a\\end{equation}', true)}所以</div>`, '因为\n\n$$\n\\begin{equation}a\\end{equation}\n$$\n\n所以'],
  ["a formula without the article's macros", '<p><span data-tex="\\\\E x" data-standalone="\\\\mathbb{E}x"></span></p>', '$\\\\mathbb{E}x$'],
  ['headings', `<h3>关于${formula('n')}</h3><p>x</p>`, '### 关于$n$\n\nx'],
  ['lists, also one in another', '<ol start="3"><li>甲<ul><li>子</li></ul></li><li><p>乙</p></li></ol>', '3. 甲\n\n   - 子\n4. 乙'],
  ['a quote with a formula of its own lines', `<blockquote><p>引</p>${formula('a\nb', true)}</blockquote>`, '> 引\n>\n> $$\n> a\n> b\n> $$'],
  ['code, with its language, without the button', '<div class="code"><pre><code class="language-python">a = 1\n  b\n</code></pre><div class="code-bar"><button>Copy</button></div></div>', '```python\na = 1\n  b\n```'],
  ['code that holds a fence', '<pre><code>```\nx\n```</code></pre>', '````\n```\nx\n```\n````'],
  ['code in a line', '<p><code>a`b</code> <code>c</code></p>', '`` a`b `` `c`'],
  ['links out, but not those inside the page', '<p><a href="https://a.example/">外</a> <a href="#a-1">(1)</a></p>', '[外](https://a.example/) (1)'],
  ['an image by the address it came from', '<p><img data-src="https://a.example/p.png" src="vscode-resource:x" alt="图"></p>', '![图](https://a.example/p.png)'],
  ['a table', '<table><thead><tr><th>a|b</th><th>c</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>', '| a\\|b | c |\n| --- | --- |\n| 1 |  |'],
  ['marks without the white space at their ends', '<p>a<em> b </em>c</p>', 'a *b* c'],
  ['line breaks', '<p>a<br>\n b</p>', 'a\nb'],
  ['nothing for nothing', '<p> </p><div></div>', ''],
];

describe('a copied passage', () => {
  for (const [name, html, markdown] of cases) it(`has ${name}`, () => assert.equal(toMarkdown(parseArticle(html)), markdown));
});
