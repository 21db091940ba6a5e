import type { LinkMarkup } from './link';

/** Text that HTML shows as it is, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** `<a href="address">title</a>`; braces are code to templates and to JSX. */
export const htmlLink: LinkMarkup = {
  write: (address, text) => `<a href="${escapeHtml(address)}">${text}</a>`,
  escape: (text) => escapeHtml(text).replace(/[{}]/g, (brace) => `&#${brace.charCodeAt(0)};`),
  pattern: /<a\b[^<>]*?\bhref\s*=\s*["'](?<address>[^"'<>]+)["'][^<>]*>(?:(?!<\/a>)[\s\S]){0,500}<\/a>/gi,
};

/** Behind the link around an offset: none stands in another one. */
export function linkEnd(text: string, offset: number): number | undefined {
  if (!/<a\b[^<>]*>(?:(?!<\/a>)[^])*$/i.test(text.slice(Math.max(0, offset - 2000), offset))) return undefined;
  const close = /<\/a\s*>/i.exec(text.slice(offset, offset + 2000));
  return close ? offset + close.index + close[0].length : undefined;
}
