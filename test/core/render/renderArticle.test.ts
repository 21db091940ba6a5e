import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillFailures } from '../../../src/core/render/fillFailures';
import { prepareArticle, renderArticle } from '../../../src/core/render/renderArticle';

const numbers = (markdown: string): string[] => renderArticle(markdown).formulas.map((formula) => formula.numbers.join());
const references = (markdown: string): string[] => renderArticle(markdown).references.map(({ shown }) => shown);

describe('numbers', () => {
  it('counts over the whole article, a row at a time, and leaves out what has no number', () => {
    const markdown = ['\\begin{equation}a\\end{equation}', '$$b$$', '\\begin{align}c&=d\\\\e&=f\\notag\\\\g\\tag{x}\\end{align}', '\\begin{equation*}h\\end{equation*}', '\\begin{gather}i\\\\j\\end{gather}'].join('\n\n');
    assert.deepEqual(numbers(markdown), ['1', '', '2,x', '', '3,4']);
  });

  it('shows each number as text with an anchor of its own', () => {
    const { html, equations } = renderArticle('\\begin{align}a\\label{one}\\\\b\\end{align}', { idPrefix: 'p-' });
    assert.deepEqual(equations.map(({ number, label, anchor }) => ({ number, label, anchor })), [
      { number: '1', label: 'one', anchor: 'p-eq-one' },
      { number: '2', label: undefined, anchor: 'p-eq-2' },
    ]);
    for (const { anchor, number } of equations) assert.match(html, new RegExp(`id="${anchor}"[^>]*>(?:<[^>]+>)*\\(${number}\\)`));
  });

  it('gives none to a formula that the site could not show, though KaTeX draws it', () => {
    const { failures, equations } = renderArticle('\\begin{equation}\\begin{dcases}a\\end{dcases}\\end{equation}\n\n\\begin{equation}b\\end{equation}');
    assert.deepEqual(failures, []);
    assert.deepEqual(equations.map(({ number, formula }) => [number, formula]), [['1', 1]]);
  });
});

describe('references', () => {
  it('are filled in from anywhere, also before the equation, in formulas and in headings', () => {
    const markdown = '## 由\\eqref{e}出发\n\n见$x\\text{（\\ref{e}）}$与$\\eqref{e}$\n\n\\begin{equation}a\\label{e}\\end{equation}';
    assert.deepEqual(references(markdown), ['(1)', '1', '(1)']);
    const { html } = renderArticle(markdown);
    assert.match(html, /<h2[^>]*>由.*<a class="reference" href="#a-eq-e" data-label="e">\(1\)<\/a>/);
    assert.doesNotMatch(html, /<mtext>[^<]*<a/);
  });

  it('and numbers and macros are the same in whatever order the blocks are drawn', () => {
    const markdown = ['见\\eqref{e}。', '$\\newcommand{\\u}{U}\\u$', '\\begin{align}\\u\\tag{\\ref{f}$^*$}\\\\b\\end{align}', '$\\renewcommand{\\u}{V}\\u$', '\\begin{equation}\\u\\label{e}\\end{equation}', '\\begin{equation}d\\label{f}\\end{equation}', '$\\nosuch{$与$x$'].join('\n\n');
    const { blocks, failures } = renderArticle(markdown);
    for (const first of blocks.keys()) {
      const article = prepareArticle(markdown);
      assert.equal(article.renderBlock(first), blocks[first]);
    }
    const backwards = prepareArticle(markdown);
    assert.deepEqual([...blocks.keys()].reverse().map((index) => backwards.renderBlock(index)), [...blocks].reverse());
    assert.deepEqual(backwards.failures, failures);
  });

  it('show a number that is a formula as one', () => {
    const { html } = renderArticle('$$a\\tag{$\\star$}\\label{s}$$\n\n见\\eqref{s}与$b\\text{\\ref{s}}$');
    const links = [...html.matchAll(/<a class="reference" href="#a-eq-s" data-label="s">(.*?)<\/a>/gs)].map(([, shown]) => shown ?? '');
    assert.equal(links.length, 2);
    for (const shown of links) assert.match(shown, /^<span class="katex">(?!.*[$\\]).*⋆/s);
  });

  it('show (???) where there is no such label', () => {
    assert.match(renderArticle('\\eqref{nowhere}').html, /<span class="reference" data-label="nowhere">\(\?\?\?\)<\/span>/);
  });
});

describe('macros of the page', () => {
  it('hold from where they stand to the end of the article, with and without a backslash, with arguments and defaults', () => {
    const { failures } = renderArticle('$\\newcommand{sign}{\\mathop{\\text{sign}}}\\sign x$ $\\newcommand{\\pair}[2][0]{(#1,#2)}\\pair{a}\\pair[b]{c}$\n\n$$\\sign\\pair{\\sign}$$');
    assert.deepEqual(failures, []);
  });

  it('never reach another article', () => {
    renderArticle('$\\def\\mine{x}\\mine$');
    assert.match(renderArticle('$\\mine$').html, /<mtext>\\mine<\/mtext>/);
  });

  it('can have the names of what every object has', () => {
    assert.deepEqual(renderArticle('$\\def\\constructor{a}\\constructor\\newcommand{toString}{b}\\toString$').failures, []);
    assert.match(renderArticle('$\\hasOwnProperty$').html, /<mtext>\\hasOwnProperty<\/mtext>/);
  });

  it('are put into what is copied, where they are used', () => {
    const { html } = renderArticle('$\\newcommand{\\pair}[2][0]{\\langle #1,#2\\rangle}\\alpha$，$\\pair{x}^2$\n\n\\begin{equation}\\pair[y]{z}\\label{p}\\end{equation}\n\n$\\def\\pair{q}\\pair<1$');
    assert.deepEqual([...html.matchAll(/data-standalone="([^"]*)"/g)].map(([, tex]) => tex), ['\\langle 0,x\\rangle^{2}', '\\langle y,z\\rangle', 'q&lt;1']);
  });

  it('end where they call themselves', () => {
    const { failures, html } = renderArticle('$\\def\\a{\\a\\a}\\a$ 后文$x$');
    assert.equal(failures.length, 1);
    assert.match(html, /后文<span class="math"/);
  });
});

describe('formulas that KaTeX would draw otherwise', () => {
  const shown = (markdown: string): string => renderArticle(markdown).html.replace(/<span class="katex-mathml">.*?<\/math><\/span>/gs, '');

  it('have scripts below a word that is an operator where displayed, beside it in a line', () => {
    assert.match(shown('$$\\mathop{\\text{argmin}}_{x}f$$'), /op-limits/);
    assert.doesNotMatch(shown('$\\mathop{\\text{argmin}}_{x}f$'), /op-limits/);
    assert.match(shown('$$\\mathop{A}\\limits_{x}$$'), /mathnormal">A/);
  });

  it('have the rows of a table, not those of an alignment, as far apart as on the site', () => {
    const heights = (tex: string): (string | undefined)[] => [...shown(`$$${tex}$$`).matchAll(/katex-strut" style="height:([\d.]+)em/g)].map(([, height]) => height);
    const aligned = heights('\\begin{aligned}a\\\\b\\end{aligned}');
    assert.deepEqual(heights('\\begin{array}{c}a\\\\b\\\\c\\end{array}'), ['4.38']);
    assert.deepEqual(heights('\\begin{array}{c}a\\\\\\hline b\\\\c\\end{array}'), ['4.68']);
    assert.deepEqual(heights('\\begin{pmatrix}a\\\\b\\\\c\\end{pmatrix}'), heights('\\pmatrix{a\\cr b\\cr c}'));
    const tall = Number(heights('\\dfrac{1}{2}')[0]);
    const [ruled] = heights('\\begin{array}{c}\\hline\\dfrac{1}{2}\\\\\\hline\\dfrac{1}{2}\\\\\\hline\\end{array}');
    assert.ok(Number(ruled) > 2 * tall + 1, `${String(ruled)} of two rows of ${String(tall)} between rules`);
    assert.deepEqual(heights('\\begin{array}{c}\\frac{1}{2}\\\\\\hline b\\\\c\\end{array}'), ['4.68'], 'a small fraction needs no more');
    for (const name of ['pmatrix', 'cases', 'dcases']) {
      const [both] = heights(`\\begin{${name}}\\dfrac{1}{2}\\\\\\dfrac{1}{2}\\end{${name}}`);
      assert.ok(Number(both) > 2 * tall + 0.29, `${name}: ${String(both)} of two rows of ${String(tall)}`);
    }
    assert.deepEqual(heights('\\begin{pmatrix}a\\\\b\\\\c\\end{pmatrix}=\\begin{aligned}a\\\\b\\end{aligned}').at(-1), aligned[0]);
  });

  it('have lines outside of any table, in the middle, and one number', () => {
    const html = shown('\\begin{equation}a\\\\[5pt]b\\end{equation}');
    assert.doesNotMatch(html, /newline/);
    assert.match(html, /mtable.*>\(1\)</s);
  });
});

describe('formulas that nobody can draw', () => {
  it('show their source with the reason, and the rest is whole', () => {
    const { html, failures } = renderArticle('前$\\begin{nosuch}<b>\\end{nosuch}$后$y$');
    assert.match(html, /<code class="math-source" title="[^"]*nosuch[^"]*">\$\\begin\{nosuch\}&lt;b&gt;\\end\{nosuch\}\$<\/code>/);
    assert.equal(failures.length, 1);
    assert.match(html, /后<span class="math"/);
  });

  it('show a command that nobody knows by its name, as the site does, and keep their numbers', () => {
    const { html, failures, equations } = renderArticle('\\begin{equation}\\nosuch+\\frac{1}{2}\\end{equation}');
    assert.deepEqual(failures, []);
    assert.deepEqual(equations.map(({ number }) => number), ['1']);
    assert.match(html, /title="[^"]*Undefined control sequence: \\nosuch[^"]*"/);
    assert.match(html, /color:red[^>]*>\\nosuch/);
    assert.match(html, /<mfrac>/);
  });

  it('are filled in by another engine afterwards, from a source that stands alone', () => {
    const article = renderArticle('$\\def\\w{H2O}$\n\n$$\\ce{\\w}$$\n\n$\\cf{nosuch}$');
    assert.deepEqual(article.failures.map(({ formula, display }) => [formula, display]), [[1, true], [2, false]]);
    const filled = fillFailures(article, new Map([[1, { svg: '<svg>$&</svg>' }], [2, { reason: 'no "idea"' }]]));
    assert.match(filled.blocks.join(''), /<span class="math math-display math-svg"[^>]*><svg>\$&<\/svg><\/span>/);
    assert.match(filled.blocks.join(''), /title="[^"]*\\ce[^"]* · no &quot;idea&quot;"/);
    assert.deepEqual(filled.failures.map(({ formula }) => formula), [2]);
  });

  it('cost only themselves: too long, too deep, too large', () => {
    const hostile = [`${'{'.repeat(5000)}x${'}'.repeat(5000)}`, 'x+'.repeat(50_000), `\\begin{matrix}${Array.from({ length: 90 }, () => Array(90).fill('a').join('&')).join('\\\\')}\\end{matrix}`];
    const { failures, html } = renderArticle(`${hostile.map((tex) => `$$${tex}$$`).join('\n\n')}\n\n$z$`);
    assert.deepEqual(failures.map(({ formula }) => formula), [0, 1, 2]);
    assert.match(html, /<mi>z<\/mi>/);
  });
});

describe('what a page may not do', () => {
  it('no links, images, classes, ids or styles come out of formulas', () => {
    const tex = ['\\href{javascript:alert(1)}{x}', '\\url{https://x.test}', '\\htmlClass{evil}{x}', '\\htmlId{evil}{x}', '\\htmlStyle{position:fixed}{x}', '\\style{position:fixed}{x}', '\\class{evil}{x}', '\\cssId{evil}{x}', '\\includegraphics{x.png}', '\\color{"><script>}x'];
    const html = renderArticle(tex.map((each) => `$${each}$`).join('\n\n')).html.replace(/ (?:data-tex|title)="[^"]*"|<code class="math-source"[^>]*>[^<]*<\/code>/g, '');
    assert.doesNotMatch(html, /<a |<img|<script|evil|position:fixed/);
  });

  it('links go to http, https and mailto only, and the host decides', () => {
    const markdown = '[a](command:x) [b](https://b.test/1) [c](vscode://x) [d](mailto:a@b.c) [e](#名)';
    assert.deepEqual([...renderArticle(markdown).html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href), ['https://b.test/1', 'mailto:a@b.c', '#a-名']);
    const { html } = renderArticle('[b](https://b.test/1)', { resolveLink: () => ({ href: 'https://b.test/1', articleId: '7', fragment: 'x"y' }) });
    assert.match(html, /<a href="https:\/\/b.test\/1" data-article="7" data-fragment="x&quot;y">/);
    assert.doesNotMatch(renderArticle('[b](https://b.test/1)', { resolveLink: () => ({ href: 'command:x' }) }).html, /command/);
  });

  it('images load only what the host gives', () => {
    assert.match(renderArticle('![图$x$](https://b.test/1.png)').html, /<span class="missing-image">图\$x\$<\/span>/);
    assert.match(renderArticle('![图](https://b.test/1.png)', { resolveImage: () => 'file:///1.png' }).html, /<img src="file:\/\/\/1.png" alt="图" loading="lazy">/);
  });
});

describe('Markdown', () => {
  it('makes Chinese beside emphasis bold, and drops the marks that help other renderers', () => {
    assert.match(renderArticle('**定理$x$：**设，他说**“对。”**然后**甲\uFEFF**乙').html, /<strong>定理.*<\/strong>设，他说<strong>“对。”<\/strong>然后<strong>甲<\/strong>乙/);
  });

  it('keeps the lines of a formula in a quote, less the marks of the quote', () => {
    assert.deepEqual(renderArticle('> > $$\n> > a > b\n> > $$').formulas.map(({ tex }) => tex), ['a > b']);
  });

  it('takes no formula out of code, addresses or money', () => {
    const { formulas, html } = renderArticle('`$a$` 花了$5和$10\n\n    $b$\n\n```\n$$\nc\n$$\n```\n\n[x](https://b.test/$d$)');
    assert.deepEqual(formulas, []);
    for (const part of ['<code>$a$</code>', '花了$5和$10', '$b$', '$$\nc\n$$']) assert.ok(html.includes(part), part);
  });

  it('draws block by block what it draws whole', () => {
    const markdown = '# 甲\n\n$a$\n\n\\begin{equation}b\\label{l}\\end{equation}\n\n\\eqref{l}';
    const prepared = prepareArticle(markdown);
    const blocks = Array.from({ length: prepared.blockCount }, (_, index) => prepared.renderBlock(index));
    assert.deepEqual(blocks, renderArticle(markdown).blocks);
    assert.equal(blocks.length, 4);
  });

  it('gives headings of one name different anchors', () => {
    assert.deepEqual(renderArticle('# 甲 乙\n\n# 甲 乙').headings.map(({ anchor }) => anchor), ['a-甲-乙', 'a-甲-乙-2']);
  });
});

it('the second column of plain cases is text', () => {
  const { html, failures } = renderArticle('$\\cases{a & if $x>0$\\cr b & otherwise}$');
  assert.deepEqual(failures, []);
  assert.match(html, /<mtext>if<\/mtext>|<mtext>if.<\/mtext>/);
  assert.match(html, /<mtext>otherwise<\/mtext>/);
});

it('bold reaches letters of every font', () => {
  const { html } = renderArticle('$\\boldsymbol{\\mathcal{R}}$');
  assert.match(html, /font-weight:bold[^>]*>.*mathcal/);
});

describe('what only our Markdown has', () => {
  it('are places that links lead to, and no other HTML', () => {
    const { html, headings } = renderArticle('[去](#甲&#36;)\n\n## <a id="甲&#38;&#36;"></a>题\n\n<a id="b"></a><b>x</b> <a href="x"></a>', { idPrefix: 'p-' });
    assert.match(html, /<a href="#p-甲\$">去<\/a>/);
    assert.match(html, /<h2 id="p-题"><a id="p-甲&amp;\$"><\/a>题<\/h2>/);
    assert.match(html, /<p><a id="p-b"><\/a>&lt;b&gt;x&lt;\/b&gt; &lt;a href=&quot;x&quot;&gt;&lt;\/a&gt;<\/p>/);
    assert.deepEqual(headings.map(({ text }) => text), ['题']);
  });

  it('is raised and lowered text, with blanks and beside what is struck out', () => {
    const html = (markdown: string): string => renderArticle(markdown).html.trim();
    assert.equal(html('x^a b^y~i~'), '<p>x<sup>a b</sup>y<sub>i</sub></p>');
    assert.equal(html('[~~甲~~](http://a.cn)~~乙~~\uFEFF~丙~'), '<p><a href="http://a.cn"><s>甲</s></a><s>乙</s><sub>丙</sub></p>');
    assert.equal(html('2 ^ 3 ^ 4'), '<p>2 ^ 3 ^ 4</p>');
  });
});

describe('a link', () => {
  it('holds no second link, be it the reference in a formula', () => {
    const { html } = renderArticle('[见\\eqref{e}](http://a.cn)\n\n\\begin{equation}a\\label{e}\\end{equation}');
    assert.match(html, /<a href="http:\/\/a\.cn">见(?:(?!<a ).)*<span class="reference" data-label="e">\(1\)<\/span>/s);
  });

  it('and emphasis end before a sign beyond the first plane', () => {
    assert.match(renderArticle('~~[甲](http://a.cn)~~😀').html, /<s><a href="http:\/\/a\.cn">甲<\/a><\/s>😀/);
  });
});
