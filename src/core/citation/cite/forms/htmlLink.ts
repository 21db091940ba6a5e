import type { LinkMarkup } from './link';

/** Text that HTML shows as it is, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** `<a href="address">title</a>`. */
export const htmlLink: LinkMarkup = {
  write: (address, text) => `<a href="${escapeHtml(address)}">${text}</a>`,
  escape: escapeHtml,
  pattern: /<a\b[^<>]*?\bhref\s*=\s*["'](?<address>[^"'<>]+)["'][^<>]*>(?:(?!<\/a>)[\s\S]){0,500}<\/a>/gi,
};
