import { htmlToMarkdown } from '../convert/htmlToMarkdown';
import { walkHtml, type HtmlElement, type HtmlHandler } from '../convert/htmlWalker';
import { hasClass } from '../convert/rule';
import { ReaderError } from '../model/errors';
import { cleanText, dayIn } from './siteText';

/** One comment below a post. */
export interface Comment {
  /** Number in its anchor, `#comment-<id>`. */
  readonly id: string;
  readonly author: string;
  /** Whether the author of the blog wrote it. */
  readonly isByAuthor: boolean;
  /** `YYYY-MM-DD`, or empty. */
  readonly date: string;
  /** CommonMark with formulas, as in an article. */
  readonly markdown: string;
  readonly replies: readonly Comment[];
}

/** The comments of one page of them. */
export interface CommentPage {
  readonly comments: readonly Comment[];
  /** Pages of comments in all; each is at `<post>/comment-page-<n>`. */
  readonly pageCount: number;
  /** Which of them this is, from 1 on; `undefined` where the page does not say so. */
  readonly page: number | undefined;
}

const BLOG_AUTHORS = new Set(['苏剑林', 'bojone', 'BoJone']);
/** A link to a page of comments, not to one comment there: its post and its page. */
const PAGE_LINK = /<a\b[^<>]*\bhref\s*=\s*["']?[^"'\s<>#]*\/archives\/(\d+)\/comment-page-(\d{1,4})(?![\d/]*(?:\?[^"'\s<>#]*)?#comment-\d)/gi;
const CURRENT_PAGE = /<(?:li|span)\b[^<>]*\bclass\s*=\s*["']?[^"'<>]*\bcurrent\b[^<>]*>(?:\s*<[^<>]*>)*\s*(\d{1,4})\s*</i;
/** Deeper answers are shown beside their parents' answers. */
const MAX_DEPTH = 16;

/**
 * Reads the comments of an article page, in the page's order, answers below what they answer. `articleUrl` is where
 * relative links start from. Throws a ReaderError `unreadable` (`layout`) where the page has no place for comments.
 */
export function parseComments(html: string, articleUrl: string): CommentPage {
  const start = html.search(/<[a-z]+\b[^<>]*\bid\s*=\s*["']?PostComment\b/i);
  if (start < 0) throw new ReaderError('unreadable', articleUrl, { reason: 'layout' });
  const section = html.slice(start);
  const reader = new CommentReader(section, articleUrl);
  walkHtml(section, reader);
  const links = [...section.matchAll(PAGE_LINK)].filter(([, id]) => articleUrl.endsWith(`/${id}`));
  const current = CURRENT_PAGE.exec(section)?.[1];
  return { comments: reader.roots, pageCount: links.reduce((most, [, , page]) => Math.max(most, Number(page)), 1), page: current === undefined ? undefined : Number(current) };
}

interface OpenComment {
  readonly element: HtmlElement;
  readonly id: string;
  readonly byAuthor: boolean;
  readonly replies: Comment[];
  author: string;
  date: string;
  markdown: string;
}

class CommentReader implements HtmlHandler {
  readonly roots: Comment[] = [];
  private readonly ancestors: OpenComment[] = [];
  private part: { element: HtmlElement; field: 'author' | 'date' | 'content'; text: string } | undefined;

  constructor(
    private readonly html: string,
    private readonly baseUrl: string,
  ) {}

  open(element: HtmlElement): void {
    if (this.part) return;
    const id = /^comment-(\d+)$/.exec(element.attributes['id'] ?? '')?.[1];
    if (id !== undefined && hasClass(element, 'ComListLi')) {
      const byAuthor = /(?:^|\s)(?:comment-by-author|byauthor|bypostauthor)(?:\s|$)/.test(element.attributes['class'] ?? '');
      this.ancestors.push({ element, id, byAuthor, replies: [], author: '', date: '', markdown: '' });
    } else if (hasClass(element, 'ListUser')) this.part = { element, field: 'author', text: '' };
    else if (hasClass(element, 'ListDate')) this.part = { element, field: 'date', text: '' };
    else if (hasClass(element, 'ListContent')) this.part = { element, field: 'content', text: '' };
  }

  close(element: HtmlElement, offset: number): void {
    const comment = this.ancestors.at(-1);
    if (this.part?.element === element) {
      const { field, text } = this.part;
      this.part = undefined;
      if (!comment) return;
      if (field === 'author') comment.author ||= cleanText(text);
      else if (field === 'date') comment.date ||= dayIn(text);
      else comment.markdown ||= htmlToMarkdown(this.html.slice(element.contentStart, offset), { baseUrl: this.baseUrl });
    } else if (comment?.element === element) {
      this.ancestors.pop();
      this.add(comment);
    }
  }

  text(data: string): void {
    if (this.part && this.part.field !== 'content') this.part.text += data;
  }

  private add({ id, author, byAuthor, date, markdown, replies }: OpenComment): void {
    const parent = this.ancestors[Math.min(this.ancestors.length, MAX_DEPTH) - 1];
    (parent?.replies ?? this.roots).push({ id, author, isByAuthor: byAuthor || BLOG_AUTHORS.has(author), date, markdown, replies });
  }
}
