import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { readPosts } from '../../demoBlog/post';
import { makeArchive } from '../../tools/makeArchive';
import { compareWithScan } from './wholeQueries';

test('whole queries find in the demo blog and in a made archive what a scan of all texts finds', (t) => {
  const demo = readPosts(path.resolve(__dirname, '../../demoBlog/posts')).map(({ id, title, date, category, tags, source }) => ({ id: String(id), title, date, category, tags, url: `https://kexue.fm/archives/${id}`, markdown: source }));
  const { hits, misses } = compareWithScan([...demo, ...makeArchive(30)], 400);
  t.diagnostic(`${hits} queries with hits, ${misses} without`);
  assert.ok(hits > 150);
});
