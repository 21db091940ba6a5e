import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atOnce, eachInSteps, inSlices, sortInSteps } from '../../../src/core/util/slices';

/** As many whole numbers below 100, the same at each call. */
function numbers(length: number): { key: number; at: number }[] {
  let seed = 7;
  return Array.from({ length }, (_, at) => ({ key: (seed = (seed * 1103515245 + 12345) % 2 ** 31) % 100, at }));
}
const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;

test('sorts like the platform, equal items in their order, whatever the length', () => {
  for (const length of [0, 1, 2, 999, 1000, 1001, 2000, 2001, 4321]) {
    const items = numbers(length);
    assert.deepEqual(atOnce(sortInSteps(items, byKey)), [...items].sort(byKey), String(length));
  }
});

test('pauses while it sorts, and leaves the given list alone', () => {
  const items = numbers(5000);
  const before = [...items];
  let pauses = 0;
  const steps = sortInSteps(items, byKey);
  while (!steps.next().done) pauses++;
  assert.ok(pauses >= 5);
  assert.deepEqual(items, before);
});

test('lets others in between two slices, and stops when aborted', async () => {
  function* busy(): Generator<void, string> {
    for (let n = 0; n < 40; n++) {
      const until = performance.now() + 2;
      while (performance.now() < until);
      yield;
    }
    return 'done';
  }
  let others = 0;
  const timer = setInterval(() => others++, 0);
  assert.equal(await inSlices(busy()), 'done');
  clearInterval(timer);
  assert.ok(others > 0);
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('enough')), 0);
  await assert.rejects(inSlices(busy(), abort.signal), /enough/);
});

test('calls for each item, in order, whatever can be walked', () => {
  const seen: [string, number][] = [];
  atOnce(eachInSteps(new Set(['a', 'b']), (item, index) => seen.push([item, index])));
  assert.deepEqual(seen, [['a', 0], ['b', 1]]);
});
