import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReaderError } from '../../../src/core/model/errors';
import { decodeText } from '../../../src/core/net/decodeText';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** 科学 in GBK, many times, between tags. */
const gbk = (head: string) => Uint8Array.from([...utf8(head), ...Array.from({ length: 50 }, () => [0xbf, 0xc6, 0xd1, 0xa7]).flat()]);
const words = '科学'.repeat(50);

describe('decodeText', () => {
  const text = `<html><meta charset="utf-8">${words}</html>`;
  for (const type of [undefined, 'text/html', 'text/html; charset=utf-8', 'text/html; charset="UTF-8"', 'text/html; charset=ISO-8859-1', 'text/html; charset=GBK', 'text/html; charset=foo']) {
    it(`reads UTF-8 that is said to be ${type ?? 'nothing'}`, () => assert.equal(decodeText(utf8(text), type, ''), text));
  }

  it('reads another encoding that the header or the page declares', () => {
    assert.equal(decodeText(gbk(''), 'text/html; charset=gbk', ''), words);
    for (const head of ['<meta charset="gbk">', '<meta http-equiv="Content-Type" content="text/html; charset=GB2312">', '<?xml version="1.0" encoding="GB18030"?>']) {
      for (const type of [undefined, 'text/html; charset=utf-8']) assert.equal(decodeText(gbk(head), type, ''), head + words);
    }
  });

  it('obeys a byte order mark and drops it', () => {
    assert.equal(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'text/html; charset=gbk', ''), 'a');
    assert.equal(decodeText(Uint8Array.of(0xff, 0xfe, 0x66, 0x5b), undefined, ''), '学');
    assert.equal(decodeText(Uint8Array.of(0xfe, 0xff, 0x5b, 0x66), undefined, ''), '学');
  });

  it('reads long texts whole, wherever a character falls between two pieces', () => {
    for (let offset = 0; offset < 4; offset++) {
      const long = 'a'.repeat(offset) + '学𝑥'.repeat(100_000);
      assert.equal(decodeText(utf8(long), undefined, ''), long);
    }
    const cut = utf8('学'.repeat(100_000)).slice(0, -1);
    assert.equal(decodeText(cut, undefined, ''), `${'学'.repeat(99_999)}\uFFFD`);
    assert.equal(decodeText(Uint8Array.from(Array.from({ length: 150_000 }, () => [0xbf, 0xc6]).flat()), 'text/html; charset=gbk', ''), '科'.repeat(150_000));
  });

  it('refuses text in an encoding that nobody declared', () => {
    assert.throws(() => decodeText(gbk('<meta charset="utf-8">'), 'text/html; charset=UTF-8', 'u'), (error) => error instanceof ReaderError && error.kind === 'unreadable' && error.reason === 'charset');
  });

  it('marks a few broken characters and reads on', () => {
    assert.equal(decodeText(Uint8Array.of(0x61, 0xe5, 0xad, 0x62, 0xff), undefined, ''), 'a\uFFFDb\uFFFD');
  });
});
