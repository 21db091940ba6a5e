import { Parser } from 'htmlparser2';
import { htmlToMarkdown } from '../convert/htmlToMarkdown';
import { ReaderError } from '../model/errors';
import { articleUrl, recogniseArticleUrl } from './articleUrl';
import { cleanText, isoDay, monthNumber } from './siteText';

/** A post in the blog's feed. */
export interface FeedArticle {
  readonly id: string;
  readonly title: string;
  /** Day of publication in China, `YYYY-MM-DD`; empty where the feed names none. */
  readonly date: string;
  readonly categories: readonly string[];
  readonly commentCount: number | undefined;
  /** Markdown of the excerpt, or of the whole text where the post is short. */
  readonly excerpt: string;
}

/** A comment in the blog's feed of recent comments. */
export interface RecentComment {
  readonly id: string;
  readonly articleId: string;
  readonly author: string;
  readonly date: string;
  readonly markdown: string;
}

/** Reads the blog's `/feed` (RSS 2.0); `url` is where it came from, also a mirror. Throws a ReaderError `unreadable`: `layout` (no such feed), `cut`. */
export function parseFeed(xml: string, url: string): FeedArticle[] {
  return readItems(xml, url).flatMap((item) => {
    const id = recogniseArticleUrl(item.text('link') || item.text('guid'), homeOf(url))?.id;
    const title = cleanText(item.text('title'));
    if (id === undefined || title === '') return [];
    const content = item.text('content:encoded').replace(/<p class="more">[\s\S]*$/, '');
    const comments = item.text('slash:comments').trim();
    return [{
      id, title, date: chinaDay(item.text('pubdate')), categories: item.all('category').map(cleanText),
      commentCount: /^\d+$/.test(comments) ? Number(comments) : undefined,
      excerpt: htmlToMarkdown(content, { baseUrl: articleUrl(id) }),
    }];
  });
}

/** Reads the blog's `/feed/comments/`. Throws as {@link parseFeed} does. */
export function parseCommentsFeed(xml: string, url: string): RecentComment[] {
  return readItems(xml, url).flatMap((item) => {
    const target = recogniseArticleUrl(item.text('link') || item.text('guid'), homeOf(url));
    const id = /^comment-(\d+)$/.exec(target?.fragment ?? '')?.[1];
    if (!target || id === undefined) return [];
    const content = item.text('content:encoded') || item.text('description');
    return [{
      id, articleId: target.id, author: cleanText(item.text('dc:creator') || item.text('title')), date: chinaDay(item.text('pubdate')),
      markdown: htmlToMarkdown(content, { baseUrl: articleUrl(target.id) }),
    }];
  });
}

/** The address of the blog, of a mirror perhaps, that a feed came from. */
const homeOf = (feedUrl: string): string => feedUrl.replace(/\/feed(?:\/[^?#]*)?(?:[?#].*)?$/, '/');

/** The blog's feed has ten items and some hundred thousand characters. */
const MAX_ITEMS = 200;
const MAX_CHARACTERS = 8_000_000;

class FeedItem {
  private readonly fields = new Map<string, string[]>();

  add(name: string, text: string): void {
    const texts = this.fields.get(name);
    if (texts) texts.push(text);
    else this.fields.set(name, [text]);
  }

  text(name: string): string {
    return this.fields.get(name)?.[0] ?? '';
  }

  all(name: string): readonly string[] {
    return this.fields.get(name) ?? [];
  }
}

/** The items of an RSS 2.0 feed that is whole. Entities that a feed declares itself are not expanded: such a feed is refused. */
function readItems(xml: string, url: string): FeedItem[] {
  const refuse = (reason: string): never => {
    throw new ReaderError('unreadable', url, { reason });
  };
  if (xml.trim() === '') refuse('empty');
  if (xml.length > MAX_CHARACTERS) refuse('tooLarge');
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<rss\b/.test(xml)) refuse('layout');
  if (!/<\/rss\s*>\s*$/.test(xml)) refuse('cut');
  if (xml.slice(0, 100_000).includes('\uFFFD')) refuse('charset');
  const items: FeedItem[] = [];
  let item: FeedItem | undefined;
  let name = '';
  let text = '';
  const parser = new Parser(
    {
      onopentag(tag) {
        name = tag.toLowerCase();
        text = '';
        if (name === 'item' && items.length < MAX_ITEMS) item = new FeedItem();
      },
      ontext(data) {
        text += data;
      },
      onclosetag(tag) {
        const closed = tag.toLowerCase();
        if (closed === 'item' && item) {
          items.push(item);
          item = undefined;
        } else if (closed === name) item?.add(name, text);
        name = '';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  return items;
}

/** The day in China (UTC+8) of an RFC 822 date. */
function chinaDay(date: string): string {
  const match = /(\d{1,2})\s+([A-Za-z]{3,})\s+(\d{4})(?:\s+(\d{2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Z]+)?)?/.exec(date);
  const month = monthNumber(match?.[2] ?? '');
  if (!match || month === undefined) return '';
  const [, day = '1', , year = '1970', hours = '0', minutes = '0', , zone = '+0800'] = match;
  const offset = /^([+-])(\d\d)(\d\d)$/.exec(zone);
  const zoneMinutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  const china = new Date(Date.UTC(Number(year), month - 1, Number(day), Number(hours), Number(minutes) - zoneMinutes + 480));
  return isoDay(china.getUTCFullYear(), china.getUTCMonth() + 1, china.getUTCDate());
}
