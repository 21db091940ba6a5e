import type { Article } from '../model/article';
import { isReaderError, ReaderError } from '../model/errors';
import type { BlogClient, Validators } from '../net/blogClient';
import type { Priority } from '../net/pacer';
import { lastOf } from '../util/lastOf';
import type { ArticleSource, FetchedArticle } from './articleStore';

/** What a page must turn out to be. */
export interface ExpectedArticle {
  readonly id: string;
  /** Canonical address, whatever mirror answers. */
  readonly url: string;
  readonly title?: string;
  /** Where the page was read. */
  readonly bases?: readonly string[];
}

/** The article pages of 科学空间. */
export class BlogSource implements ArticleSource {
  /**
   * @param parse throws a ReaderError when the page isn't the expected article, whole
   * @param titleOf the title that the index has for an id, if it has one
   */
  constructor(
    private readonly client: Pick<BlogClient, 'getText'>,
    private readonly parse: (html: string, expected: ExpectedArticle) => Article | Promise<Article>,
    private readonly titleOf: (id: string) => string | undefined | Promise<string | undefined> = () => undefined,
  ) {}

  async fetch(id: string, known: Validators | undefined, priority: Priority, signal: AbortSignal): Promise<FetchedArticle | 'notModified'> {
    if (!/^\d{1,9}$/.test(id)) throw new ReaderError('notFound', id, { reason: 'id' });
    const page = await this.client.getText(`/archives/${id}`, { accept: 'page', priority, ...(known && { validators: known }) }, signal);
    if (page.notModified) return 'notModified';
    checkWhole([page.text], page.url);
    const title = await this.titleOf(id);
    try {
      const article = await this.parse(page.text, { id, url: `https://kexue.fm/archives/${id}`, bases: [page.url], ...(title !== undefined && { title }) });
      return { article, validators: page.validators };
    } catch (error) {
      // A whole page with "403 Forbidden" that isn't the article is the server's refusal, not a strange layout.
      if (page.status === 403 && isReaderError(error)) throw new ReaderError('unreadable', page.url, { reason: 'forbidden', status: 403, cause: error });
      throw error;
    }
  }
}

/** Throws a ReaderError `unreadable`: `empty` for no text, `cut` for a page whose end has not arrived. */
export function checkWhole(pieces: readonly string[], url: string): void {
  if (pieces.every((piece) => piece.trim() === '')) throw new ReaderError('unreadable', url, { reason: 'empty' });
  if (/<html[\s>]/i.test(pieces[0]?.slice(0, 4096) ?? '') && !/<\/html\s*>/i.test(lastOf(pieces, 8192))) throw new ReaderError('unreadable', url, { reason: 'cut' });
}
