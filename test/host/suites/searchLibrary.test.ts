import assert from 'node:assert/strict';
import { Catalogue } from '../../../src/core/catalogue/catalogue';
import type { ArticleSummary } from '../../../src/core/model/article';
import { ArticleStore, type ArticleChange } from '../../../src/core/store/articleStore';
import { Emitter } from '../../../src/core/util/event';
import { indexPath, SearchLibrary } from '../../../src/host/search/searchLibrary';
import { fakeArticle, fakeCodec } from '../../fakes/fakeArticles';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { makeArchive } from '../../tools/makeArchive';

/** A disk, and windows over it. */
class Disk {
  clock = 1;
  readonly storage = new MemoryStorage(() => this.clock);
  articles: ArticleSummary[] = [];

  keep(id: string, markdown: string): void {
    this.clock++;
    const article = fakeArticle(id, { markdown });
    if (!this.articles.some((known) => known.id === id)) this.articles.push(article);
    this.storage.setText(`articles/${id}.md`, fakeCodec.articleToFile(article));
  }

  open() {
    const log = new RecordingLogger();
    const store = new ArticleStore({ fetch: () => Promise.reject(new Error('no network')) }, this.storage, fakeCodec, log);
    const changes = new Emitter<ArticleChange>();
    const titles = new Emitter<never>();
    const read: string[] = [];
    const articles = {
      onDidChange: changes.event,
      storedIds: () => store.storedIds(),
      cached: (id: string) => {
        read.push(id);
        return store.cached(id);
      },
    };
    const library = { load: () => Promise.resolve(new Catalogue(this.articles)), onDidChange: titles.event };
    const texts = new SearchLibrary({ library, articles, storage: this.storage, log });
    const find = async (query: string): Promise<string[]> => {
      const index = await texts.index();
      await texts.settled();
      return index.search(query).all().map(({ article }) => article.id).sort();
    };
    return { texts, find, read, log, changes };
  }
}

const threeTexts = (): Disk => {
  const disk = new Disk();
  disk.keep('1', '旋转位置编码');
  disk.keep('2', '概率与$\\frac{1}{2}$');
  disk.keep('3', '旋转的矩阵');
  return disk;
};

describe('the index of what is on the disk', () => {
  it('finds texts that were there before the first search', async () => {
    const { find } = threeTexts().open();
    assert.deepEqual(await find('旋转'), ['1', '3']);
    assert.deepEqual(await find('\\frac12'), ['2']);
  });

  it('reads no text again after a restart', async () => {
    const disk = threeTexts();
    const { find, texts } = disk.open();
    await find('旋转');
    await texts.write();
    texts.dispose();
    const next = disk.open();
    assert.deepEqual(await next.find('旋转'), ['1', '3']);
    assert.deepEqual(next.read, []);
  });

  it('takes in what came, changed and went while it was closed', async () => {
    const disk = threeTexts();
    const { find, texts } = disk.open();
    await find('旋转');
    await texts.write();
    texts.dispose();
    disk.keep('1', '别的内容');
    disk.keep('4', '又一次旋转');
    await disk.storage.delete('articles/3.md');
    const next = disk.open();
    assert.deepEqual(await next.find('旋转'), ['4']);
    assert.deepEqual(next.read.sort(), ['1', '4']);
  });

  it('takes in what comes, changes and goes while it is open', async () => {
    const disk = threeTexts();
    const { find, changes, texts } = disk.open();
    await find('旋转');
    let told = 0;
    texts.onDidChange(() => told++);
    disk.keep('2', '也旋转');
    changes.fire({ kind: 'updated', id: '2' });
    assert.deepEqual(await find('旋转'), ['1', '2', '3']);
    assert.ok(told > 0);
    await disk.storage.delete('articles/1.md');
    changes.fire({ kind: 'removed', id: '1' });
    assert.deepEqual(await find('旋转'), ['2', '3']);
  });

  it('finds what another window downloaded at the next search', async () => {
    const disk = threeTexts();
    const [one, two] = [disk.open(), disk.open()];
    await Promise.all([one.find('旋转'), two.find('旋转')]);
    disk.keep('4', '旋转不已');
    two.changes.fire({ kind: 'added', id: '4' });
    await Promise.all([one.texts.write(), two.texts.write()]);
    assert.deepEqual(await one.find('旋转不'), ['4']);
    assert.deepEqual(await disk.open().find('旋转不'), ['4']);
  });

  it('is built anew when the kept file is damaged', async () => {
    const disk = threeTexts();
    const { find, texts } = disk.open();
    await find('旋转');
    await texts.write();
    const whole = (await disk.storage.read(indexPath)) ?? new Uint8Array();
    const flipped = whole.map((byte, at) => (at === Math.floor(whole.length / 2) ? byte ^ 0xff : byte));
    for (const damaged of [new Uint8Array(), whole.slice(0, -7), new Uint8Array(whole.length), flipped, new TextEncoder().encode('{}')]) {
      await disk.storage.write(indexPath, damaged);
      assert.deepEqual(await disk.open().find('旋转'), ['1', '3']);
    }
  });

  it('finds all the same when the disk takes nothing', async () => {
    const disk = threeTexts();
    disk.storage.failWrites = true;
    const { find, texts, log } = disk.open();
    assert.deepEqual(await find('旋转'), ['1', '3']);
    await texts.write();
    assert.equal(log.messages('warn').length, 1);
  });

  it('finds a text that no list has', async () => {
    const disk = threeTexts();
    disk.articles = disk.articles.filter(({ id }) => id !== '3');
    const { find, texts } = disk.open();
    assert.deepEqual(await find('旋转'), ['1', '3']);
    await texts.write();
    assert.deepEqual(await disk.open().find('旋转'), ['1', '3']);
  });

  it('lets others work while 400 texts come in, and finds the same as one that was built in one go', async () => {
    const disk = new Disk();
    for (const { id, markdown } of makeArchive(400)) disk.keep(id, markdown);
    const { find, texts } = disk.open();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await texts.index();
    await texts.settled();
    clearInterval(timer);
    assert.ok(turns >= 5, `${turns} turns of the event loop`);
    const wanted = [...makeArchive(400)].filter(({ markdown }) => markdown.includes('矩阵')).map(({ id }) => id).sort();
    assert.deepEqual(await find('in:text 矩阵'), wanted);
  }).timeout(120_000);
});
