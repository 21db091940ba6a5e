import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToMarkdown } from '../../../src/core/convert/htmlToMarkdown';
import { contentOf, render } from './pageContent';

/** Markup as old and new pages of such blogs have it, each with what has broken converters. */
const pages: Readonly<Record<string, string>> = {
  'blocks inside links': `<a href="/big.png"><div><img src="/small.png" alt="图"/></div></a><p>前<a href="/x"><span>内<div>块</div></span></a>后</p><a href="/h"><h3>链题</h3></a><h3><a href="/h2">题链</a></h3><ul><li><a href="/li"><p>项</p></a></li></ul>`,
  'lists in lists, with code and quotes': `<ol><li><p>甲</p><ul><li>乙<ol start="3"><li>丙<br/>丁</li><li><pre><code class="language-c">int a;\n  b;</code></pre></li></ol></li></ul><blockquote><p>1、引</p><p>2、文</p></blockquote></li><li>戊</li></ol>`,
  'lists without order': `<ul>散<li>一</li>文<li>二</li></ul><li>孤</li><ul><ul><li>深</li></ul></ul><ol reversed start="3"><li value="7">七</li><li>八</li></ol><ul><li></li><li><h3>题</h3>文</li><li><table><tr><td>表</td></tr></table></li></ul>`,
  'merged cells with formulas': `<table><tr><th>甲</th><th colspan="2">乙</th></tr><tr><td rowspan="2">一</td><td>二</td><td>$|x|$</td></tr><tr><td><b>三</b></td><td><a href="/archives/3">四</a><br/>五</td></tr></table>`,
  'tables in tables, code in cells': `<table><tr><td>外<table><tr><td>内一</td><td>内二</td></tr></table></td><td><img src="/a.png" alt="p"/></td></tr></table><table><tbody><tr><td><pre><code>a\nb</code></pre></td></tr></tbody></table>`,
  'formulas side by side': `<p>$a$$b$，$c$,$d$；第2$n$个，$n$2次，$x$-$y$，3$\\times$4，“$z$”，($w$)，$$u$$$v$，$n$<b>$m$</b>$k$</p>`,
  'formulas over lines, in quotes and items': `<p>\\begin{equation}\\begin{array}{c|cc}\\hline<br/>\n&amp; a &amp; b\\\\ \\hline<br/>\n\\text{中文 &lt; 文} &amp; \\$5 &amp; \\# \\\\<br/>\n\\end{array}\\end{equation}</p><blockquote><p>$$<br/>\nx &gt; y<br/>\n$$</p><ul><li>\\begin{align}<br/>a&amp;=b\\\\<br/>- c&amp;=d<br/>\\end{align}</li></ul></blockquote>`,
  'formulas cut by tags, comments and entities': `<p>$\\text{<b>粗</b>}$，$a&#95;b$，$x&nbsp;y$，$a<!-- c -->b$，$a&lt;!--b--&gt;$，\\begin{CD}A @>>> B\\end{CD}，$\\newcommand{msign}{\\mathop{\\text{msign}}}\\msign(x)$</p>`,
  'code with dollars, in lines and blocks': `<p>用<code>$PATH</code>与<code>a$b$c</code>，$x$，<code>\`tick\`</code>与<code> 空 </code></p><pre class="line-numbers"><code class="language-bash">echo $HOME $x$ \\(a\\) &lt;b&gt; &amp;amp;\n\`\`\`\n  for i in $(seq 1 3)\n</code></pre><p>$z$</p>`,
  'text that looks like markup': `<p>1. 非列表</p><p>- 非项</p><p># 非题</p><p>&gt; 非引</p><p>a<br/>- b<br/>1. c<br/># d<br/>&gt; e<br/>---<br/>===<br/>\`\`\`<br/>| a | b |<br/>|---|---|</p><p>*</p><p>+</p><p>[x]: http://a.b</p><p>![a]</p><p>&lt;div&gt;</p><p>a_b_c _d_ __e__ *f*g</p><p>\\ \\\\ \\* \\n</p><p>{x} {{y}} &lt;!-- z --&gt; :smile: ==d== ++e++</p>`,
  'white space and empty elements': `<p>\n   前导\t制表   多空\n换行\n</p>文字<p></p><p> </p><p>&nbsp;</p>尾<br/><br/><br/>三行<p>a<br/></p><p><br/>b</p>`,
  'emphasis side by side': `<p>a<span> </span>b <em>强</em><em>调</em>x<strong>粗</strong>y <b>（括）</b>后<b>“引”</b>后 a<b>b</b>c<strong><em>粗斜</em></strong>1<del>删</del>2 *星* _线_ **x** ~~y~~</p>`,
  'characters by name and number': `<p>&nbsp;&nbsp;缩进&emsp;全 &lt;tag&gt; &amp;lt; &copy; &#x4e2d; &ldquo;引&rdquo; &hellip; a&shy;b &unknown;</p>`,
  'elements that are never closed': `<p>一<i>二<p>三</i>四<blockquote>五<div>六</p>七`,
};

for (const [name, html] of Object.entries(pages)) {
  test(`every word, formula, link and item comes through: ${name}`, () => {
    const markdown = htmlToMarkdown(html, { baseUrl: 'https://kexue.fm/archives/1' });
    const expected = contentOf(html);
    const actual = contentOf(render(markdown));
    for (const kind of ['text', 'headings', 'links', 'images', 'code', 'items', 'quotes'] as const) {
      assert.deepEqual(actual[kind]?.filter(Boolean), expected[kind]?.filter(Boolean), `${kind}\n${markdown}`);
    }
  });
}
