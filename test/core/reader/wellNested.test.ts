import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wellNested } from '../../../src/core/reader/wellNested';

describe('MathML for screen readers', () => {
  it('has no elements in tokens', () => {
    assert.equal(wellNested('<mo><mtext>argmax</mtext></mo>'), '<mrow><mtext>argmax</mtext></mrow>');
    assert.equal(
      wellNested('<mi><mover><mo stretchy="false"><mi>θ</mi></mo><mo>˙</mo></mover></mi><mo>=</mo>'),
      '<mrow><mover><mrow><mi>θ</mi></mrow><mo>˙</mo></mover></mrow><mo>=</mo>',
    );
  });

  it('is left alone where it is right, beside ordinary markup', () => {
    const html = '<p><mark>m</mark> <math><mo>(</mo><mi mathvariant="bold">x</mi><mtext>a</mtext></math></p>';
    assert.equal(wellNested(html), html);
  });
});
