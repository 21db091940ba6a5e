import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import katex, { type KatexOptions } from 'katex';
import { katexMarkup, type KatexNode } from '../../../src/core/render/katexMarkup';

const { __renderToDomTree: draw } = katex as unknown as { readonly __renderToDomTree: (tex: string, options: KatexOptions) => KatexNode };
const drawn = (tex: string): KatexNode => draw(tex, { displayMode: true, strict: 'ignore', trust: true, colorIsTextColor: true });

const styles = readFileSync(createRequire(import.meta.url).resolve('katex/dist/katex.css'), 'utf8');

/** HTML without the classes that KaTeX's style sheet does not know, and without spans that then say nothing. */
function effective(html: string): string {
  const kept: boolean[] = [];
  return html.replace(/ class="([^"]*)"/g, (_, names: string) => {
    const known = names.split(' ').filter((name) => new RegExp(`\\.${name}(?![\\w-])`).test(styles)).join(' ');
    return known === '' ? '' : ` class="${known}"`;
  }).replace(/<span(>?)|<\/span>/g, (tag, bare: string | undefined) => {
    if (tag !== '</span>') kept.push(bare !== '>');
    return (tag === '</span>' ? kept.pop() : kept.at(-1)) ? tag : '';
  });
}

/** The half that is seen, as far as it matters; and the text of the half that is read out. */
function halves(html: string): { seen: string; read: string } {
  const { mathml, seen } = halvesAsWritten(html);
  return {
    seen: effective(seen).replace(/&#x27;/g, "'"),
    read: mathml.replace(/<annotation .*?<\/annotation>/s, '').replace(/<[^>]*>/g, '').replace(/&#x27;/g, "'"),
  };
}

function halvesAsWritten(html: string): { mathml: string; seen: string } {
  const [mathml = '', seen = ''] = html.split(/(?=<span class="katex-html")/);
  return { mathml, seen };
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

  it('keeps the spans that the style sheet asks for by their place', () => {
    const { seen } = halvesAsWritten(katexMarkup(drawn('\\frac{1}{2}\\mathrlap{c}')));
    assert.match(seen, /<span class="pstrut"[^>]*><\/span><span>1<\/span>/);
    assert.match(seen, /<span class="katex-inner"><span>/);
  });

  it('has no spans that change nothing', () => {
    const { seen } = halvesAsWritten(katexMarkup(drawn('\\max(0,1)^2')));
    assert.match(seen, />max\(0,<.*>1\)<.*>2</);
    assert.doesNotMatch(seen, /class="[^"]*\bm(?:ord|op|open|close|punct|tight)\b/);
  });

  it('has no elements in tokens of MathML, where screen readers lose them', () => {
    const html = katexMarkup(drawn('\\operatorname*{arg\\,max}\\mathop{\\text{argmax}}\\dot{\\boldsymbol{\\theta}}\\mathbin{\\dot{\\theta}}'));
    assert.doesNotMatch(html, /<(?:mo|mi|mn|mtext|ms)\b[^>]*><m/);
    assert.match(html, /<mrow>.*<mtext>argmax<\/mtext>/s);
  });
});
