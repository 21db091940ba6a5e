import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withSources } from '../../../src/core/reader/formulaSources';

describe('the sources of formulas in the page', () => {
  it('stand on the element of each formula, escaped', () => {
    const html = withSources('<span data-formula="0" class="m">A</span><div data-formula="1">B</div>', [
      { tex: 'a<b & "c"', display: false, numbers: [] },
      { tex: '$&\n\\tag{1}', display: true, numbers: ['1', '*'] },
    ]);
    assert.equal(
      html,
      '<span data-formula="0" data-tex="a&lt;b &amp; &quot;c&quot;" class="m">A</span><div data-formula="1" data-tex="$&amp;\n\\tag{1}" data-display="" data-numbers="1,*">B</div>',
    );
  });

  it('leave an element alone whose formula is not known', () => {
    assert.equal(withSources('<b data-formula="7"></b>', []), '<b data-formula="7"></b>');
  });
});
