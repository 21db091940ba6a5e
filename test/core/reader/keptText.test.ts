import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeKept, encodeKept } from '../../../src/core/reader/keptText';

const text = { pieces: ['<p>甲\n乙</p>', '', '<p>𝑥 &amp; y</p>'], headings: [{ level: 2, anchor: 'a-题', text: '题' }] };

describe('the kept HTML of an article', () => {
  it('gives back what was kept', () => {
    assert.deepEqual(decodeKept(encodeKept('key', text), 'key'), text);
  });

  it('is not taken for another key', () => {
    assert.equal(decodeKept(encodeKept('old', text), 'new'), undefined);
  });

  it('is not taken when it is cut anywhere', () => {
    const bytes = encodeKept('key', text);
    for (let length = 0; length < bytes.length; length++) assert.equal(decodeKept(bytes.slice(0, length), 'key'), undefined, `cut to ${length}`);
  });

  it('is not taken from what is no such file', () => {
    for (const foreign of ['', '\n', '{}\n', 'null\nx', '{"key":"key","headings":[],"lengths":["3"]}\nabc']) {
      assert.equal(decodeKept(new TextEncoder().encode(foreign), 'key'), undefined, foreign);
    }
  });
});
