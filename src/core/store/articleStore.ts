import type { Article } from '../model/article';
import { isReaderError, ReaderError } from '../model/errors';
import type { Validators } from '../net/blogClient';
import type { Priority } from '../net/pacer';
import type { FileStorage, Logger } from '../ports';
import { Emitter } from '../util/event';
import { hashText } from '../util/hash';
import { fileStem, idOfStem } from './fileNames';
import { SharedTasks } from './sharedTasks';
import { whyNotReplace } from './whyNotReplace';

/** Brings articles in, from the blog or from elsewhere. */
export interface ArticleSource {
  /**
   * Fetches and parses one article.
   *
   * @param known what the server gave with the copy at hand; if that is still good, the result is `'notModified'`
   */
  fetch(id: string, known: Validators | undefined, priority: Priority, signal: AbortSignal): Promise<FetchedArticle | 'notModified'>;
}

export interface FetchedArticle {
  readonly article: Article;
  readonly validators: Validators;
}

/** How an article is kept: Markdown with front matter. */
export interface ArticleCodec {
  articleToFile(article: Article): string;
  /** Throws on anything that isn't such a file. */
  fileToArticle(text: string): Article;
}

export type RefreshResult =
  | { readonly kind: 'updated' | 'unchanged'; readonly article: Article }
  /** Nothing has changed on disk; `article` is the copy that is there, if one is. */
  | { readonly kind: 'failed'; readonly error: ReaderError; readonly article: Article | undefined };

export interface ArticleChange {
  readonly kind: 'added' | 'updated' | 'removed';
  readonly id: string;
}

const articleFolder = 'articles';
const validatorFolder = 'validators';

/** The articles at hand: each fetched once, kept as a file of its own, replaced only by what is surely better. */
export class ArticleStore {
  readonly #changed: Emitter<ArticleChange>;
  readonly #reads = new SharedTasks<Article>();
  readonly #refreshes = new SharedTasks<RefreshResult>();

  constructor(
    private readonly source: ArticleSource,
    private readonly storage: FileStorage,
    private readonly codec: ArticleCodec,
    private readonly log: Logger,
  ) {
    this.#changed = new Emitter((error) => log.error(error instanceof Error ? error : String(error)));
  }

  /** After an article was kept, replaced or removed by this window. */
  get onDidChange() {
    return this.#changed.event;
  }

  /** The copy on disk; `undefined` when there is none that can be read. */
  async cached(id: string): Promise<Article | undefined> {
    return (await this.#load(id))?.article;
  }

  /**
   * The copy on disk, else the article from its source, which is then kept. Readers of one article share one request.
   *
   * Throws a ReaderError. A disk that takes no more is logged and no failure: the article can be read all the same.
   */
  read(id: string, signal?: AbortSignal, priority: Priority = 'person'): Promise<Article> {
    return this.#reads.run(id, async (shared) => (await this.cached(id)) ?? (await this.#fetchNew(id, priority, shared)), signal);
  }

  /** Like {@link read}, but a disk that takes no more is a failure (`storage`): for downloads. */
  async keep(id: string, signal?: AbortSignal, priority: Priority = 'background'): Promise<Article> {
    const kept = await this.cached(id);
    if (kept) return kept;
    const article = await this.read(id, signal, priority);
    if (!(await this.cached(id))) await this.#write(article, {});
    return article;
  }

  /**
   * Asks the source whether the article has changed. A page that isn't that article, whole, or that has lost most of
   * its text never replaces the copy at hand.
   */
  refresh(id: string, signal?: AbortSignal): Promise<RefreshResult> {
    return this.#refreshes.run(id, (shared) => this.#refresh(id, shared), signal);
  }

  /** The ids of all articles on disk, in no order. */
  async storedIds(): Promise<string[]> {
    const entries = await this.storage.list(articleFolder);
    const stems = entries.filter(({ name }) => name.endsWith('.md')).map(({ name }) => name.slice(0, -3));
    const ids = await Promise.all(stems.map(async (stem) => idOfStem(stem) ?? (await this.#decode(`${articleFolder}/${stem}.md`))?.article.id));
    return ids.filter((id) => id !== undefined);
  }

  async remove(id: string): Promise<void> {
    await this.storage.delete(articlePath(id));
    await this.storage.delete(validatorPath(id));
    this.#changed.fire({ kind: 'removed', id });
  }

  async #refresh(id: string, signal: AbortSignal): Promise<RefreshResult> {
    const old = await this.#load(id);
    try {
      const fetched = await this.source.fetch(id, old && (await this.#validatorsOf(id, old.text)), 'person', signal);
      if (fetched === 'notModified') {
        if (!old) throw new ReaderError('unreadable', id, { reason: 'status', status: 304 });
        return { kind: 'unchanged', article: old.article };
      }
      const reason = whyNotReplace(fetched.article, id, old?.article);
      if (reason) throw new ReaderError('unreadable', fetched.article.url, { reason });
      await this.#write(fetched.article, fetched.validators);
      return { kind: old && sameContent(old.article, fetched.article) ? 'unchanged' : 'updated', article: fetched.article };
    } catch (error) {
      if (signal.aborted || !isReaderError(error)) throw error;
      this.log.warn(`Article ${id} was not updated: ${error.message}`);
      return { kind: 'failed', error, article: old?.article };
    }
  }

  async #fetchNew(id: string, priority: Priority, signal: AbortSignal): Promise<Article> {
    const fetched = await this.source.fetch(id, undefined, priority, signal);
    if (fetched === 'notModified') throw new ReaderError('unreadable', id, { reason: 'status', status: 304 });
    const reason = whyNotReplace(fetched.article, id, undefined);
    if (reason) throw new ReaderError('unreadable', fetched.article.url, { reason });
    try {
      await this.#write(fetched.article, fetched.validators);
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
    }
    return fetched.article;
  }

  async #write(article: Article, validators: Validators): Promise<void> {
    const isNew = (await this.storage.read(articlePath(article.id))) === undefined;
    const text = this.codec.articleToFile(article);
    await this.storage.write(articlePath(article.id), new TextEncoder().encode(text));
    await this.#writeValidators(article.id, text, validators);
    this.#changed.fire({ kind: isNew ? 'added' : 'updated', id: article.id });
  }

  async #writeValidators(id: string, text: string, validators: Validators): Promise<void> {
    if (Object.keys(validators).length === 0) return this.storage.delete(validatorPath(id));
    await this.storage.write(validatorPath(id), new TextEncoder().encode(JSON.stringify({ ...validators, file: hashText(text) })));
  }

  /** Only those that came with the very file at hand: two windows, a crash or an editor may have changed either. */
  async #validatorsOf(id: string, text: string): Promise<Validators | undefined> {
    try {
      const bytes = await this.storage.read(validatorPath(id));
      const kept: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes));
      if (typeof kept !== 'object' || kept === null || !('file' in kept) || kept.file !== hashText(text)) return undefined;
      return {
        ...('etag' in kept && typeof kept.etag === 'string' && { etag: kept.etag }),
        ...('lastModified' in kept && typeof kept.lastModified === 'string' && { lastModified: kept.lastModified }),
      };
    } catch (error) {
      this.log.debug(`No validators for ${id}:`, error);
      return undefined;
    }
  }

  async #load(id: string): Promise<{ article: Article; text: string } | undefined> {
    const loaded = await this.#decode(articlePath(id));
    return loaded?.article.id === id ? loaded : undefined;
  }

  async #decode(path: string): Promise<{ article: Article; text: string } | undefined> {
    const bytes = await this.storage.read(path);
    if (!bytes) return undefined;
    const text = new TextDecoder().decode(bytes);
    try {
      return { article: this.codec.fileToArticle(text), text };
    } catch (error) {
      this.log.warn(`${path} is no article file; it is fetched anew when asked for.`, error);
      return undefined;
    }
  }
}

const articlePath = (id: string): string => `${articleFolder}/${fileStem(id)}.md`;
const validatorPath = (id: string): string => `${validatorFolder}/${fileStem(id)}.json`;

/** Whether a reader would see no difference, numbers of readers and comments aside. */
function sameContent(a: Article, b: Article): boolean {
  return a.markdown === b.markdown && a.title === b.title && a.date === b.date && a.category === b.category && a.tags.join('\n') === b.tags.join('\n');
}
