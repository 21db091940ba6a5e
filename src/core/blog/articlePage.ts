import { htmlToMarkdown } from '../convert/htmlToMarkdown';
import type { Article } from '../model/article';
import { ReaderError } from '../model/errors';
import { articleUrl } from './articleUrl';
import { parseFrame } from './pageFrame';
import { hasEnd, hasWrongCharset, refuseForeignPage } from './pageCheck';

/** What the page should be. */
export interface ExpectedArticle {
  readonly id: string;
  /** Canonical address, which relative links start from. */
  readonly url: string;
  /** Title that the index names, for a page that has none of its own. */
  readonly title?: string;
  /** Where the page was read, and else the blog is: for what it says of itself in absolute links. */
  readonly bases?: readonly string[];
}

/** The largest page taken: the longest of the blog has 0.5 million characters. */
const MAX_CHARACTERS = 12_000_000;
// `[^<>]`, not `[^>]`: a page of opened tags that never end stays cheap
const BODY = /<div\b[^<>]*\bid\s*=\s*(?:"PostContent"|'PostContent'|PostContent\b)[^<>]*>/i;
const NOT_FOUND = /<title>\s*页面没找到/;
/** What follows the text of an article inside `#PostContent`, wherever it stands. */
const TAIL_BOX = /\bid\s*=\s*["']?(?:content_tips|pay|how_to_cite)["'\s>]/gi;
const LONGEST_TAG = 500;
const REPRINT = '转载到请包括本文地址';
/** What follows `#PostContent`: the end of the text where the theme put no tail. */
const AFTER_BODY = /<div\b[^<>]*\bid\s*=\s*["']?(?:tools|entrynavigation|similar|PostComment)\b/i;

/**
 * Reads the page of a post. Takes it only when it is whole and is that post; otherwise throws a ReaderError `notFound`
 * (the blog's own 404 page, whatever its status) or `unreadable` with one of the reasons `empty`, `tooLarge`, `charset`,
 * `gate`, `captive`, `layout` (no title, no `#PostContent`), `cut` (no end marks) and `otherPost`.
 */
export function parseArticlePage(html: string, expected: ExpectedArticle): Article {
  const refuse = (reason: string): never => {
    throw new ReaderError('unreadable', expected.url, { reason });
  };
  if (html.length > MAX_CHARACTERS) refuse('tooLarge');
  const body = BODY.exec(html);
  if (!body) {
    if (NOT_FOUND.test(html.slice(0, 8192))) throw new ReaderError('notFound', expected.url);
    return refuseForeignPage(html, expected.url);
  }
  if (hasWrongCharset(html)) refuse('charset');
  const bodyStart = body.index + body[0].length;
  const bodyEnd = endOfBody(html, bodyStart);
  if (bodyEnd === undefined || !hasEnd(html)) return refuse('cut');
  const frame = parseFrame(html.slice(0, body.index), html.slice(bodyEnd), expected.bases);
  if (frame.id === undefined || frame.title === '') return refuse('layout');
  if (frame.id !== expected.id) return refuse('otherPost');
  const markdown = htmlToMarkdown(html.slice(bodyStart, bodyEnd), { baseUrl: expected.url });
  if (markdown === '') refuse('empty');
  const { title, date, author, category, tags, readers, commentCount, previous, next, similar } = frame;
  return {
    id: expected.id, title, date, category, tags, url: articleUrl(expected.id), author, markdown,
    readers, commentCount, previous, next, similar, fetchedAt: new Date().toISOString(),
  };
}

/** Where the text of the article ends: at its tail or, without one, where the page goes on. */
function endOfBody(html: string, from: number): number | undefined {
  const ends = [tailBox(html, from), reprintNotice(html, from)].filter((at) => at >= 0);
  if (ends.length > 0) return Math.min(...ends);
  const after = html.slice(from).search(AFTER_BODY);
  return after < 0 ? undefined : from + after;
}

function tailBox(html: string, from: number): number {
  TAIL_BOX.lastIndex = from;
  for (let found = TAIL_BOX.exec(html); found; found = TAIL_BOX.exec(html)) {
    const before = html.slice(Math.max(from, found.index - LONGEST_TAG), found.index);
    const start = before.search(/<[a-z][^<>]*$/i);
    if (start >= 0) return found.index - before.length + start;
  }
  return -1;
}

/** The reprint notice: the words with a link behind them; the same words in an article's text have none. */
function reprintNotice(html: string, from: number): number {
  let first = -1;
  for (let at = html.indexOf(REPRINT, from); at >= 0; at = html.indexOf(REPRINT, at + 1)) {
    if (first < 0) first = at;
    if (/^[^<]{0,20}(?:<[^>]*>\s*){0,4}<a\b[^>]*\/archives\/\d+/i.test(html.slice(at, at + 400))) return at;
  }
  return first;
}
