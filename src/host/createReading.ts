import * as vscode from 'vscode';
import { CommentReading } from '../core/blog/allComments';
import { articleToFile, fileToArticle } from '../core/blog/articleFile';
import { parseArticlePage } from '../core/blog/articlePage';
import { recogniseArticleUrl } from '../core/blog/articleUrl';
import type { Comment } from '../core/blog/comments';
import { parseCommentsFeed, type RecentComment } from '../core/blog/feed';
import { blogOfId } from '../core/feeds/blogIds';
import { OtherBlogs } from '../core/feeds/otherBlogs';
import type { Article } from '../core/model/article';
import { BlogClient } from '../core/net/blogClient';
import { otherBlogSite, scientificSpacesSite } from '../core/net/blogSite';
import { systemClock } from '../core/net/systemClock';
import type { FileStorage, Logger } from '../core/ports';
import { fillFailures } from '../core/render/fillFailures';
import { rendererVersion } from '../core/render/rendererVersion';
import type { DrawnBlocks } from '../core/render/types';
import { type ArticleCodec, type ArticleSource, ArticleStore } from '../core/store/articleStore';
import { BlogSource, type ExpectedArticle } from '../core/store/blogSource';
import { DownloadJournal } from '../core/store/downloadJournal';
import { Downloads } from '../core/store/downloads';
import { imagesOf } from '../core/store/imagesOf';
import { imageFolder } from '../core/store/imageStore';
import type { ReadingMarks } from '../core/store/readingMarks';
import { StorageUse } from '../core/store/storageUse';
import { ArticlePanel } from './articlePanel';
import { ArticlePipeline, type PipelineComment, type PipelineComments } from './articlePipeline';
import { BlogShelf } from './blogs/blogShelf';
import { PostImages } from './blogs/postImages';
import { FetchHttpClient, type FetchOptions } from './fetchHttpClient';
import type { Library } from './library';
import { onDidChangeSettings, readSettings } from './settings';

export interface ReadingDeps {
  readonly extensionUri: vscode.Uri;
  readonly fetch: FetchOptions;
  readonly storage: FileStorage;
  /** The folder that `storage` keeps its files in. */
  readonly storageUri: vscode.Uri;
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly log: vscode.LogOutputChannel;
}

/** The blog, its articles at hand, and the page that shows them. */
export interface Reading extends vscode.Disposable {
  readonly client: BlogClient;
  readonly articles: ArticleStore;
  readonly codec: ArticleCodec;
  readonly images: PostImages;
  readonly blogs: OtherBlogs;
  readonly shelf: BlogShelf;
  /** The latest comments over all posts. Rejects with a ReaderError. */
  recentComments(signal: AbortSignal): Promise<RecentComment[]>;
  readonly downloads: Downloads;
  readonly storageUse: StorageUse;
  readonly pipeline: ArticlePipeline;
  readonly panel: ArticlePanel;
}

/** A kept copy older than this is shown at once and asked for anew. */
const staleAfterMs = 24 * 60 * 60 * 1000;
const evictAfterMs = 60 * 1000;
const codec: ArticleCodec = { articleToFile, fileToArticle };
/** The words of the blog's own FAQ (archive 6508) and of the link in its footer. */
const licence = { name: 'CC BY-NC-ND', url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/' };

/** Connects what reading an article takes. Nothing is read or fetched yet. */
export function createReading({ extensionUri, fetch, storage, storageUri, library, marks, log }: ReadingDeps): Reading {
  const site = () => {
    const { baseUrl, mirrors } = readSettings();
    return scientificSpacesSite(baseUrl, mirrors);
  };
  const parse = (html: string, expected: ExpectedArticle): Article => {
    const { baseUrl, mirrors } = readSettings();
    const article = parseArticlePage(html, { ...expected, bases: [...(expected.bases ?? []), baseUrl, ...mirrors] });
    library.learn(article);
    return article;
  };
  const http = new FetchHttpClient(fetch);
  const client = new BlogClient(http, site, systemClock, log);
  const blogs = new OtherBlogs(http, storage, async () => (await import('../parts/blogs')).feedTools, systemClock, log);
  const source = new BlogSource(client, parse, async (id) => (await library.find(id))?.title);
  const sourceOf = (id: string): ArticleSource => (blogOfId(id) === undefined ? source : blogs);
  const articles = new ArticleStore({ fetch: (id, ...request) => sourceOf(id).fetch(id, ...request) }, storage, codec, log);
  const shelf = new BlogShelf(blogs);
  const images = new PostImages(client, (origin) => new BlogClient(http, () => otherBlogSite(origin), systemClock, log), shelf, storage);
  const journal = new DownloadJournal(storage, systemClock, log);
  const downloads = new Downloads({ articles, images, imagesOf }, journal, systemClock, log);
  const storageUse = new StorageUse(storage, journal);
  const begunComments = new Map<string, CommentReading>();
  const pipeline = new ArticlePipeline({
    articles,
    files: storage,
    log,
    rendererVersion,
    imageFolder: vscode.Uri.joinPath(storageUri, imageFolder),
    loadRenderer: async () => ({ prepareArticle: (await import('../parts/render')).prepareArticle, fill: fillByMathJax }),
    find: (id) => library.find(id),
    comments: (id, signal) => (blogOfId(id) === undefined ? readComments(client, id, begunComments, log, signal) : Promise.resolve({ comments: [], missing: undefined })),
    image: async (id, url, signal) => vscode.Uri.joinPath(storageUri, (await images.read(id, url, signal)).path),
    recognise: (url) => recogniseArticleUrl(url, readSettings().baseUrl, ...readSettings().mirrors) ?? shelf.recognise(url),
    licence: ({ id }) => (blogOfId(id) === undefined ? licence : undefined),
    hasComments: ({ id }) => blogOfId(id) === undefined,
    isStale: ({ fetchedAt }) => Date.now() - Date.parse(fetchedAt) > staleAfterMs,
  });
  const panel = new ArticlePanel({
    extensionUri,
    source: pipeline,
    log,
    options: () => readSettings().reader,
    cite: async (id) => {
      await vscode.commands.executeCommand('scientificSpaces.citeArticle', id);
    },
  });
  const lifetime = vscode.Disposable.from(
    panel,
    pipeline,
    shelf,
    onDidChangeSettings(() => panel.applyOptions()),
    panel.onDidShow((id) => void markAsRead(marks, id).catch((error: unknown) => log.warn(`${id} could not be marked as read.`, error))),
    keepWithinLimit(articles, storageUse, log),
  );
  const recentComments = async (signal: AbortSignal): Promise<RecentComment[]> => {
    const { text, url } = await client.getText('/feed/comments/', { accept: 'feed' }, signal);
    return parseCommentsFeed(text, url);
  };
  return { client, articles, codec, images, blogs, shelf, recentComments, downloads, storageUse, pipeline, panel, dispose: () => void lifetime.dispose() };
}

/** KaTeX draws what it can; MathJax, loaded only then, draws the rest. */
async function fillByMathJax(article: DrawnBlocks): Promise<DrawnBlocks> {
  const missing = article.failures.flatMap(({ formula, standalone, display }) => (standalone === undefined ? [] : { formula, standalone, display }));
  if (missing.length === 0) return article;
  const { drawFormula } = await import('../parts/mathjax');
  return fillFailures(article, new Map(missing.map(({ formula, standalone, display }) => [formula, drawFormula(standalone, display)] as const)));
}

/** All comments on an article, each answer behind what it answers. What is missing is asked for the next time, from `begun`. */
async function readComments(client: BlogClient, id: string, begun: Map<string, CommentReading>, log: Logger, signal: AbortSignal): Promise<PipelineComments> {
  const fetchPage = async (path: string): Promise<string> => (await client.getText(path, { accept: 'page', priority: 'person' }, signal)).text;
  const reading = begun.get(id) ?? new CommentReading(id, systemClock);
  const { comments, missing } = await reading.read(fetchPage);
  if (missing) begun.set(id, reading);
  else begun.delete(id);
  if (missing) log.warn(`Pages ${missing.pages.join(', ')} of the comments on ${id} could not be read:`, missing.error);
  return { comments: inReadingOrder(comments, 0), missing };
}

function inReadingOrder(comments: readonly Comment[], depth: number): PipelineComment[] {
  return comments.flatMap(({ id, author, date, isByAuthor, markdown, replies }) => [
    { id, author, date, byBlogAuthor: isByAuthor, depth, markdown },
    ...inReadingOrder(replies, depth + 1),
  ]);
}

async function markAsRead(marks: ReadingMarks, id: string): Promise<void> {
  await marks.load();
  if (marks.has('new', id)) await marks.set('new', [id], false);
  if (!marks.has('read', id)) await marks.set('read', [id], true);
}

/** Some time after articles came in, takes away the oldest that nobody downloaded on purpose. */
function keepWithinLimit(articles: ArticleStore, storageUse: StorageUse, log: vscode.LogOutputChannel): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const evict = async (): Promise<void> => {
    timer = undefined;
    const evicted = await storageUse.evict(readSettings().cacheMaxMegabytes * 1_000_000);
    if (evicted.articles > 0) log.info(`${evicted.articles} kept articles were removed to stay within the size limit.`);
  };
  const subscription = articles.onDidChange(() => {
    timer ??= setTimeout(() => void evict().catch((error: unknown) => log.warn('The size limit could not be kept.', error)), evictAfterMs);
  });
  return vscode.Disposable.from(subscription, { dispose: () => clearTimeout(timer) });
}
