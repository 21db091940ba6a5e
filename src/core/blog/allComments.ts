import { isReaderError, type ReaderError } from '../model/errors';
import type { Clock } from '../ports';
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
/** After so long, comments that were read may have changed, and have moved from one page to the next. */
const freshForMs = 10 * 60_000;

/** The comments of a post, from all its pages of them; one that was asked shortly before asks only for what was missing. */
export class CommentReading {
  #first: CommentPage | undefined;
  #firstReadAt = 0;
  #pageCount = 1;
  readonly #pages = new Map<number, readonly Comment[]>();

  constructor(
    private readonly id: string,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads one page after the other, in their order.
   *
   * Throws a ReaderError where the post itself can't be had. A further page that can't be read is missing; where there is
   * none, or the blog does not answer, and where a second one can't be read, also those behind it are.
   */
  async read(fetchPage: FetchPage): Promise<AllComments> {
    const first = await this.#firstPage(fetchPage);
    let error: ReaderError | undefined;
    let unreadable = 0;
    for (let page = 1; page <= this.#last && (error?.kind ?? 'unreadable') === 'unreadable' && unreadable < mostUnreadable; page++) {
      if (this.#pages.has(page)) continue;
      try {
        this.#keep(parseComments(await fetchPage(`/archives/${this.id}/comment-page-${page}`), articleUrl(this.id)), page);
      } catch (caught) {
        if (!isReaderError(caught)) throw caught;
        error = caught;
        unreadable++;
      }
    }
    const pages = Array.from({ length: this.#last }, (_, index) => index + 1).filter((page) => !this.#pages.has(page));
    const inOrder = [...this.#pages].sort(([a], [b]) => a - b).flatMap(([, comments]) => comments);
    return { comments: withoutDoubles([...inOrder, ...first.comments]), missing: error && { pages, error } };
  }

  /** The last page of those to read. The post's own shows the first or the last of them, as the blog is set up; one page is all there is. */
  get #last(): number {
    return this.#pageCount > 1 ? Math.min(this.#pageCount, mostPages) : 0;
  }

  async #firstPage(fetchPage: FetchPage): Promise<CommentPage> {
    if (this.#first && this.clock.now() - this.#firstReadAt < freshForMs) return this.#first;
    const first = parseComments(await fetchPage(`/archives/${this.id}`), articleUrl(this.id));
    this.#first = first;
    this.#firstReadAt = this.clock.now();
    this.#pages.clear();
    this.#pageCount = 1;
    this.#keep(first, first.page);
    return first;
  }

  /** A page that was read later may know of more pages. */
  #keep({ comments, pageCount }: CommentPage, page: number | undefined): void {
    if (page !== undefined) this.#pages.set(page, comments);
    this.#pageCount = Math.max(this.#pageCount, pageCount);
  }
}

/** A comment that came in between moves others from one page to the next. */
function withoutDoubles(comments: readonly Comment[]): Comment[] {
  return [...new Map(comments.map((comment) => [comment.id, comment])).values()];
}
