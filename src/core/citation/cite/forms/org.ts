import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, KeyedPost } from '../model';
import { addToList, readKeyList } from './keyList';
import type { KeyList } from './keyList';
import { paragraphAround } from './surroundings';

interface OrgGroup extends CitationGroup {
  readonly list: KeyList;
}

/** `[cite:@a p. 2;@b]`, `[cite/t:@a]` in the sentence. */
export const orgForm: CitationForm = {
  usesKeys: true,
  find: findOrg,
  write(posts, { insertAt }, { narrative = false }) {
    return [{ start: insertAt, end: insertAt, text: `[cite${narrative ? '/t' : ''}:${posts.map(member).join(';')}]` }];
  },
  extend(group, posts, { document }) {
    const { list } = group as OrgGroup;
    // Segments without a key are the text before or behind all of them.
    const named = list.segments.filter((segment) => document.text.slice(segment.start, segment.end).includes('@'));
    const last = named.at(-1);
    const isGap = list.segments.some((segment) => document.offset >= segment.start && document.offset <= segment.end && document.text.slice(segment.start, segment.end).trim() === '');
    const within = named.some((segment) => document.offset >= segment.start && document.offset <= segment.end);
    const offset = isGap || within || !last ? document.offset : last.end;
    return [addToList(document.text, list, offset, posts.map(member))];
  },
};

function findOrg(text: string, offset: number): OrgGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(/\[cite(?:\/[\w/-]*)?:([^[\]]*)\]/g)) {
    const start = paragraph.start + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const list = readKeyList(text, end - 1 - (match[1] ?? '').length, end - 1, ';', ';');
    const keys = [...(match[1] ?? '').matchAll(/@([\w.:?!`'/*@+|(){}<>&_^$#%~-]+)/g)].map((key) => {
      const at = list.start + key.index + 1;
      return { key: key[1] ?? '', start: at, end: at + (key[1] ?? '').length };
    });
    return { start, end, list, keys };
  }
  return undefined;
}

function member(post: KeyedPost): string {
  const locator = parseLocator(post.locator ?? '');
  const suffix = plain(post.suffix);
  const tail = [locator ? plain(locatorText(locator)) : '', suffix].filter(Boolean).join(', ');
  return [plain(post.prefix), `@${post.key}`, tail].filter(Boolean).join(' ');
}

/** Brackets, semicolons and at signs would end the citation or begin another. */
function plain(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ').replace(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')')).replace(/;/g, ',').replace(/@/g, '');
}
