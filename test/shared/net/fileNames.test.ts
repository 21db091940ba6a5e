import assert from 'node:assert/strict';
import { readFileSync, realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { articleToFile, fileToArticle } from '../../../src/core/blog/articleFile';
import { ArticleStore } from '../../../src/core/store/articleStore';
import { fileStem } from '../../../src/core/store/fileNames';
import { NodeFileStorage } from '../../../src/host/nodeFileStorage';
import { fakeArticle } from '../../fakes/fakeArticles';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { removeFolders, shared, temporaryFolder } from './replica';

const names = (JSON.parse(readFileSync(path.join(shared, 'corpora/file-names.json'), 'utf8')) as { name: string }[]).map(({ name }) => `blog:${name}`);

describe('hostile file names as ids', () => {
  after(removeFolders);

  it('each land in a file of their own inside the folder and come back', async () => {
    const folder = await temporaryFolder();
    const source = { fetch: (id: string) => Promise.resolve({ article: fakeArticle(id), validators: { etag: '"1"' } }) };
    const store = new ArticleStore(source, new NodeFileStorage(folder), { articleToFile, fileToArticle }, new RecordingLogger());
    for (const id of names) await store.read(id);
    for (const id of names) assert.equal((await store.cached(id))?.id, id);
    const root = realpathSync(folder);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => realpathSync(path.join(entry.parentPath, entry.name)));
    assert.ok(files.every((file) => file.startsWith(root + path.sep)));
    const own = new Set(names.map((id) => fileStem(id).toLowerCase().normalize('NFC')));
    assert.equal(own.size, new Set(names).size);
    assert.deepEqual(new Set(await store.storedIds()), new Set(names));
    console.log(`file names: ${names.length} ids, ${own.size} files, all inside`);
  });

  it('are legal on every system, with the blog before them or without', () => {
    for (const id of [...names, ...names.map((name) => name.slice(5))]) {
      const file = `${fileStem(id)}.md`;
      assert.match(file, /^[a-z0-9=_][a-z0-9=_-]*\.md$/);
      assert.ok(file.length <= 130);
      assert.doesNotMatch(file, /^(?:con|prn|aux|nul|com\d|lpt\d)\./);
    }
  });
});
