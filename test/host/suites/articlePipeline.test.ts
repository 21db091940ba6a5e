import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Article } from '../../../src/core/model/article';
import { ReaderError } from '../../../src/core/model/errors';
import type { ArticleStore, RefreshResult } from '../../../src/core/store/articleStore';
import { prepareArticle } from '../../../src/core/render/renderArticle';
import type { DrawnBlocks } from '../../../src/core/render/types';
import { Emitter } from '../../../src/core/util/event';
import { ArticlePipeline, type PipelineDeps } from '../../../src/host/articlePipeline';
import type { ReaderChange } from '../../../src/host/panel/readerSource';
import type { ReaderDocument } from '../../../src/protocol';
import { allPieces } from '../allPieces';
import { MemoryStorage } from '../../fakes/memoryStorage';
import { until } from '../../harness/waiting';

const article: Article = {
  id: '7', title: '甲', date: '2026-01-01', category: undefined, tags: [], url: 'https://kexue.fm/archives/7', author: '作者',
  markdown: '## 一\n\n设$x$，见[别处](/archives/8)。\n\n![图](/usr/a.png)', readers: undefined, commentCount: 0,
  previous: undefined, next: undefined, similar: [], fetchedAt: '2026-01-02T00:00:00Z',
};

/** A pipeline over one article that can change, and what it did. */
function setUp(over: Partial<PipelineDeps> = {}) {
  const changes = new Emitter<{ kind: 'removed'; id: string }>();
  const state = { article, refreshed: undefined as RefreshResult | undefined, renders: 0 };
  const files = new MemoryStorage();
  const articles = {
    onDidChange: changes.event,
    read: () => Promise.resolve(state.article),
    refresh: () => Promise.resolve(state.refreshed ?? { kind: 'unchanged', article: state.article }),
  } as unknown as ArticleStore;
  const deps: PipelineDeps = {
    articles, files, log: vscode.window.createOutputChannel('pipeline test', { log: true }), rendererVersion: '1', imageFolder: vscode.Uri.file('/nowhere'),
    loadRenderer: () => Promise.resolve({ prepareArticle: (markdown: string, options: object) => (state.renders++, prepareArticle(markdown, options)), fill: (rendered: DrawnBlocks) => Promise.resolve(rendered) }),
    find: () => Promise.resolve({ title: '甲', url: article.url }), comments: () => Promise.resolve({ comments: [], missing: undefined }), image: () => Promise.reject(new Error('none')),
    recognise: () => undefined, licence: () => undefined, hasComments: () => true, isStale: () => false, ...over,
  };
  return { pipeline: new ArticlePipeline(deps), state, files, changes };
}

const load = (pipeline: ArticlePipeline) => pipeline.load('7', new AbortController().signal);
/** Its HTML, character references read as a browser does. */
const htmlOf = ({ pieces }: ReaderDocument) => pieces.join('').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
/** Waits until so many rendered texts have gone to the disk. */
const written = (files: MemoryStorage, times: number) => until(`write ${times} of a rendered text`, () => files.written.length >= times);

describe('from the store to the page', () => {
  it('renders an article once: the second opening takes the kept HTML', async () => {
    const { pipeline, state, files } = setUp();
    const first = await load(pipeline);
    await written(files, 1);
    assert.equal(htmlOf(await load(pipeline)), htmlOf(first));
    assert.equal(state.renders, 1);
    const next = setUp();
    for (const [path, file] of files.files) next.files.files.set(path, file);
    const kept = await load(next.pipeline);
    assert.equal(htmlOf(kept), htmlOf(first));
    assert.deepEqual(kept.head, first.head);
    assert.equal(next.state.renders, 0);
  });

  it('gives the first piece of a long article at once, the rest behind it, and keeps the same', async () => {
    const { pipeline, state, files } = setUp();
    state.article = { ...article, markdown: Array.from({ length: 120 }, (_, n) => `第${n}段：$\\frac{${n}}{2}$，$x_{${n}}$`).join('\n\n') };
    const first = await load(pipeline);
    assert.equal(first.pieces.length, 1);
    const all = await allPieces(first);
    assert.ok(all.length > 1);
    await written(files, 1);
    const kept = await load(pipeline);
    assert.equal(kept.rest, undefined);
    assert.equal(htmlOf(kept), htmlOf({ ...first, pieces: all }));
    assert.equal(state.renders, 1);
  });

  it('renders anew when the text or the renderer has changed, or the kept file is damaged', async () => {
    const { pipeline, state, files } = setUp();
    await load(pipeline);
    await written(files, 1);
    state.article = { ...article, markdown: '乙' };
    assert.match((await load(pipeline)).pieces.join(''), /乙/);
    await written(files, 2);
    const other = setUp({ rendererVersion: '2' });
    for (const [path, file] of files.files) other.files.files.set(path, file);
    await load(other.pipeline);
    assert.equal(other.state.renders, 1);
    for (const path of files.files.keys()) files.setText(path, (files.text(path) ?? '').slice(0, -1));
    await load(pipeline);
    assert.equal(state.renders, 3);
  });

  it('lets a comment refer to the equations of its article, and number its own', async () => {
    const markdown = '由\\eqref{e}与\\eqref{own}得\\begin{equation}b\\label{own}\\end{equation}';
    const { pipeline, state } = setUp({ comments: () => Promise.resolve({ comments: [{ id: '5', author: '乙', date: '', byBlogAuthor: false, depth: 0, markdown }], missing: undefined }) });
    state.article = { ...article, markdown: '\\begin{equation}a\\tag{7}\\label{e}\\end{equation}' };
    const [comment] = (await pipeline.comments('7', new AbortController().signal)).comments;
    assert.match(comment?.html ?? '', /<a class="reference" href="#a-eq-e" data-label="e">\(7\)<\/a>/);
    assert.match(comment?.html ?? '', /<a class="reference" href="#c5-eq-own" data-label="own">\(1\)<\/a>/);
  });

  it('says which pages of comments are missing, and why', async () => {
    const said = async (...pages: number[]): Promise<string | undefined> => {
      const { pipeline } = setUp({ comments: () => Promise.resolve({ comments: [], missing: { pages, error: new ReaderError('unreachable', 'u', { reason: 'timeout' }) } }) });
      return (await pipeline.comments('7', new AbortController().signal)).missing;
    };
    assert.equal(await said(2), 'Page 2 of the comments is missing. The blog did not answer in time. Try again later.');
    assert.match((await said(2, 3, 4)) ?? '', /^Pages 2–4 of the comments are missing\. /);
    assert.match((await said(1, 3)) ?? '', /^Pages 1, 3 of the comments are missing\. /);
  });

  it('makes links absolute, and leaves images to be named later', async () => {
    const html = (await load(setUp().pipeline)).pieces.join('');
    assert.match(html, /href="https:\/\/kexue\.fm\/archives\/8"/);
    assert.match(html, /src="https:\/\/kexue\.fm\/usr\/a\.png"/);
  });

  it('shows the article all the same when the disk takes nothing', async () => {
    const { pipeline, files } = setUp();
    files.failWrites = true;
    assert.match((await load(pipeline)).pieces.join(''), /katex/);
  });

  it('says why an old copy could not be updated, and no longer once it could', async () => {
    const { pipeline, state } = setUp({ isStale: () => true });
    const heard: ReaderChange[] = [];
    pipeline.onDidChange((change) => heard.push(change));
    state.refreshed = { kind: 'failed', error: new ReaderError('unreachable', article.url), article };
    assert.equal((await load(pipeline)).head.notice, undefined);
    await until('the notice', () => heard.length === 1);
    assert.ok(heard[0]?.notice);
    assert.equal((await load(pipeline)).head.notice, heard[0]?.notice);
    state.refreshed = { kind: 'unchanged', article };
    await load(pipeline);
    await until('its end', () => heard.length === 2);
    assert.deepEqual(heard.at(-1), { id: '7', reload: false, notice: undefined });
  });

  it('asks for an open article to be shown anew when the blog has a newer one', async () => {
    const { pipeline, state } = setUp({ isStale: () => true });
    const heard: ReaderChange[] = [];
    pipeline.onDidChange((change) => heard.push(change));
    const newer = { ...article, markdown: '新' };
    state.refreshed = { kind: 'updated', article: newer };
    await load(pipeline);
    await until('the news', () => heard.length > 0);
    assert.deepEqual(heard, [{ id: '7', reload: true }]);
  });
});
