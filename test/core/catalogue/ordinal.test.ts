import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOrdinal } from '../../../src/core/catalogue/ordinal';

test('reads Chinese numbers from one to nine hundred and ninety-nine', () => {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  for (let value = 1; value < 1000; value++) {
    const [hundred, ten, one] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
    const tens = ten > 0 ? `${ten === 1 && hundred === 0 ? '' : (digits[ten] ?? '')}十` : hundred > 0 && one > 0 ? '零' : '';
    const written = `${hundred > 0 ? `${digits[hundred] ?? ''}百` : ''}${tens}${digits[one] ?? ''}`;
    assert.equal(parseOrdinal(written), value, written);
  }
});

test('reads digits, parts and Roman numerals, and nothing else', () => {
  assert.deepEqual(['7', '021', '上', '中', '下', '上篇', '理论篇', '应用篇', 'iv'].map(parseOrdinal), [7, 21, 1, 2, 3, 1, 1, 2, 4]);
  assert.deepEqual(['', '甲', '十百', '一一', '百零', '零', 'iiii', 'x1'].map(parseOrdinal), Array(8).fill(undefined));
});
