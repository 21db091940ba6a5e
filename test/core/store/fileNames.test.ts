import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileStem, idOfStem } from '../../../src/core/store/fileNames';

describe('fileStem', () => {
  it('leaves plain ids as they are', () => {
    for (const id of ['10088', 'some-blog_2']) assert.equal(fileStem(id), id);
  });

  it('writes everything else in letters that every system takes', () => {
    assert.equal(fileStem('blog:A/é'), 'blog=3a=41=2f=e9');
    assert.equal(fileStem('字'), '=u5b57');
    assert.equal(fileStem('con'), '=63on');
    assert.equal(fileStem('-rf'), '=2drf');
    assert.equal(fileStem(''), '=');
  });

  it('gives every id a name of its own, from which it can be read back', () => {
    const units = ['a', 'A', '=', '.', '/', '\\', ':', ' ', '%', '\0', 'é', 'e\u0301', '\ud800', '\udc00', '\uffff', '3', 'u', '-', 'con', 'nul'];
    const ids = ['', ...units, ...units.flatMap((a) => units.flatMap((b) => [a + b, `${a}x${b}`]))];
    const stems = new Map(ids.map((id) => [fileStem(id), id]));
    assert.equal(stems.size, new Set(ids).size);
    for (const [stem, id] of stems) {
      assert.match(stem, /^[a-z0-9_=][a-z0-9_=-]*$/);
      assert.equal(idOfStem(stem), id);
    }
  });

  it('shortens long ids to names that still differ', () => {
    const long = ['字'.repeat(300), '字'.repeat(301), 'x'.repeat(5000), `${'x'.repeat(5000)}y`];
    const stems = long.map(fileStem);
    assert.equal(new Set(stems).size, long.length);
    for (const stem of stems) {
      assert.ok(stem.length <= 120);
      assert.equal(idOfStem(stem), undefined);
    }
  });

  it('takes no name for a stem that it would not have made', () => {
    for (const name of ['A', 'a.b', '=4', '=6a', 'con', '=u0061', '=zz']) assert.equal(idOfStem(name), undefined, name);
  });
});
