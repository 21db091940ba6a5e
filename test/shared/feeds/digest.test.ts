import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../../src/core/net/systemClock';
import { OtherBlogs } from '../../../src/core/feeds/otherBlogs';
import { articleToFile, fileToArticle } from '../../../src/core/blog/articleFile';
import { ArticleStore } from '../../../src/core/store/articleStore';
import { FetchHttpClient } from '../../../src/host/fetchHttpClient';
import { NodeFileStorage } from '../../../src/host/nodeFileStorage';
import { feedTools } from '../../../src/parts/blogs';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { loadReplica, removeFolders, temporaryFolder, type Replica } from '../net/replica';

describe('the digest site', () => {
  let site: Replica;
  before(async () => {
    site = await (await loadReplica()).startReplica({ digest: true });
  });
  after(async () => {
    await site.close();
    await removeFolders();
  });

  async function open() {
    const storage = new NodeFileStorage(await temporaryFolder());
    const log = new RecordingLogger();
    const http = new FetchHttpClient({ userAgent: 'ScientificSpacesVSCode/0.0.0 (+test)', platform: 'node' });
    const blogs = new OtherBlogs(http, storage, () => Promise.resolve(feedTools), systemClock, log);
    return { blogs, store: new ArticleStore(blogs, storage, { articleToFile, fileToArticle }, log) };
  }

  it('is added by its home page; every post is read with its formulas and kept', async () => {
    const { blogs, store } = await open();
    const blog = await blogs.add(`${site.url}/`);
    assert.equal(blog.title, 'Deep Signal');
    assert.ok(blog.entries.length >= 10);
    let formulas = 0;
    for (const { id, title, date } of blog.entries) {
      assert.match(date, /^\d{4}-\d\d-\d\d$/);
      const article = await store.read(id);
      assert.equal(article.title, title);
      assert.ok(article.markdown.length > 100, title);
      formulas += article.markdown.split(/\$\$|\\\(|\\\[|\$/).length - 1;
      assert.deepEqual(await store.cached(id), article);
    }
    console.log(`digest: ${blog.entries.length} posts read, ${formulas} marks of formulas, ${site.requests.length} requests`);
    assert.ok(formulas > 20);
    assert.deepEqual((await store.storedIds()).sort(), blog.entries.map(({ id }) => id).sort());
  });

  const faults = ['feed-bomb', 'feed-malformed', 'feed-huge', 'gbk-as-utf8', 'garbage', 'empty', 'captive', 'truncated-gzip', 'redirect-host', '404', '503'];
  for (const fault of faults) {
    it(`${fault}: no post is lost`, async () => {
      const { blogs } = await open();
      site.clearFaults();
      const { key, entries } = await blogs.add(`${site.url}/feed.xml`);
      site.setFault(fault);
      await blogs.refresh(key).catch((error: unknown) => assert.ok(error instanceof Error && error.name === 'ReaderError', String(error)));
      site.clearFaults();
      const [blog] = await blogs.list();
      assert.ok(entries.every(({ id }) => blog?.entries.some((entry) => entry.id === id)));
    });
  }
});
