import { htmlToMarkdown } from '../convert/htmlToMarkdown';
import { walkHtml, type HtmlElement, type HtmlHandler } from '../convert/htmlWalker';
import { hasClass } from '../convert/rule';
import { recogniseArticleUrl } from './articleUrl';
import { hasEnd, hasWrongCharset, refuseForeignPage } from './pageCheck';
import { ReaderError } from '../model/errors';
import { cleanText, dayIn, toCount } from './siteText';

/** A post as a listing shows it: front page, category, tag or month. */
export interface ListedArticle {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly category: string | undefined;
  readonly tags: readonly string[];
  readonly readers: number | undefined;
  readonly commentCount: number | undefined;
  /** Markdown of the excerpt, without the link to the rest; may be empty. */
  readonly excerpt: string;
}

export interface Listing {
  readonly articles: readonly ListedArticle[];
  /** The last page that the pager names; 1 where there is no pager. */
  readonly pageCount: number;
}

/** Reads a page that lists posts. Throws a ReaderError `unreadable` where it is no such page, or not whole. */
export function parseListing(html: string, url: string): Listing {
  if (!/\bsubmitted\b/.test(html) || !/\bPostHead\b/.test(html)) refuseForeignPage(html, url);
  if (hasWrongCharset(html)) throw new ReaderError('unreadable', url, { reason: 'charset' });
  if (!hasEnd(html)) throw new ReaderError('unreadable', url, { reason: 'cut' });
  const reader = new ListingReader(html, url);
  walkHtml(html, reader);
  if (reader.articles.length === 0) throw new ReaderError('unreadable', url, { reason: 'empty' });
  return { articles: reader.articles, pageCount: reader.pageCount };
}

interface Draft {
  readonly element: HtmlElement;
  id: string | undefined;
  title: string;
  submitted: string;
  tools: string;
  category: string;
  tags: string[];
  excerpt: string;
}
type Part = 'title' | 'submitted' | 'tools' | 'content' | 'pager';

class ListingReader implements HtmlHandler {
  readonly articles: ListedArticle[] = [];
  pageCount = 1;
  private draft: Draft | undefined;
  private part: { element: HtmlElement; name: Part } | undefined;
  private link: { element: HtmlElement; href: string; text: string } | undefined;
  /** Where the link to the rest of the post begins, in the excerpt being read. */
  private moreStart: number | undefined;

  constructor(
    private readonly html: string,
    private readonly url: string,
  ) {}

  open(element: HtmlElement): void {
    const { name, attributes } = element;
    if (hasClass(element, 'Post') && !this.draft) {
      this.draft = { element, id: undefined, title: '', submitted: '', tools: '', category: '', tags: [], excerpt: '' };
    }
    const part = this.part ? undefined : this.partOf(element);
    if (part) this.part = { element, name: part };
    if (this.part?.name === 'content') {
      if (hasClass(element, 'more')) this.moreStart ??= this.html.lastIndexOf('<', element.contentStart - 1);
      return;
    }
    if (name === 'a' && this.part) this.link = { element, href: attributes['href'] ?? '', text: '' };
  }

  close(element: HtmlElement, offset: number): void {
    const { draft, part, link } = this;
    if (link?.element === element) {
      this.link = undefined;
      if (part?.name === 'pager') this.pageCount = Math.max(this.pageCount, toPage(link.text));
      else if (draft && part) addLink(draft, part.name, { href: link.href, text: cleanText(link.text), base: this.url });
    }
    if (part?.element === element) {
      this.part = undefined;
      if (part.name === 'content' && draft) {
        draft.excerpt = htmlToMarkdown(this.html.slice(element.contentStart, this.moreStart ?? offset), { baseUrl: this.url });
        this.moreStart = undefined;
      }
    }
    if (draft?.element === element) {
      this.draft = undefined;
      this.finish(draft);
    }
  }

  text(data: string): void {
    const { draft, part, link } = this;
    if (link) link.text += data;
    if (!draft || !part || part.name === 'content' || part.name === 'pager') return;
    draft[part.name] += data;
  }

  private partOf(element: HtmlElement): Part | undefined {
    if (hasClass(element, 'page-navigator')) return 'pager';
    if (!this.draft) return undefined;
    if (element.name === 'h2' || element.name === 'h1') return 'title';
    if (hasClass(element, 'submitted')) return 'submitted';
    if (hasClass(element, 'PostContent')) return 'content';
    return hasClass(element, 'tools') ? 'tools' : undefined;
  }

  private finish({ id, title, submitted, tools, category, tags, excerpt }: Draft): void {
    if (id === undefined || cleanText(title) === '') return;
    this.articles.push({
      id, title: cleanText(title), date: dayIn(submitted), category: category || undefined, tags,
      readers: toCount(/([\d,]+)\s*位读者/.exec(submitted)?.[1]), commentCount: toCount(/([\d,]+)\s*条?评论/.exec(tools)?.[1]), excerpt,
    });
  }
}

function addLink(draft: Draft, part: Part, { href, text, base }: { href: string; text: string; base: string }): void {
  if (part === 'title') draft.id ??= recogniseArticleUrl(href, base)?.id;
  else if (part !== 'tools' || text === '') return;
  else if (/\/category\//.test(href)) draft.category ||= text;
  else if (/\/tag\//.test(href)) draft.tags.push(text);
}

function toPage(text: string): number {
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 1;
}
