import { walkHtml, type HtmlElement, type HtmlHandler } from '../convert/htmlWalker';
import type { ArticleLink } from '../model/article';
import { recogniseArticleUrl } from './articleUrl';
import { cleanText, dayIn, toCount } from './siteText';

/** What stands around the text of an article. */
export interface ArticleFrame {
  /** The id that the page gives itself; `undefined` where it gives none. */
  readonly id: string | undefined;
  readonly title: string;
  readonly author: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly date: string;
  readonly readers: number | undefined;
  readonly commentCount: number | undefined;
  readonly category: string | undefined;
  readonly tags: readonly string[];
  readonly previous: ArticleLink | undefined;
  readonly next: ArticleLink | undefined;
  readonly similar: readonly ArticleLink[];
}

/** The post that an address means. */
type IdOf = (href: string | undefined) => string | undefined;

const BLOG_AUTHOR = '苏剑林';
const SUBMITTED = /By\s*([^|]*?)\s*\|\s*(\d{4}-\d{1,2}-\d{1,2})\s*\|(?:\s*([\d,]+)\s*位读者)?/;

/** Reads the parts of an article page before its text and after it (from its tail on). `bases`: see {@link recogniseArticleUrl}. */
export function parseFrame(before: string, after: string, bases: readonly string[] = []): ArticleFrame {
  const idOf = (href: string | undefined): string | undefined => (href === undefined ? undefined : recogniseArticleUrl(href, ...bases)?.id);
  const head = new FrameReader();
  walkHtml(withoutMenu(before), head);
  const foot = new FrameReader();
  walkHtml(withoutComments(after), foot);
  const submitted = SUBMITTED.exec(head.textOf('submitted'));
  const titleLink = head.linksOf('title')[0];
  const tools = foot.linksOf('tools');
  const isCategory = (link: FrameLink): boolean => /\/category\//.test(link.href);
  return {
    id: idOf(titleLink?.href) ?? idOf(head.canonical) ?? /\bid\s*=\s*["']?respond-post-(\d+)/.exec(after)?.[1],
    title: cleanText(head.textOf('title')) || cleanText(head.textOf('documentTitle').replace(/\s+-\s+[^-]*Scientific Spaces\s*$/, '')),
    author: submitted?.[1] || BLOG_AUTHOR,
    date: dayIn(submitted?.[2] ?? ''),
    readers: toCount(submitted?.[3]),
    commentCount: toCount(/([\d,]+)\s*(?:条)?评论/.exec(foot.textOf('tools'))?.[1]),
    category: cleanText((tools.find(isCategory) ?? head.linksOf('breadcrumb').find(isCategory))?.text ?? '') || undefined,
    tags: tools.filter(({ href }) => /\/tag\//.test(href)).map(({ text }) => cleanText(text)).filter(Boolean),
    ...neighbours(foot.linksOf('navigation'), idOf),
    similar: foot.linksOf('similar').map((link) => toArticleLink(link, idOf)).filter((link) => link !== undefined),
  };
}

interface FrameLink {
  readonly href: string;
  readonly title: string;
  text: string;
  /** Text between the link before and this one, and after it. */
  readonly before: string;
  after: string;
}

type Part = 'documentTitle' | 'title' | 'submitted' | 'breadcrumb' | 'tools' | 'navigation' | 'similar';

/** Collects text and links of the named parts of a page. */
class FrameReader implements HtmlHandler {
  canonical: string | undefined;
  private readonly texts = new Map<Part, string>();
  private readonly links = new Map<Part, FrameLink[]>();
  private readonly parts: { part: Part; element: HtmlElement }[] = [];
  private link: FrameLink | undefined;
  private skipping: HtmlElement | undefined;

  textOf(part: Part): string {
    return this.texts.get(part) ?? '';
  }

  linksOf(part: Part): readonly FrameLink[] {
    return this.links.get(part) ?? [];
  }

  open(element: HtmlElement): void {
    if (this.skipping) return;
    if (element.name === 'script' || element.name === 'style') {
      this.skipping = element;
      return;
    }
    if (element.name === 'link' && element.attributes['rel'] === 'canonical') this.canonical = element.attributes['href'];
    const part = partOf(element);
    if (part !== undefined && !this.texts.has(part)) {
      this.texts.set(part, '');
      this.parts.push({ part, element });
    }
    const current = this.parts.at(-1)?.part;
    if (element.name !== 'a' || current === undefined) return;
    const { href = '', title = '' } = element.attributes;
    const before = this.links.get(current)?.at(-1)?.after ?? this.textOf(current);
    this.link = { href, title, text: '', before, after: '' };
    const links = this.links.get(current);
    if (links) links.push(this.link);
    else this.links.set(current, [this.link]);
  }

  close(element: HtmlElement): void {
    if (this.skipping === element) this.skipping = undefined;
    if (element.name === 'a') this.link = undefined;
    if (this.parts.at(-1)?.element === element) this.parts.pop();
  }

  text(data: string): void {
    const current = this.parts.at(-1)?.part;
    if (current === undefined || this.skipping) return;
    this.texts.set(current, this.textOf(current) + data);
    const last = this.links.get(current)?.at(-1);
    if (this.link) this.link.text += data;
    else if (last) last.after += data;
  }
}

function partOf({ name, attributes }: HtmlElement): Part | undefined {
  switch (attributes['id']) {
    case 'breadcrumb':
      return 'breadcrumb';
    case 'tools':
      return 'tools';
    case 'entrynavigation':
      return 'navigation';
    case 'similar':
      return 'similar';
  }
  if (name === 'title') return 'documentTitle';
  if (name === 'h1') return 'title';
  return /(?:^|\s)submitted(?:\s|$)/.test(attributes['class'] ?? '') ? 'submitted' : undefined;
}

/** `< older | newer >`: the signs stand beside the links, or in them. */
function neighbours(links: readonly FrameLink[], idOf: IdOf): Pick<ArticleFrame, 'previous' | 'next'> {
  let previous: ArticleLink | undefined;
  let next: ArticleLink | undefined;
  for (const link of links) {
    const article = toArticleLink(link, idOf);
    if (!article) continue;
    if (/[<«‹]\s*$/.test(link.before) || /^\s*[<«‹]/.test(link.text)) previous ??= article;
    else if (/^\s*[>»›]/.test(link.after) || /[>»›]\s*$/.test(link.text)) next ??= article;
  }
  return { previous, next };
}

function toArticleLink(link: FrameLink, idOf: IdOf): ArticleLink | undefined {
  const id = idOf(link.href);
  const title = cleanText(link.title) || cleanText(link.text).replace(/^[<«‹]\s*|\s*[>»›]$/g, '');
  return id === undefined || title === '' ? undefined : { id, title };
}

/** The mobile menu between the head and the breadcrumb names categories and posts of its own. */
function withoutMenu(html: string): string {
  const end = html.search(/<\/head\s*>/i);
  const content = html.search(/<[a-z]+\b[^<>]*\bid\s*=\s*["']?(?:MainBody|content|breadcrumb)\b/i);
  return end < 0 || content < end ? html : html.slice(0, end) + html.slice(content);
}

/** The comments hold nothing that is looked for here, and most of the length. */
function withoutComments(html: string): string {
  const start = html.search(/<[a-z]+\b[^<>]*\bid\s*=\s*["']?PostComment\b/i);
  return start < 0 ? html : html.slice(0, start);
}
