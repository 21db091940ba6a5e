import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { ReaderError } from '../core/model/errors';
import { feedDay } from '../core/feeds/feedDate';
import { oneLine } from '../core/feeds/plainText';

export interface MainText {
  readonly title: string;
  readonly author: string;
  /** `YYYY-MM-DD` or empty. */
  readonly date: string;
  readonly html: string;
}

/** Larger pages and deeper nesting would take the parser seconds, or its stack. */
const mostCharacters = 2_000_000;
const mostElements = 10_000;
const mostEntities = 50_000;
const deepest = 150;

/**
 * The main text of a page, without menus, sidebars and footers (Mozilla's Readability). Scripts don't run, nothing is
 * fetched.
 *
 * Throws a ReaderError `unreadable`: `tooLarge`, or `noText` when the page has no main text.
 */
export function mainText(html: string, url: string): MainText {
  if (html.length > mostCharacters || isHeavy(html)) throw new ReaderError('unreadable', url, { reason: 'tooLarge' });
  try {
    const { document } = parseHTML(html);
    const found = new Readability(document, { maxElemsToParse: mostElements, charThreshold: 200 }).parse();
    if (found?.content) {
      return { title: oneLine(found.title ?? ''), author: oneLine(found.byline ?? ''), date: feedDay(found.publishedTime ?? ''), html: found.content };
    }
  } catch (cause) {
    throw new ReaderError('unreadable', url, { reason: 'noText', cause });
  }
  throw new ReaderError('unreadable', url, { reason: 'noText' });
}

/** One pass over the tags, an estimate from above: an element counts as open until an end tag comes. */
function isHeavy(html: string): boolean {
  if (html.split('&', mostEntities + 2).length > mostEntities + 1) return true;
  let elements = 0;
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b/gi)) {
    if (slash) depth = Math.max(0, depth - 1);
    else {
      elements++;
      if (!/^(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|path|source|t[dhr]|track|wbr)$/i.test(name)) depth++;
    }
    if (elements > mostElements || depth > deepest) return true;
  }
  return false;
}
