import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommentReading } from '../../../src/core/blog/allComments';
import { ReaderError } from '../../../src/core/model/errors';
import { FakeClock } from '../../fakes/fakeClock';
import { blogPage } from './blogPage';

const item = (id: number, answers = ''): string =>
  `<li class="ComListLi" id="comment-${id}"><span class="ListUser">读者</span><span class="ListDate">March 8th, 2024</span><div class="ListContent"><p>第${id}条</p></div>${answers}</li>`;
const pager = (pages: number, current?: number): string =>
  `<ol class="page-navigator">${Array.from({ length: pages }, (_, n) => `<li${n + 1 === current ? ' class="current"' : ''}><a href="/archives/123/comment-page-${n + 1}#comments">${n + 1}</a></li>`).join('')}</ol>`;
const page = (ids: readonly number[], pages: number, current?: number): string =>
  blogPage({ comments: ids.map((id) => item(id)).join('') }).replace(/<ol class="page-navigator">.*?<\/ol>/, pages > 1 ? pager(pages, current) : '');

/** A blog with these pages: addresses asked for, in order, and the ids that came. */
async function read(pages: Readonly<Record<string, string | Error>>, reading = new CommentReading('123', new FakeClock())) {
  const asked: string[] = [];
  const fetchPage = (path: string): Promise<string> => {
    asked.push(path.replace('/archives/123', ''));
    const answer = pages[path.replace('/archives/123', '')] ?? new ReaderError('notFound', path);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const { comments, missing } = await reading.read(fetchPage);
  return { ids: comments.map(({ id }) => Number(id)), asked, missing: missing && [missing.error.kind, ...missing.pages] };
}

test('one page of comments is one request', async () => {
  assert.deepEqual(await read({ '': page([1, 2], 1) }), { ids: [1, 2], asked: [''], missing: undefined });
});

test('all pages are read, in their order, whichever the post shows', async () => {
  const pages = { '/comment-page-1': page([1, 2], 3, 1), '/comment-page-2': page([3], 3, 2), '/comment-page-3': page([4, 5], 3, 3) };
  assert.deepEqual(await read({ ...pages, '': page([1, 2], 3, 1) }), { ids: [1, 2, 3, 4, 5], asked: ['', '/comment-page-2', '/comment-page-3'], missing: undefined });
  assert.deepEqual(await read({ ...pages, '': page([4, 5], 3, 3) }), { ids: [1, 2, 3, 4, 5], asked: ['', '/comment-page-1', '/comment-page-2'], missing: undefined });
  assert.deepEqual((await read({ ...pages, '': page([4, 5], 3) })).ids, [1, 2, 3, 4, 5]);
});

test('a comment that moved to the next page meanwhile comes once', async () => {
  assert.deepEqual((await read({ '': page([1, 2], 2, 1), '/comment-page-2': page([2, 3], 2, 2) })).ids, [1, 2, 3]);
});

test('a page that cannot be had leaves the others, and is told', async () => {
  const pages = { '': page([1, 2], 3, 1), '/comment-page-3': page([4], 3, 3) };
  assert.deepEqual(await read({ ...pages, '/comment-page-2': new ReaderError('unreadable', '') }), { ids: [1, 2, 4], asked: ['', '/comment-page-2', '/comment-page-3'], missing: ['unreadable', 2] });
  await assert.rejects(read({ '': new ReaderError('unreachable', '') }));
});

test('a blog that does not answer, asks to wait or has only broken pages is left alone', async () => {
  for (const kind of ['unreachable', 'busy', 'notFound'] as const) {
    const silent = { '': page([1, 2], 3, 1), '/comment-page-2': new ReaderError(kind, ''), '/comment-page-3': page([4], 3, 3) };
    assert.deepEqual(await read(silent), { ids: [1, 2], asked: ['', '/comment-page-2'], missing: [kind, 2, 3] });
  }
  const broken = { '': page([1], 5, 1), '/comment-page-2': new ReaderError('unreadable', ''), '/comment-page-3': new ReaderError('unreadable', '') };
  assert.deepEqual(await read(broken), { ids: [1], asked: ['', '/comment-page-2', '/comment-page-3'], missing: ['unreadable', 2, 3, 4, 5] });
});

test('asked again, only what is missing is fetched, also where it takes several turns', async () => {
  const reading = new CommentReading('123', new FakeClock());
  const pages = { '': page([5], 4, 4), '/comment-page-1': page([1], 4, 1), '/comment-page-2': new ReaderError('unreadable', ''), '/comment-page-3': new ReaderError('unreachable', '') };
  assert.deepEqual(await read(pages, reading), { ids: [1, 5], asked: ['', '/comment-page-1', '/comment-page-2', '/comment-page-3'], missing: ['unreachable', 2, 3] });
  assert.deepEqual(await read({ ...pages, '/comment-page-3': page([3], 4, 3) }, reading), { ids: [1, 3, 5], asked: ['/comment-page-2', '/comment-page-3'], missing: ['unreadable', 2] });
  assert.deepEqual(await read({ '/comment-page-2': page([2], 4, 2) }, reading), { ids: [1, 2, 3, 5], asked: ['/comment-page-2'], missing: undefined });
});

test('asked again after a while, all is fetched anew: comments have come and gone since', async () => {
  const clock = new FakeClock();
  const reading = new CommentReading('123', clock);
  const before = { '': page([1, 2], 3, 1), '/comment-page-2': new ReaderError('unreachable', '') };
  assert.deepEqual((await read(before, reading)).missing, ['unreachable', 2, 3]);
  clock.advance(11 * 60_000);
  const after = { '': page([2, 3], 2, 1), '/comment-page-2': page([4], 2, 2) };
  assert.deepEqual(await read(after, reading), { ids: [2, 3, 4], asked: ['', '/comment-page-2'], missing: undefined });
});

test('a page that came in since is read, too', async () => {
  const reading = new CommentReading('123', new FakeClock());
  await read({ '': page([1, 2], 2, 1), '/comment-page-2': new ReaderError('unreadable', '') }, reading);
  const after = { '/comment-page-2': page([3, 4], 3, 2), '/comment-page-3': page([5], 3, 3) };
  assert.deepEqual(await read(after, reading), { ids: [1, 2, 3, 4, 5], asked: ['/comment-page-2', '/comment-page-3'], missing: undefined });
});

test('a broken pager, or a comment that names an address, makes no flood', async () => {
  const many = await read({ '': page([1], 2, 1).replaceAll('comment-page-2', 'comment-page-9999'), '/comment-page-2': page([2], 2, 2) });
  assert.deepEqual(many.asked, ['', '/comment-page-2', '/comment-page-3']);
  const quoted = page([1], 1).replace('第1条', '见 <a href="/archives/123/comment-page-7#comment-9">那里</a>、<a href="/archives/5/comment-page-8#comments">另一篇</a> /archives/123/comment-page-9');
  assert.deepEqual((await read({ '': quoted })).asked, ['']);
});
