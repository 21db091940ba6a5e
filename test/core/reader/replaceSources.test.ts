import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replaceSources } from '../../../src/core/reader/replaceSources';
import { renderArticle } from '../../../src/core/render/renderArticle';

describe('formulas that another engine has drawn', () => {
  const { html, failures } = renderArticle('甲$a\\foo b$乙\n\n$$\\bar{x$$\n\n丙$c$', {});

  it('stand in place of their sources, and of no others', () => {
    assert.equal(failures.length, 2);
    const shown = replaceSources(html, new Map([['0', '<svg>$&</svg>']]));
    assert.match(shown, /甲<span class="math"[^>]*data-formula="0"[^>]*><svg>\$&<\/svg><\/span>乙/);
    assert.equal(shown.match(/math-source/g)?.length, 1);
  });

  it('change nothing when there are none', () => {
    assert.equal(replaceSources(html, new Map()), html);
  });
});
