import { isReaderError, type ReaderError } from '../model/errors';
import { articleUrl } from './articleUrl';
import { parseComments, type Comment } from './comments';

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

/**
 * Reads the comments of a post from all its pages of them, one page after the other, in the order of the pages.
 *
 * Throws a ReaderError where the post itself can't be had. A further page that can't be had ends the reading: it and those
 * not yet read are missing.
 */
export async function readAllComments(id: string, fetchPage: FetchPage): Promise<AllComments> {
  const first = parseComments(await fetchPage(`/archives/${id}`), articleUrl(id));
  const pages = new Map<number, readonly Comment[]>();
  if (first.page !== undefined) pages.set(first.page, first.comments);
  const last = Math.min(first.pageCount, mostPages);
  let missing: AllComments['missing'];
  try {
    // The post's own page shows the first or the last of them, as the blog is set up. One page is all there is.
    for (let page = 1; page <= last && first.pageCount > 1; page++) {
      if (!pages.has(page)) pages.set(page, parseComments(await fetchPage(`/archives/${id}/comment-page-${page}`), articleUrl(id)).comments);
    }
  } catch (error) {
    if (!isReaderError(error)) throw error;
    missing = { pages: Array.from({ length: last }, (_, index) => index + 1).filter((page) => !pages.has(page)), error };
  }
  const inOrder = [...pages].sort(([a], [b]) => a - b).flatMap(([, comments]) => comments);
  return { comments: withoutDoubles([...inOrder, ...first.comments]), missing };
}

/** A comment that came in between moves others from one page to the next. */
function withoutDoubles(comments: readonly Comment[]): Comment[] {
  return [...new Map(comments.map((comment) => [comment.id, comment])).values()];
}
