import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import katex, { type KatexOptions } from 'katex';
import { katexMarkup, type KatexNode } from '../../../src/core/render/katexMarkup';

const { __renderToDomTree: draw } = katex as unknown as { readonly __renderToDomTree: (tex: string, options: KatexOptions) => KatexNode };
const drawn = (tex: string): KatexNode => draw(tex, { displayMode: true, strict: 'ignore', trust: true, colorIsTextColor: true });

/** The half that is seen, without attributes that say nothing; and the text of the half that is read out. */
function halves(html: string): { seen: string; read: string } {
  const [mathml = '', seen = ''] = html.split(/(?=<span class="katex-html")/);
  return {
    seen: seen.replace(/ class=""/g, '').replace(/&#x27;/g, "'"),
    read: mathml.replace(/<annotation .*?<\/annotation>/s, '').replace(/<[^>]*>/g, '').replace(/&#x27;/g, "'"),
  };
}

const formulas = [
  'x_1^2+\\frac{\\alpha}{\\sqrt[3]{\\beta}}',
  '\\sum_{i=1}^n\\left(\\int_0^1 f\\,dx\\right)\\quad\\mathcal{L}\\boldsymbol{\\theta}\\mathbb{R}',
  '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\begin{cases}a&\\text{若 }x<0\\\\b&\\text{其他}\\end{cases}',
  '\\begin{align}a&=b\\tag{1}\\\\c&=d\\notag\\end{align}',
  '\\widehat{xyz}\\overbrace{a+b}^{n}\\xrightarrow[下]{上}\\cancel{x}\\boxed{y}\\vec{v}\\dot{\\theta}',
  '\\textcolor{red}{a}\\colorbox{yellow}{b}\\fcolorbox{black}{white}{c}\\htmlId{a-eq-1}{d}\\htmlStyle{font-weight:bold}{e}',
  "f'\\&\\text{<b>\"it's\" \\& so</b>}\\lt\\gt",
  '\\begin{array}{|c:c|}\\hline 1&2\\\\\\hdashline 3&4\\\\\\hline\\end{array}',
  '\\lVert x\\rVert\\Big|\\mathop{\\lim}\\limits_{n\\to\\infty}\\underset{y}{x}\\phantom{z}\\raisebox{2pt}{u}\\rule{1em}{2pt}\\smash{b}\\mathrlap{c}\\nabla\\ne\\not\\in',
];

describe("KaTeX's tree", () => {
  for (const tex of formulas) {
    it(`is written as KaTeX writes it: ${tex}`, () => assert.deepEqual(halves(katexMarkup(drawn(tex))), halves(drawn(tex).toMarkup())));
  }

  it('has no elements in tokens of MathML, where screen readers lose them', () => {
    const html = katexMarkup(drawn('\\operatorname*{arg\\,max}\\mathop{\\text{argmax}}\\dot{\\boldsymbol{\\theta}}\\mathbin{\\dot{\\theta}}'));
    assert.doesNotMatch(html, /<(?:mo|mi|mn|mtext|ms)\b[^>]*><m/);
    assert.match(html, /<mrow>.*<mtext>argmax<\/mtext>/s);
  });
});
