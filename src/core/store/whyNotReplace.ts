import type { Article } from '../model/article';

/** Of the text at hand, what a new page must at least have. */
const leastShare = 0.5;
/** Below this many characters a text may shrink as it likes: a notice of a few lines. */
const shortText = 400;

/**
 * Why a fetched article may not be kept: `otherPost`, `title`, `empty`, `charset`, or `shrunk` when it has lost most of the text
 * of the copy at hand. `undefined` when it may.
 */
export function whyNotReplace(fetched: Article, id: string, old: Article | undefined): string | undefined {
  if (fetched.id !== id) return 'otherPost';
  if (fetched.title.trim() === '') return 'title';
  if (fetched.markdown.trim() === '') return 'empty';
  // U+FFFD stands where the page's bytes were broken; a page that has always had some may keep them.
  if (fetched.markdown.includes('\uFFFD') && !old?.markdown.includes('\uFFFD')) return 'charset';
  if (old && old.markdown.length > shortText && fetched.markdown.length < old.markdown.length * leastShare) return 'shrunk';
  return undefined;
}
