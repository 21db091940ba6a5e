import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { NodeFileStorage } from '../../../src/host/nodeFileStorage';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function setUp() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'storage-test-'));
  folders.push(root);
  return { root, storage: new NodeFileStorage(root) };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('NodeFileStorage', () => {
  it('reads back what was written, and nothing where there is nothing', async () => {
    const { storage } = await setUp();
    assert.equal(await storage.read('a/b.md'), undefined);
    assert.deepEqual(await storage.list('a'), []);
    await storage.write('a/b.md', bytes('文'));
    await storage.write('a/b.md', bytes('新文'));
    assert.equal(new TextDecoder().decode(await storage.read('a/b.md')), '新文');
    assert.deepEqual((await storage.list('a')).map(({ name, bytes: size }) => [name, size]), [['b.md', 6]]);
    await storage.delete('a/b.md');
    await storage.delete('a/b.md');
    assert.equal(await storage.read('a/b.md'), undefined);
  });

  it('reads all of a file that is longer than the disk says, once', { skip: process.platform !== 'linux' }, async () => {
    const { root, storage } = await setUp();
    await symlink('/proc/version', path.join(root, 'growing')); // its size is said to be 0
    assert.equal(new TextDecoder().decode(await storage.read('growing')), await readFile('/proc/version', 'utf8'));
  });

  it('takes no path that leads out of its folder', async () => {
    const { storage } = await setUp();
    for (const file of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', '.', 'a/.', 'a\\..\\x', 'C:x', 'a\0b']) {
      await assert.rejects(storage.write(file, bytes('x')), (error) => error instanceof ReaderError && error.kind === 'storage', file);
      await assert.rejects(storage.read(file), ReaderError, file);
      await assert.rejects(storage.delete(file), ReaderError, file);
      await assert.rejects(storage.list(file), ReaderError, file);
    }
  });

  it('leaves the old file and no rest when a write fails', async () => {
    const { root, storage } = await setUp();
    await mkdir(path.join(root, 'a/folder'), { recursive: true });
    await writeFile(path.join(root, 'a/folder/kept'), 'old');
    await assert.rejects(storage.write('a/folder', bytes('new')), (error) => error instanceof ReaderError && error.kind === 'storage');
    assert.equal(await readFile(path.join(root, 'a/folder/kept'), 'utf8'), 'old');
    assert.deepEqual(await readdir(path.join(root, 'tmp')), []);
  });

  it('shows readers the old bytes or the new ones, never half of them', async () => {
    const { root, storage } = await setUp();
    const texts = ['a'.repeat(200_000), 'b'.repeat(100_000)];
    await storage.write('f', bytes(texts[0] ?? ''));
    let writing = true;
    const reads = (async () => {
      const seen = new Set<string>();
      while (writing) seen.add(await readFile(path.join(root, 'f'), 'utf8'));
      return seen;
    })();
    const other = new NodeFileStorage(root);
    for (let n = 0; n < 30; n++) await Promise.all([storage.write('f', bytes(texts[n % 2] ?? '')), other.write('f', bytes(texts[0] ?? ''))]);
    writing = false;
    for (const text of await reads) assert.ok(texts.includes(text), `${text.length} characters`);
  });

  it('sweeps away what a stopped process left, but not what another one is writing', async () => {
    const { root } = await setUp();
    await mkdir(path.join(root, 'tmp'));
    await writeFile(path.join(root, 'tmp/old'), 'x');
    await writeFile(path.join(root, 'tmp/young'), 'x');
    const hourAgo = new Date(Date.now() - 3_600_000);
    await utimes(path.join(root, 'tmp/old'), hourAgo, hourAgo);
    await new NodeFileStorage(root).write('f', bytes('x'));
    assert.deepEqual(await readdir(path.join(root, 'tmp')), ['young']);
  });
});
