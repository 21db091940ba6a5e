import assert from 'node:assert/strict';
import { findPassage } from '../../../src/core/search/matches';
import { parseQuery } from '../../../src/core/search/query';
import { landingIn, textQuery } from '../../../src/host/search/landing';
import { readablePassage } from '../../../src/host/search/readablePassage';

function land(query: string, title: string, markdown: string) {
  const parsed = parseQuery(query);
  return landingIn(parsed, title, markdown, findPassage(textQuery(parsed, title), markdown)?.match);
}

describe('where a hit lands', () => {
  it('is the beginning where the title has all that was looked for', () => {
    assert.equal(land('旋转 xuanzhuan', '旋转位置编码', '旋转'), undefined);
    assert.equal(land('in:title 别的', '旋转位置编码', '别的'), undefined);
  });

  it('is the place of what the title has not', () => {
    assert.deepEqual(land('旋转 复数', '旋转位置编码', '说到旋转，就说到复数。'), { terms: ['复数'], passage: '说到旋转，就说到复数。' });
  });

  it('is in the text where the text was asked for', () => {
    assert.deepEqual(land('in:text 旋转', '旋转', '又是旋转'), { terms: ['旋转'], passage: '又是旋转' });
  });

  it('is given as the text writes it: traditional, capital or wide', () => {
    assert.deepEqual(land('矩阵', '题', '從矩陣說起，到矩阵為止')?.terms, ['矩陣', '矩阵']);
    assert.deepEqual(land('lora', '题', 'LoRA与ｌｏｒａ')?.terms?.length, 1);
    assert.deepEqual(land('\\mathcal R m', '题', '设$\\mathcal{R}m$')?.terms, ['\\mathcal{R}m']);
  });

  it('is told by text without any markup, or by the inside of a formula', () => {
    assert.equal(land('正交', '题', '好在它们是**两两正交**的。')?.passage, '两两正交');
    assert.equal(land('正交', '题', '见[正交的波](/archives/1)和`正交`')?.passage, '正交的波');
    assert.equal(land('x_1', '题', '设$a=x_1$为')?.passage, 'a=x_1');
  });

  it('is nowhere where the text has none of it', () => {
    assert.equal(land('复数', '题', '实数'), undefined);
  });
});

describe('the line below a title', () => {
  for (const [markdown, line] of [
    ['见[正交的波](/archives/1)，**重要**', '见正交的波，重要'],
    ['设$f(x)$以 $2\\pi$ 为周期', '设f(x)以 2\\pi 为周期'],
    ['\\begin{equation}a=b\\label{eq:a}\\end{equation}', 'a=b'],
    ['![图](/usr/a.png) 乘\\*号', '图 乘*号'],
    ['的分*布*，另见*分布* ：\n\n## 数值检验\n\n```python\nimport numpy\n```\n', '的分布，另见分布 ： 数值检验 import numpy'],
    ['正态分布*  ### 下一节', '正态分布 下一节'],
    ['第 # 号与 C# 与 **重要**的', '第 # 号与 C# 与 重要的'],
    ['设$a^*b^*$成立，$a*b$不成立', '设a^*b^*成立，a*b不成立'],
  ] as const) {
    it(`reads ${line}`, () => assert.equal(readablePassage(markdown), line));
  }
});
