import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citationKey, toCitationItem } from '../../../src/core/citation';
import { freeKey } from '../../../src/core/citation/citationKey';
import { post } from './samples';

test('tokens of a pattern', () => {
  const item = post('10088', 'Cool Papers更新：简单搭建了一个站内检索系统', '2024-05-07');
  assert.equal(citationKey(item), 'kexuefm-10088');
  assert.equal(citationKey(item, '{author}{year}{title}'), 'su2024coolpapers');
  assert.equal(citationKey(item, '{blog}:{year}{month}{day}_{id}'), 'kexuefm:20240507_10088');
  assert.equal(citationKey(post('1', 'x', ''), '{author}-{year}'), 'su-nd');
});

test('what a key cannot hold is left out, and a key is never empty', () => {
  assert.equal(citationKey(post('1'), '键 {id},{x}\\'), '1-x');
  assert.match(citationKey(post('1'), '键'), /^kexuefm-\w+$/);
});

test('another blog has keys of its own', () => {
  const origin = { blog: { name: "Lil'Log", latinName: "Lil'Log", slug: 'lil-log' }, authors: [{ literal: 'Lilian Weng' }] };
  const summary = { id: 'lil-log:posts/2021-07-11-diffusion-models', title: 'What are Diffusion Models?', date: '2021-07-11', category: undefined, tags: [], url: 'https://lilianweng.github.io/posts/2021-07-11-diffusion-models/' };
  const item = toCitationItem(summary, '2026-11-24', origin);
  assert.equal(citationKey(item), 'lil-log-posts/2021-07-11-diffusion-models');
  assert.equal(citationKey(item, '{author}{year}'), 'weng2021');
  const odd = toCitationItem({ ...summary, id: 'lil-log:？！' }, '2026-11-24', origin);
  assert.match(citationKey(odd), /^lil-log-[a-z0-9]+$/);
});

test('a taken key gets letters', () => {
  assert.equal(freeKey('k', () => false), 'k');
  assert.equal(freeKey('k', (key) => key === 'k' || key === 'ka'), 'kb');
  const taken = new Set(['k', ...'abcdefghijklmnopqrstuvwxyz'].map((letter) => (letter === 'k' ? 'k' : `k${letter}`)).concat('kk'));
  assert.equal(freeKey('k', (key) => taken.has(key)), 'kaa');
});
