import { isReaderError } from '../model/errors';
import type { Logger } from '../ports';
import { articleUrl } from './articleUrl';
import { parseComments, type Comment } from './comments';

/** Fetches the HTML of a path of the blog; rejects with a ReaderError. */
type FetchPage = (path: string) => Promise<string>;

/** No post of the blog has half as many; a pager that names more is broken. */
const mostPages = 60;

/**
 * Reads the comments of a post from all its pages of them, one page after the other, in the order of the pages.
 *
 * Throws a ReaderError where the post itself can't be had. A further page that can't be had ends the reading: what came
 * is returned, and the log says what is missing.
 */
export async function readAllComments(id: string, fetchPage: FetchPage, log: Logger): Promise<Comment[]> {
  const first = parseComments(await fetchPage(`/archives/${id}`), articleUrl(id));
  const pages = new Map<number, readonly Comment[]>();
  if (first.page !== undefined) pages.set(first.page, first.comments);
  const last = Math.min(first.pageCount, mostPages);
  if (last < first.pageCount) log.warn(`${id} names ${first.pageCount} pages of comments; ${last} are read.`);
  try {
    // The post's own page shows the first or the last of them, as the blog is set up. One page is all there is.
    for (let page = 1; page <= last && first.pageCount > 1; page++) {
      if (!pages.has(page)) pages.set(page, parseComments(await fetchPage(`/archives/${id}/comment-page-${page}`), articleUrl(id)).comments);
    }
  } catch (error) {
    if (!isReaderError(error)) throw error;
    log.warn(`Not all comments on ${id} could be read:`, error);
  }
  const inOrder = [...pages].sort(([a], [b]) => a - b).flatMap(([, comments]) => comments);
  return withoutDoubles([...inOrder, ...first.comments]);
}

/** A comment that came in between moves others from one page to the next. */
function withoutDoubles(comments: readonly Comment[]): Comment[] {
  return [...new Map(comments.map((comment) => [comment.id, comment])).values()];
}
