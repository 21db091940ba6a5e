import * as vscode from 'vscode';
import type { AllComments } from '../core/blog/allComments';
import type { Article } from '../core/model/article';
import type { FileStorage } from '../core/ports';
import { decodeKept, encodeKept, type RenderedText } from '../core/reader/keptText';
import { drawFirst, drawRest, type FillBlocks } from '../core/reader/drawBlocks';
import { GrowingPieces } from '../core/reader/growingPieces';
import { intoPieces } from '../core/reader/pieces';
import type { PreparedArticle, RenderOptions } from '../core/render/types';
import type { ArticleStore } from '../core/store/articleStore';
import { fileStem } from '../core/store/fileNames';
import { renderedFolder } from '../core/store/storageUse';
import { hashText } from '../core/util/hash';
import { anchorPrefix, type ReaderComment, type ReaderComments, type ReaderDocument, type ReaderHead } from '../protocol';
import { asciiText } from './asciiText';
import type { KnownArticle, ReaderChange, ReaderSource } from './panel/readerSource';
import { describeFailure } from './userErrors';

/** One answer below an article, as the blog's page has it. */
export interface PipelineComment extends Omit<ReaderComment, 'html'> {
  readonly markdown: string;
}

export interface PipelineComments {
  readonly comments: readonly PipelineComment[];
  readonly missing: AllComments['missing'];
}

export interface Renderer {
  readonly prepareArticle: (markdown: string, options: RenderOptions) => PreparedArticle;
  readonly fill: FillBlocks;
}

/** Where the pipeline takes its parts from. */
export interface PipelineDeps {
  readonly articles: Pick<ArticleStore, 'read' | 'refresh' | 'onDidChange'>;
  readonly files: FileStorage;
  readonly log: vscode.LogOutputChannel;
  /** Changes whenever the renderer makes other HTML from the same article. */
  readonly rendererVersion: string;
  readonly imageFolder: vscode.Uri;
  /** Loads the renderer, which is too heavy for activation. */
  loadRenderer(): Promise<Renderer>;
  find(id: string): Promise<KnownArticle | undefined>;
  comments(id: string, signal: AbortSignal): Promise<PipelineComments>;
  image(id: string, url: string, signal: AbortSignal): Promise<vscode.Uri>;
  recognise(url: string): { readonly id: string; readonly fragment: string } | undefined;
  /** The licence of an article's text. */
  licence(article: Article): ReaderHead['licence'];
  /** Whether `comments` knows where to ask for those of an article. */
  hasComments(article: Article): boolean;
  /** Whether the kept copy is so old that the blog shall be asked for a newer one. */
  isStale(article: Article): boolean;
}

/** Changes whenever this file makes other pieces of the same rendered article. */
const piecesVersion = 2;
/** Rendered texts are large and soon made again: only those of the last articles are kept. */
const mostKept = 200;

/** From the store to the page: reads an article, renders it once, and keeps what was rendered. */
export class ArticlePipeline implements ReaderSource, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ReaderChange>();
  readonly onDidChange = this.#changed.event;
  readonly imageFolder: vscode.Uri;
  readonly #notices = new Map<string, string>();
  /** Asked for anew in this session: not again at each opening. */
  readonly #refreshed = new Set<string>();
  readonly #shown = new Map<string, string>();
  readonly #life = new AbortController();
  readonly #subscription: { dispose(): void };

  constructor(private readonly deps: PipelineDeps) {
    this.imageFolder = deps.imageFolder;
    this.#subscription = deps.articles.onDidChange(({ id, kind }) => {
      if (kind === 'removed') void deps.files.delete(pathOf(id)).catch((error: unknown) => deps.log.warn(String(error)));
    });
  }

  find(id: string): Promise<KnownArticle | undefined> {
    return this.deps.find(id);
  }

  recognise(url: string): { readonly id: string; readonly fragment: string } | undefined {
    return this.deps.recognise(url);
  }

  image(id: string, url: string, signal: AbortSignal): Promise<vscode.Uri> {
    return this.deps.image(id, url, signal);
  }

  /** Rejects with a ReaderError when there is no copy and none can be had. A kept copy is shown at once, then refreshed if it is old. */
  async load(id: string, signal: AbortSignal): Promise<ReaderDocument> {
    const article = await this.deps.articles.read(id, signal);
    signal.throwIfAborted();
    const { pieces, rest, headings } = await this.#renderFirst(article, signal);
    this.#shown.set(id, this.#keyOf(article));
    if (this.deps.isStale(article) && !this.#refreshed.has(id)) void this.#refresh(id);
    return { head: { ...factsOf(article), headings, licence: this.deps.licence(article), hasComments: this.deps.hasComments(article), notice: this.#notices.get(id) }, pieces, ...(rest && { rest }) };
  }

  /** The article's HTML: from the disk when it was rendered before, else rendered and kept: its first piece at once, the rest soon. */
  async #renderFirst(article: Article, signal: AbortSignal): Promise<RenderedText & { readonly rest?: GrowingPieces }> {
    const key = this.#keyOf(article);
    const path = pathOf(article.id);
    const bytes = await this.deps.files.read(path);
    const kept = bytes && decodeKept(bytes, key, asciiText);
    if (kept) return kept;
    signal.throwIfAborted();
    const { prepareArticle, fill } = await this.deps.loadRenderer();
    const prepared = prepareArticle(article.markdown, optionsFor(article.url));
    const blocks = drawFirst(prepared);
    const growing = new GrowingPieces();
    const whole = drawRest(prepared, blocks, fill, growing).then((pieces) => ({ headings: prepared.headings, pieces }));
    // Keeping it is for the next time: a full disk is no reason not to show the article.
    void whole.then((text) => this.#keep(path, encodeKept(key, text))).catch((error: unknown) => this.deps.log.warn(`The rendered article ${article.id} was not kept.`, error));
    // what another engine draws changes the piece
    if (blocks.length === prepared.blockCount || prepared.failures.length > 0) return whole;
    whole.catch((error: unknown) => growing.fail(error));
    return { headings: prepared.headings, pieces: intoPieces(blocks).slice(0, 1), rest: growing };
  }

  async comments(id: string, signal: AbortSignal): Promise<ReaderComments> {
    const { comments, missing } = await this.deps.comments(id, signal);
    return { comments: await this.#renderComments(id, comments, signal), missing: missing && describeMissing(missing) };
  }

  async #renderComments(id: string, comments: readonly PipelineComment[], signal: AbortSignal): Promise<readonly ReaderComment[]> {
    if (comments.length === 0) return [];
    const [{ url, markdown: text }, { prepareArticle, fill }] = await Promise.all([this.deps.articles.read(id, signal), this.deps.loadRenderer()]);
    const { equations: known } = prepareArticle(text, optionsFor(url));
    return Promise.all(
      comments.map(async ({ markdown, ...comment }) => {
        const pieces = await drawRest(prepareArticle(markdown, { ...optionsFor(url, `c${comment.id}-`), known }), [], fill);
        return { ...comment, html: pieces.join('') };
      }),
    );
  }

  dispose(): void {
    this.#life.abort();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #keyOf({ markdown, url }: Article): string {
    return `${piecesVersion} ${this.deps.rendererVersion} ${hashText(`${url}\n${markdown}`)}`;
  }

  async #keep(path: string, bytes: Uint8Array): Promise<void> {
    await this.deps.files.write(path, bytes);
    const files = [...(await this.deps.files.list(renderedFolder))].sort((a, b) => b.modifiedAt - a.modifiedAt);
    for (const { name } of files.slice(mostKept)) await this.deps.files.delete(`${renderedFolder}/${name}`);
  }

  async #refresh(id: string): Promise<void> {
    this.#refreshed.add(id);
    try {
      const result = await this.deps.articles.refresh(id, this.#life.signal);
      if (result.kind === 'failed') {
        // The next opening tries again: a network that was away may be back.
        this.#refreshed.delete(id);
        this.#setNotice(id, describeFailure(result.error));
      } else {
        this.#setNotice(id, undefined);
        if (this.#shown.get(id) !== this.#keyOf(result.article)) this.#changed.fire({ id, reload: true });
      }
    } catch (error) {
      if (!this.#life.signal.aborted) this.deps.log.warn(`Article ${id} was not refreshed.`, error);
    }
  }

  #setNotice(id: string, notice: string | undefined): void {
    if (this.#notices.get(id) === notice) return;
    if (notice === undefined) this.#notices.delete(id);
    else this.#notices.set(id, notice);
    this.#changed.fire({ id, reload: false, notice });
  }
}

const pathOf = (id: string): string => `${renderedFolder}/${fileStem(id)}.html`;

/** Which pages of comments could not be had, and why. */
function describeMissing({ pages, error }: NonNullable<PipelineComments['missing']>): string {
  const why = describeFailure(error);
  const [first, last] = [pages[0] ?? 0, pages.at(-1) ?? 0];
  if (first === last) return vscode.l10n.t('Page {0} of the comments is missing. {1}', first, why);
  const isRun = last - first === pages.length - 1;
  return vscode.l10n.t('Pages {0} of the comments are missing. {1}', isRun ? `${first}–${last}` : pages.join(vscode.l10n.t(', ')), why);
}

/** Links and pictures may be relative to the article's own address. */
function optionsFor(url: string, idPrefix = anchorPrefix): RenderOptions {
  return {
    resolveLink: (href) => {
      const address = absolute(href, url);
      return address && /^(?:https?|mailto):/i.test(address) ? { href: address } : undefined;
    },
    resolveImage: (src) => {
      const address = absolute(src, url);
      return address && /^https?:/i.test(address) ? address : undefined;
    },
    idPrefix,
  };
}

function absolute(address: string, base: string): string | undefined {
  return URL.canParse(address, base || undefined) ? new URL(address, base || undefined).href : undefined;
}

function factsOf(article: Article): Omit<ReaderHead, 'headings' | 'licence' | 'hasComments' | 'notice'> {
  const { id, title, date, category, tags, url, author, readers, commentCount, previous, next, similar } = article;
  return { id, title, date, category, tags, url, author, readers, commentCount, previous, next, similar };
}
