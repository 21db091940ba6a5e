import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReadingMarks } from '../../../src/core/store/readingMarks';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const open = async (storage = new MemoryStorage()) => {
  const marks = new ReadingMarks(storage, new RecordingLogger());
  await marks.load();
  return { marks, storage };
};

describe('marks on posts', () => {
  it('are there again after a restart, the list in its order', async () => {
    const { marks, storage } = await open();
    await marks.set('listed', ['3', '1'], true);
    await marks.set('listed', ['2'], true);
    await marks.set('read', ['1'], true);
    const again = (await open(storage)).marks;
    assert.deepEqual(again.all('listed'), ['3', '1', '2']);
    assert.equal(again.has('read', '1'), true);
    assert.equal(again.has('read', '2'), false);
  });

  it('are taken away, and set twice only once', async () => {
    const { marks } = await open();
    await marks.set('new', ['1', '2', '1'], true);
    await marks.set('new', ['1'], true);
    assert.deepEqual(marks.all('new'), ['2', '1']);
    await marks.set('new', ['2', '1'], false);
    assert.deepEqual(marks.all('new'), []);
  });

  it('of two windows are both kept', async () => {
    const { marks, storage } = await open();
    const other = (await open(storage)).marks;
    await marks.set('read', ['1'], true);
    await other.set('read', ['2'], true);
    assert.deepEqual((await open(storage)).marks.all('read'), ['1', '2']);
  });

  it('set at the same time are all kept', async () => {
    const { marks } = await open();
    await Promise.all(['1', '2', '3'].map((id) => marks.set('read', [id], true)));
    assert.deepEqual(marks.all('read'), ['1', '2', '3']);
  });

  it('begin anew where the file is damaged, and say so in the log', async () => {
    const storage = new MemoryStorage();
    await storage.write('marks.json', new TextEncoder().encode('{"read":[1,"2"],"listed":'));
    const log = new RecordingLogger();
    const marks = new ReadingMarks(storage, log);
    await marks.load();
    assert.deepEqual(marks.all('read'), []);
    assert.equal(log.entries.some(({ level }) => level === 'warn'), true);
  });
});
