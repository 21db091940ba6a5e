import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Emitter } from '../../../src/core/util/event';

describe('Emitter', () => {
  it('calls listeners until they are disposed of', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const listener = (event: number) => heard.push(event);
    const first = emitter.event(listener);
    emitter.event(listener);
    emitter.fire(1);
    first.dispose();
    first.dispose();
    emitter.fire(2);
    emitter.dispose();
    emitter.fire(3);
    assert.deepEqual(heard, [1, 1, 2]);
  });

  it('lets all hear, whatever one of them throws', () => {
    const errors: unknown[] = [];
    const emitter = new Emitter<void>((error) => errors.push(error));
    let heard = 0;
    emitter.event(() => {
      throw new Error('no');
    });
    emitter.event(() => heard++);
    emitter.fire();
    assert.deepEqual([heard, errors.length], [1, 1]);
  });

  it('may be disposed of and joined from within', () => {
    const emitter = new Emitter<void>();
    let heard = 0;
    const own = emitter.event(() => {
      own.dispose();
      emitter.event(() => heard++);
    });
    emitter.fire();
    emitter.fire();
    assert.equal(heard, 1);
  });
});
