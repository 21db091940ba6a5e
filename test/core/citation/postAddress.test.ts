import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIdentity, postNumber } from '../../../src/core/citation';
import { itemIdentity } from '../../../src/core/citation/postAddress';
import { post } from './samples';

test('every form of a post\'s address is that post', () => {
  for (const address of [
    'https://kexue.fm/archives/8265',
    'http://www.kexue.fm/archives/8265/',
    'https://spaces.ac.cn/archives/8265?x=1#comment-2',
    'HTTPS://Kexue.FM/index.php/archives/8265/',
    '//kexue.fm/archives/8265',
    '\\url{https://kexue.fm/archives/8265}',
    '\\href{https://kexue.fm/archives/8265}{text}',
    'Available at https://kexue.fm/archives/8265',
  ]) {
    assert.equal(addressIdentity(address), 'post:8265', address);
  }
});

test('other addresses are themselves', () => {
  assert.equal(postNumber('https://kexue.fm/archives/8265x'), undefined);
  assert.equal(postNumber('https://evil.org/?https://kexue.fm/archives/8265'), undefined);
  assert.equal(postNumber('https://notkexue.fm/archives/8265'), undefined);
  assert.equal(addressIdentity('https://www.Example.org/a/#b'), 'example.org/a');
  assert.equal(addressIdentity('http://example.org/a?b=1'), 'example.org/a?b=1');
});

test('addresses that differ behind a quotation mark are two', () => {
  const other = (url: string) => ({ ...post('x', 'X'), url, blog: { name: 'B', latinName: 'B', slug: 'b' } });
  assert.notEqual(itemIdentity(other('https://x.org/"a"')), itemIdentity(other('https://x.org/"b"')));
});
