import type { Article } from '../model/article';

/** The addresses of an article's pictures, each once: Markdown's `![…](address)`, also with `<…>` around it and a title behind. */
export function imagesOf({ markdown, url }: Pick<Article, 'markdown' | 'url'>): string[] {
  const found = markdown.matchAll(/!\[[^\]]*\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*))/g);
  const addresses = [...found].map(([, bracketed, bare]) => bracketed ?? bare ?? '');
  const absolute = addresses.filter((address) => URL.canParse(address, url)).map((address) => new URL(address, url).href);
  return [...new Set(absolute)].filter((address) => /^https?:/.test(address));
}
