import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextIndex, type Match } from '../../src/webview/textIndex';
import { formula, parseArticle } from './page';

/** What a match covers, as text. */
function covered({ first, last, formulas }: Match): string {
  if (first.node === last.node && first.node.nodeType === 3) return (first.node.nodeValue ?? '').slice(first.offset, last.offset);
  const start = first.node.nodeType === 3 ? (first.node.nodeValue ?? '').slice(first.offset) : '';
  const end = last.node.nodeType === 3 ? (last.node.nodeValue ?? '').slice(0, last.offset) : '';
  return `${start}[${formulas.map((element) => element.getAttribute('data-tex')).join('][')}]${end}`;
}

const find = (html: string, term: string): string[] => new TextIndex(parseArticle(html)).find(term).map(covered);

describe('finding in the article shown', () => {
  it('takes no notice of case, width and markup between', () => {
    assert.deepEqual(find('<p>ＬoRA与lora（低秩）</p>', 'LORA'), ['ＬoRA', 'lora']);
    assert.deepEqual(find('<p>ab（低<b>秩</b>）</p>', '(低'), ['（低']);
    assert.equal(find('<p>低<b>秩</b>分解</p>', '低秩分').length, 1);
  });

  it('finds a word across a line break, and no word across two', () => {
    assert.deepEqual(find('<p>low\n  rank</p>', 'low rank'), ['low\n  rank']);
    assert.deepEqual(find('<p>the rapist</p>', 'therapist'), []);
    assert.deepEqual(find('<p>扩散\n模型</p>', '扩散模型'), ['扩散\n模型']);
  });

  it('finds LaTeX in formulas, whatever its spaces and braces', () => {
    const html = `<p>若${formula('\\mathcal{R}_m^{\\top} \\mathcal{R}_n')}则</p>`;
    for (const term of ['\\mathcal{R}_m^{\\top}', '\\mathcal R_m^\\top', 'R}_n']) assert.deepEqual(find(html, term), ['[\\mathcal{R}_m^{\\top} \\mathcal{R}_n]'], term);
  });

  it('never finds the glyphs that a formula is drawn with', () => {
    assert.deepEqual(find(`<p>${formula('x')}</p>`, 'glyphs'), []);
  });

  it('finds a passage that runs through formulas', () => {
    assert.deepEqual(find(`<p>设${formula('x')}为<em>实</em>数</p>`, '设$x$为'), ['设[x]为']);
  });

  it('counts finds that touch once', () => {
    assert.deepEqual(find('<p>aaaa</p>', 'aa'), ['aa', 'aa']);
  });

  it('finds nothing for nothing', () => {
    assert.deepEqual(find('<p>a</p>', ''), []);
    assert.deepEqual(find('<p>a</p>', ' {} $'), []);
    assert.deepEqual(find('', 'a'), []);
  });
});
