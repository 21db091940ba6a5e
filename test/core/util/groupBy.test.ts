import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupBy } from '../../../src/core/util/groupBy';

test('groups keep the order in which keys first appear, and items theirs', () => {
  const groups = groupBy(['b1', 'a1', 'b2'], (item) => item[0]);
  assert.deepEqual([...groups], [['b', ['b1', 'b2']], ['a', ['a1']]]);
});
