import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeKept, encodeKept } from '../../../src/core/reader/keptText';

const text = { pieces: ['<p>甲\n乙</p>', '', '<p>𝑥 &amp; y</p>'], headings: [{ level: 2, anchor: 'a-题', text: '题' }] };

/** What a browser makes of character references. */
const dereferenced = (html: string): string => html.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

describe('the kept HTML of an article', () => {
  it('gives back what was kept', () => {
    const kept = decodeKept(encodeKept('key', text), 'key');
    assert.deepEqual(kept?.pieces.map(dereferenced), text.pieces);
    assert.deepEqual(kept?.headings, text.headings);
  });

  it('is ASCII throughout, whatever the key', () => {
    assert.ok(encodeKept('钥', text).every((byte) => byte < 0x80));
    assert.deepEqual(decodeKept(encodeKept('钥', text), '钥')?.headings, text.headings);
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
