import { decodeHTMLStrict } from 'entities/decode';
import { articleUrl } from '../catalogue/decodeCatalogue';
import type { ArticleSummary } from '../model/article';
import { ReaderError } from '../model/errors';
import { lastOf } from '../util/lastOf';
import { atOnce, sliceLength, type Steps } from '../util/slices';
import { BLOG_ORIGIN, recogniseArticleUrl } from './articleUrl';
import { CharsetCheck, hasEnd, refuseForeignPage } from './pageCheck';

const CONTENT_URL = `${BLOG_ORIGIN}/content.html`;
const ROW =
  /<h3[^<>]*>\s*(\d{4})\s*年|<span[^<>]*>\s*(\d{1,2})\s*月|<li[^<>]*>\s*(\d{1,2})\s*日\s*[:：]?\s*<a\s[^<>]*?href\s*=\s*["']?([^"'\s<>]+)[^<>]*>([\s\S]{0,2000}?)<\/a>/gi;

const NO_TAGS: readonly string[] = [];

/** Units that are kept of a piece for the next one: longer than any row, its title and address included. */
const REACH = 16_384;

/**
 * Reads `/content.html`, the index of all posts, newest first; of categories and tags it says nothing. `bases` are the
 * addresses that the blog is read at, as {@link recogniseArticleUrl} takes them; relative links start from the first, best
 * that of the page itself.
 *
 * Throws a ReaderError `unreadable` where the page isn't whole or isn't the index. {@link contentPageRows} does the same
 * in steps, for who must not block.
 */
export function parseContentPage(page: string | readonly string[], ...bases: readonly string[]): ArticleSummary[] {
  return atOnce(contentPageRows(typeof page === 'string' ? [page] : page, bases));
}

/** Like {@link parseContentPage}, in steps, of a page in pieces that are nowhere put together. */
export function* contentPageRows(pieces: readonly string[], bases: readonly string[]): Steps<ArticleSummary[]> {
  const [url = CONTENT_URL] = bases;
  const entries: ArticleSummary[] = [];
  const seen = new Set<string>();
  const idOf = quickRecogniser(bases);
  let year = '';
  let month = '';
  let date = '';
  for (const match of matchesIn(pieces, url)) {
    const [, newYear, newMonth, day, href, title] = match;
    if (newYear !== undefined) year = newYear;
    else if (newMonth !== undefined) month = newMonth.padStart(2, '0');
    else if (day !== undefined && href !== undefined && title !== undefined) {
      const id = idOf(href.includes('&') ? decodeHTMLStrict(href) : href);
      if (id === undefined || seen.has(id) || year === '' || month === '') continue;
      seen.add(id);
      const posted = `${year}-${month}-${day.padStart(2, '0')}`;
      if (posted !== date) date = posted; // one string for all posts of a day: less to collect
      entries.push({ id, title: plainText(title), date, category: undefined, tags: NO_TAGS, url: articleUrl(id) });
      if (entries.length % sliceLength === 0) yield;
    }
  }
  if (entries.length === 0) throw new ReaderError('unreadable', url, { reason: 'empty' });
  return entries;
}

/** The years, months and posts of the list; throws where the page isn't whole or has none. */
function* matchesIn(pieces: readonly string[], url: string): Generator<RegExpExecArray, void> {
  const charset = new CharsetCheck();
  let isInList = false;
  let rest = '';
  for (const [index, piece] of pieces.entries()) {
    charset.look(piece, rest.slice(-32));
    const text = rest + piece;
    const start: number = isInList ? 0 : text.search(/\bid\s*=\s*["']?archives\b/i);
    isInList = start >= 0;
    let end = Math.max(start, 0);
    const isLast = index === pieces.length - 1;
    const row = new RegExp(ROW);
    row.lastIndex = end;
    for (let match = isInList ? row.exec(text) : null; match && (isLast || match.index < text.length - REACH); match = row.exec(text)) {
      yield match;
      end = row.lastIndex;
    }
    rest = text.slice(Math.max(end, text.length - REACH));
  }
  if (!isInList) refuseForeignPage(pieces.join(''), url);
  if (!hasEnd(lastOf(pieces, REACH))) throw new ReaderError('unreadable', url, { reason: 'cut' });
  if (charset.isWrong) throw new ReaderError('unreadable', url, { reason: 'charset' });
}

/** As {@link recogniseArticleUrl}, for very many addresses: what stands before the number is looked at once. */
function quickRecogniser(bases: readonly string[]): (href: string) => string | undefined {
  const recognised = new Set<string>();
  return (href) => {
    const number = /[1-9]\d{0,8}$/.exec(href)?.[0];
    const before = href.slice(0, href.length - (number?.length ?? 0));
    if (number !== undefined && recognised.has(before)) return number;
    const found = recogniseArticleUrl(href, ...bases);
    if (number !== undefined && found?.id === number && found.fragment === '') recognised.add(before);
    return found?.id;
  };
}

function plainText(html: string): string {
  const text = html.includes('<') ? html.replace(/<[^>]*>/g, '') : html;
  return (text.includes('&') ? decodeHTMLStrict(text) : text).replace(/\s+/g, ' ').trim();
}
