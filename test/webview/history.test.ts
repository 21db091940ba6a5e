import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Place } from '../../src/protocol';
import { ReadingHistory } from '../../src/webview/history';

const at = (id: string, block = 0): Place => ({ id, scroll: { block, offset: 0 } });

describe('the way back', () => {
  it('leads through the places left, and forward again', () => {
    const history = new ReadingHistory();
    history.leave(at('a', 3));
    history.leave(at('b', 7));
    assert.deepEqual(history.goBack(at('c')), at('b', 7));
    assert.deepEqual(history.goBack(at('b', 7)), at('a', 3));
    assert.equal(history.goBack(at('a', 3)), undefined);
    assert.deepEqual(history.goForward(at('a', 3)), at('b', 7));
    assert.deepEqual(history.goForward(at('b', 7)), at('c'));
  });

  it('ends ahead where another way is taken', () => {
    const history = new ReadingHistory([at('a')], [at('c')]);
    history.leave(at('b'));
    assert.equal(history.goForward(at('d')), undefined);
  });

  it('does not grow without end', () => {
    const history = new ReadingHistory();
    for (let block = 0; block < 1000; block++) history.leave(at('a', block));
    assert.ok(history.back.length <= 50);
    assert.deepEqual(history.back.at(-1), at('a', 999));
  });
});
