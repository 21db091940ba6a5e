import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { BlogClient } from '../../../src/core/net/blogClient';
import { scientificSpacesSite } from '../../../src/core/net/blogSite';
import { recogniseImage } from '../../../src/core/store/imageFormat';
import { imagesOf } from '../../../src/core/store/imagesOf';
import { ImageStore } from '../../../src/core/store/imageStore';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeHttpClient } from '../../fakes/fakeHttpClient';
import { gif, jpeg, png, webp } from '../../fakes/images';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const address = 'https://kexue.fm/usr/uploads/2024/05/1.png';
const isError = (kind: string, reason?: string) => (error: unknown) => error instanceof ReaderError && error.kind === kind && (reason === undefined || error.reason === reason);

function setUp(body: Uint8Array | string) {
  const http = new FakeHttpClient({ [address]: { headers: { 'content-type': 'image/png' }, body } });
  const storage = new MemoryStorage();
  const open = () => new ImageStore(new BlogClient(http, () => scientificSpacesSite('https://kexue.fm', []), new FakeClock(), new RecordingLogger()), storage);
  return { http, storage, open, images: open() };
}

describe('recogniseImage', () => {
  it('tells the kind and the size by the bytes', () => {
    assert.deepEqual(recogniseImage(png(300, 200)), { type: 'png', width: 300, height: 200 });
    assert.deepEqual(recogniseImage(jpeg(301, 201)), { type: 'jpg', width: 301, height: 201 });
    assert.deepEqual(recogniseImage(gif(302, 202)), { type: 'gif', width: 302, height: 202 });
    for (const form of ['VP8 ', 'VP8L', 'VP8X'] as const) assert.deepEqual(recogniseImage(webp(form, 303, 203)), { type: 'webp', width: 303, height: 203 });
  });

  it('takes no image for whole that lacks its end, wherever it is cut', () => {
    for (const image of [png(3, 2), jpeg(3, 2), gif(3, 2), webp('VP8X', 3, 2)]) {
      for (let length = 0; length < image.length; length++) assert.equal(recogniseImage(image.slice(0, length)), undefined, `${length} of ${image.length}`);
    }
  });

  it('knows no other kind', () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', '<!DOCTYPE html><html></html>', '%PDF-1.7', 'GIF', '']) {
      assert.equal(recogniseImage(new TextEncoder().encode(text)), undefined, text);
    }
  });
});

describe('ImageStore', () => {
  it('fetches a picture once and keeps it with the article', async () => {
    const { images, open, http, storage } = setUp(png(30, 20));
    const [one, two] = await Promise.all([images.read('10088', address), images.read('10088', address)]);
    assert.deepEqual(one, two);
    assert.match(one?.path ?? '', /^images\/10088\.[0-9a-f]+\.png$/);
    assert.deepEqual(storage.files.get(one?.path ?? '')?.data, png(30, 20));
    assert.deepEqual(await open().read('10088', address), one);
    assert.deepEqual(await open().cached('10088', address), one);
    assert.equal(http.asked.length, 1);
  });

  it('names it by what it is, not by what the address says', async () => {
    const { images, open } = setUp(jpeg(30, 20));
    assert.match((await images.read('1', address)).path, /\.jpg$/);
    assert.equal((await open().cached('1', address))?.type, 'jpg');
  });

  it('keeps nothing that is no picture, too large or elsewhere', async () => {
    const cases: [Uint8Array | string, string][] = [['<svg></svg>', 'notImage'], ['<html>404</html>', 'notImage'], ['', 'notImage'], [png(20_000, 20_000), 'tooLarge'], [new Uint8Array(17 * 1024 * 1024), 'tooLarge']];
    for (const [body, reason] of cases) {
      const { images, storage } = setUp(body);
      await assert.rejects(images.read('1', address), isError('unreadable', reason));
      assert.equal(storage.files.size, 0);
    }
    const { images, http } = setUp(png(1, 1));
    await assert.rejects(images.read('1', 'https://example.org/x.png'), isError('refused'));
    await assert.rejects(images.read('1', 'https://kexue.fm/none.png'), isError('notFound'));
    assert.ok(!http.asked.includes('https://example.org/x.png'));
  });

  it('fetches anew what is damaged on disk', async () => {
    const { images, storage, http } = setUp(png(30, 20));
    const { path } = await images.read('1', address);
    storage.setText(path, 'x');
    await images.read('1', address);
    assert.equal(http.asked.length, 2);
  });
});

describe('imagesOf', () => {
  it('finds the addresses of pictures, absolute, each once', () => {
    const markdown = '![a](/usr/1.png) [![b](https://kexue.fm/2.png "t")](https://kexue.fm/2.png) ![](<https://kexue.fm/a b.png>) ![x](/usr/1.png) ![p](https://kexue.fm/c_(1).png) ![d](data:image/png;base64,AA) ![no] (x)';
    assert.deepEqual(imagesOf({ markdown, url: 'https://kexue.fm/archives/1' }), ['https://kexue.fm/usr/1.png', 'https://kexue.fm/2.png', 'https://kexue.fm/a%20b.png', 'https://kexue.fm/c_(1).png']);
  });
});
