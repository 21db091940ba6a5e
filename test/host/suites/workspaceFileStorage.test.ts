import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isReaderError } from '../../../src/core/model/errors';
import { WorkspaceFileStorage } from '../../../src/host/workspaceFileStorage';

const workspace = (vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]?.uri as vscode.Uri;
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array | undefined) => data && new TextDecoder().decode(data);
const isStorageError = (error: unknown) => isReaderError(error) && error.kind === 'storage';

describe('files through the workspace’s file system', () => {
  const root = vscode.Uri.joinPath(workspace, 'file storage');
  const storage = new WorkspaceFileStorage(root);

  after(() => vscode.workspace.fs.delete(root, { recursive: true }));

  it('come back as they were written, in folders that need not be there', async () => {
    assert.equal(await storage.read('articles/1.md'), undefined);
    await storage.write('articles/1.md', bytes('一'));
    assert.equal(text(await storage.read('articles/1.md')), '一');
    await storage.write('articles/1.md', bytes('二'));
    assert.equal(text(await storage.read('articles/1.md')), '二');
    await storage.write('empty', new Uint8Array());
    assert.equal((await storage.read('empty'))?.length, 0);
  });

  it('are listed with their sizes and times, folders are not', async () => {
    await storage.write('list/a.md', bytes('abc'));
    await storage.write('list/b.md', bytes('日'));
    await storage.write('list/deeper/c.md', bytes('c'));
    const entries = [...(await storage.list('list'))].sort((a, b) => a.name.localeCompare(b.name));
    assert.deepEqual(entries.map(({ name, bytes: length }) => [name, length]), [['a.md', 3], ['b.md', 3]]);
    assert.ok(entries.every(({ modifiedAt }) => Math.abs(modifiedAt - Date.now()) < 10 * 60_000));
    assert.deepEqual(await storage.list('nowhere'), []);
  });

  it('are listed without those that another window deletes meanwhile', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `fleeting/${n}`);
    await Promise.all(names.map((name) => storage.write(name, bytes('x'))));
    const [entries] = await Promise.all([storage.list('fleeting'), ...names.slice(1).map((name) => storage.delete(name))]);
    assert.ok(entries.some(({ name }) => name === '0'));
    assert.deepEqual((await storage.list('fleeting')).map(({ name }) => name), ['0']);
  });

  it('are deleted, and a missing one is no failure', async () => {
    await storage.write('gone', bytes('x'));
    await storage.delete('gone');
    await storage.delete('gone');
    assert.equal(await storage.read('gone'), undefined);
  });

  it('are found again by a second window', async () => {
    await storage.write('shared', bytes('x'));
    assert.equal(text(await new WorkspaceFileStorage(root).read('shared')), 'x');
  });

  it('fail as a storage error where the file system does, and leave what is there', async () => {
    await storage.write('plain', bytes('x'));
    await assert.rejects(storage.write('plain/below', bytes('y')), isStorageError);
    assert.equal(text(await storage.read('plain')), 'x');
    await storage.write('folder/file', bytes('x'));
    await assert.rejects(storage.read('folder'), isStorageError);
  });

  it('never leave their folder', async () => {
    for (const path of ['', '../x', 'a/../../x', '/x', 'a//b', '.', 'a\\..\\..\\x']) {
      await assert.rejects(storage.read(path), isStorageError, path);
      await assert.rejects(storage.write(path, bytes('x')), isStorageError, path);
      await assert.rejects(storage.delete(path), isStorageError, path);
    }
  });
});
