import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from './escapeHtml';
import { isSafeLink, MATH_TOKEN } from './markdownMath';
import type { MathSpan } from './mathSpans';
import type { Heading, RenderOptions, ResolvedLink } from './types';

/** Gives every heading an `id` and lists them. Two of the same text get `-2`, `-3` …; the site's fragment is the text itself. */
export function collectHeadings(tokens: readonly Token[], spans: readonly MathSpan[], idPrefix: string): Heading[] {
  const headings: Heading[] = [];
  const taken = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const text = plainText(tokens[at + 1]?.children ?? [], spans).trim();
    const slug = `${idPrefix}${text.replace(/\s+/g, '-')}`;
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    const anchor = count === 1 ? slug : `${slug}-${String(count)}`;
    token.attrSet('id', anchor);
    headings.push({ level: Number(token.tag.slice(1)), text, anchor });
  }
  return headings;
}

function plainText(tokens: readonly Token[], spans: readonly MathSpan[]): string {
  return tokens
    .map((token) => {
      if (token.type === MATH_TOKEN) return spans[Number(token.content)]?.tex ?? '';
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      return token.children ? plainText(token.children, spans) : token.type === 'text' || token.type === 'code_inline' ? token.content : '';
    })
    .join('');
}

/** Lets the host decide where links lead and what images are loaded from. */
export function installLinks(markdown: MarkdownIt, options: RenderOptions, idPrefix: string): void {
  const resolve = options.resolveLink ?? defaultLink;
  const open: boolean[] = [];
  markdown.renderer.rules['link_open'] = (tokens, at) => {
    const href = String(tokens[at]?.attrGet('href') ?? '');
    const title = tokens[at]?.attrGet('title');
    const own = href.startsWith('#');
    const target = own ? { href: `#${idPrefix}${decode(href.slice(1))}` } : resolve(href);
    const safe = target !== undefined && (own || isSafeLink(target.href));
    open.push(safe);
    return safe ? linkTag(target, title === null || title === undefined ? undefined : String(title)) : '<span>';
  };
  markdown.renderer.rules['link_close'] = () => (open.pop() ? '</a>' : '</span>');
  markdown.renderer.rules['image'] = (tokens, at, _options, env, renderer) => {
    const token = tokens[at];
    if (!token) return '';
    const alt = renderer.renderInlineAsText(token.children ?? [], markdown.options, env);
    const src = options.resolveImage?.(String(token.attrGet('src') ?? ''));
    if (src === undefined) return `<span class="missing-image">${escapeHtml(alt)}</span>`;
    return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}" loading="lazy">`;
  };
}

function linkTag({ href, articleId, fragment }: ResolvedLink, title: string | undefined): string {
  const article = articleId === undefined ? '' : ` data-article="${escapeHtml(articleId)}"`;
  const place = fragment === undefined || fragment === '' ? '' : ` data-fragment="${escapeHtml(fragment)}"`;
  return `<a href="${escapeHtml(href)}"${article}${place}${title === undefined ? '' : ` title="${escapeHtml(title)}"`}>`;
}

function defaultLink(href: string): ResolvedLink | undefined {
  return /^(?:https?:|mailto:)/i.test(href) ? { href } : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % in an address: it stands for itself
  }
}
