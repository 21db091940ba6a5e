import { addressIdentity } from '../../postAddress';
import { oneLine } from '../../plainForm';
import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, KeyedPost, TextEdit } from '../model';
import { paragraphAround } from './surroundings';

/** How one markup writes links, and how it finds one. */
export interface LinkMarkup {
  write(address: string, text: string): string;
  escape(text: string): string;
  /** Global; group `address` is the target. */
  readonly pattern: RegExp;
}

/** Links as citations, in any markup: no key, no bibliography. */
export function linkForm(markup: LinkMarkup): CitationForm {
  const one = (post: KeyedPost, text = markup.escape(oneLine(post.item.title))): string => around(post, markup.write(oneLine(post.item.url), text), markup);
  return {
    usesKeys: false,
    find: (text, offset) => findLink(text, offset, markup),
    write(posts, target) {
      const { document, insertAt } = target;
      const selected = document.selectionEnd !== undefined && insertAt === document.selectionEnd ? document.text.slice(document.offset, document.selectionEnd) : '';
      if (selected.trim() !== '' && !/[\r\n]/.test(selected) && posts.length === 1 && posts[0]) {
        return [{ start: document.offset, end: insertAt, text: one(posts[0], selected) }];
      }
      return [{ start: insertAt, end: insertAt, text: posts.map((post) => one(post)).join(', ') }];
    },
    extend(group, posts): readonly TextEdit[] {
      return [{ start: group.end, end: group.end, text: posts.map((post) => `, ${one(post)}`).join('') }];
    },
  };
}

/** Prefix, locator and suffix as plain words around what names the post. */
export function around(post: KeyedPost, core: string, markup: { escape(text: string): string }): string {
  const locator = parseLocator(post.locator ?? '');
  const prefix = oneLine(post.prefix ?? '');
  const tail = [locator ? locatorText(locator) : '', oneLine(post.suffix ?? '')].filter(Boolean);
  return (prefix && `${markup.escape(prefix)} `) + core + tail.map((part) => `, ${markup.escape(part)}`).join('');
}

/** The run of links to posts, separated by commas, in which the offset stands. */
function findLink(text: string, offset: number, markup: LinkMarkup): CitationGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  let group: { start: number; end: number; keys: { key: string; start: number; end: number }[] } | undefined;
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(markup.pattern)) {
    const start = paragraph.start + match.index;
    const end = start + match[0].length;
    const key = { key: addressIdentity(match.groups?.['address'] ?? ''), start, end };
    if (group && /^,[ \t]*$/.test(text.slice(group.end, start))) {
      group.keys.push(key);
      group.end = end;
    } else {
      if (group && offset <= group.end) break;
      group = { start, end, keys: [key] };
    }
  }
  return group && group.keys.some((key) => key.key.startsWith('post:')) && offset >= group.start && offset <= group.end ? group : undefined;
}
