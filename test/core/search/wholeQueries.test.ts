import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { readPosts } from '../../demoBlog/post';
import { makeArchive } from '../../tools/makeArchive';
import { compareWithScan } from './wholeQueries';

const parts = [['上', '所谓“注意力”机制，其实是加权。'], ['中', '他说“不是“所有”的矩阵”，也说 "low rank" 的。'], ['下', '“快慢”结合的扩散模型']].map(([number, markdown = ''], place) => ({
  id: `9${place}`, title: `湖边散步记（${number}）：扩散模型`, date: `2023-0${place + 1}-01`, category: undefined, tags: [], url: `https://kexue.fm/archives/9${place}`, markdown,
}));

test('whole queries find in the demo blog and in a made archive what a scan of all texts finds', (t) => {
  const demo = readPosts(path.resolve(__dirname, '../../demoBlog/posts')).map(({ id, title, date, category, tags, source }) => ({ id: String(id), title, date, category, tags, url: `https://kexue.fm/archives/${id}`, markdown: source }));
  const { hits, misses } = compareWithScan([...demo, ...parts, ...makeArchive(30)], 600);
  t.diagnostic(`${hits} queries with hits, ${misses} without`);
  assert.ok(hits > 150);
});
