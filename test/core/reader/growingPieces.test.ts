import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GrowingPieces } from '../../../src/core/reader/growingPieces';

describe('pieces that are still being made', () => {
  it('are given as soon as they are there, to whoever asks from wherever', async () => {
    const growing = new GrowingPieces();
    const waiting = growing.from(1);
    growing.push(['a'], true);
    growing.push(['b', 'c'], true);
    assert.deepEqual(await waiting, { pieces: ['b', 'c'], more: true });
    const last = growing.from(3);
    growing.push(['d'], false);
    assert.deepEqual(await last, { pieces: ['d'], more: false });
    assert.deepEqual(await growing.from(0), { pieces: ['a', 'b', 'c', 'd'], more: false });
  });

  it('end for who waits, also when nothing more came', async () => {
    const growing = new GrowingPieces();
    growing.push(['a'], true);
    const waiting = growing.from(1);
    growing.push([], false);
    assert.deepEqual(await waiting, { pieces: [], more: false });
  });

  it('fail for who waits for more, not for what is there', async () => {
    const growing = new GrowingPieces();
    growing.push(['a'], true);
    const waiting = growing.from(1);
    growing.fail(new Error('broken'));
    await assert.rejects(waiting, /broken/);
    await assert.rejects(growing.from(1), /broken/);
    assert.deepEqual(await growing.from(0), { pieces: ['a'], more: true });
  });
});
