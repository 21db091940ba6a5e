import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memberTitle } from '../../../src/core/catalogue/memberTitle';

const cases = [
  ['级数漫谈（三）：收敛', '级数漫谈', '（三）：收敛'],
  ['级数之路：12、余项', '级数之路', '12、余项'],
  ['【级数】 3. 收敛', '级数', '3. 收敛'],
  ['《级数》系列——2.余项', '《级数》系列', '2.余项'],
  ['别的题目：级数之路', '级数之路', '别的题目：级数之路'],
  ['级数之路', '级数之路', '级数之路'],
] as const;

for (const [title, series, expected] of cases) {
  test(`${title} in ${series}`, () => assert.equal(memberTitle(title, series), expected));
}
