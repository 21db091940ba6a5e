import { isReaderError, type ReaderError } from '../model/errors';
import { articleUrl } from './articleUrl';
import { parseComments, type Comment, type CommentPage } from './comments';

/** Fetches the HTML of a path of the blog; rejects with a ReaderError. */
type FetchPage = (path: string) => Promise<string>;

export interface AllComments {
  /** In the order of the pages, an answer within what it answers. */
  readonly comments: readonly Comment[];
  /** Pages that could not be had, and why. */
  readonly missing: { readonly pages: readonly number[]; readonly error: ReaderError } | undefined;
}

/** No post of the blog has half as many; a pager that names more is broken. */
const mostPages = 60;
/** So many pages may be broken before the next one is taken for broken too. */
const mostUnreadable = 2;

/** The comments of a post, from all its pages of them; one that was asked before asks only for what was missing. */
export class CommentReading {
  #first: CommentPage | undefined;
  readonly #pages = new Map<number, readonly Comment[]>();

  constructor(private readonly id: string) {}

  /**
   * Reads one page after the other, in their order.
   *
   * Throws a ReaderError where the post itself can't be had. A further page that can't be read is missing; where there is
   * none, or the blog does not answer, and where a second one can't be read, also those behind it are.
   */
  async read(fetchPage: FetchPage): Promise<AllComments> {
    const first = (this.#first ??= await this.#readFirst(fetchPage));
    // The post's own page shows the first or the last of them, as the blog is set up. One page is all there is.
    const last = first.pageCount > 1 ? Math.min(first.pageCount, mostPages) : 0;
    let error: ReaderError | undefined;
    let unreadable = 0;
    for (let page = 1; page <= last && (error?.kind ?? 'unreadable') === 'unreadable' && unreadable < mostUnreadable; page++) {
      if (this.#pages.has(page)) continue;
      try {
        this.#pages.set(page, parseComments(await fetchPage(`/archives/${this.id}/comment-page-${page}`), articleUrl(this.id)).comments);
      } catch (caught) {
        if (!isReaderError(caught)) throw caught;
        error = caught;
        unreadable++;
      }
    }
    const pages = Array.from({ length: last }, (_, index) => index + 1).filter((page) => !this.#pages.has(page));
    const inOrder = [...this.#pages].sort(([a], [b]) => a - b).flatMap(([, comments]) => comments);
    return { comments: withoutDoubles([...inOrder, ...first.comments]), missing: error && { pages, error } };
  }

  async #readFirst(fetchPage: FetchPage): Promise<CommentPage> {
    const first = parseComments(await fetchPage(`/archives/${this.id}`), articleUrl(this.id));
    if (first.page !== undefined) this.#pages.set(first.page, first.comments);
    return first;
  }
}

/** A comment that came in between moves others from one page to the next. */
function withoutDoubles(comments: readonly Comment[]): Comment[] {
  return [...new Map(comments.map((comment) => [comment.id, comment])).values()];
}
