import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, KeyedPost } from '../model';
import { addToList, keysOf, readKeyList } from './keyList';
import type { KeyList } from './keyList';
import { characterAfter, characterBefore, paragraphAround } from './surroundings';

/** `&` before each key: version 3, which can say something of each post; nothing before it: version 2. */
type Sigil = '&' | '';

interface OrgRefGroup extends CitationGroup {
  readonly list: KeyList;
  readonly sigil: Sigil;
}

const key = /[\w:./+-]*[\w/+-]/.source;
/** `[[citep:see &a p. 2;&b]]`, `cite:&a;&b`, `cite:a,b`. */
const pattern = new RegExp(String.raw`\[\[(cite[a-zA-Z]*\*?):([^\][]*)\](?:\[[^\][]*\])?\]|(?<![\w/[])(cite[a-zA-Z]*\*?):(&${key}(?:;&${key})*|${key}(?:,${key})*)`, 'g');

/** The links that org-ref cites with. */
export const orgRefForm: CitationForm = {
  usesKeys: true,
  find: findOrgRef,
  write(posts, { insertAt, document }, { narrative = false }) {
    const { text } = document;
    const sigil = sigilOf(text);
    const command = narrative ? 'citet' : (/(?<![\w/])(cite[a-zA-Z]*\*?):(?=[\w&])/.exec(text)?.[1] ?? 'cite');
    const members = posts.map((post) => member(post, sigil)).join(sigil === '' ? ',' : ';');
    const touches = /[\w/]/.test(characterBefore(text, insertAt)) || /[\w:./+-]/.test(characterAfter(text, insertAt));
    const isBare = !/\s/.test(members) && !touches;
    return [{ start: insertAt, end: insertAt, text: isBare ? `${command}:${members}` : `[[${command}:${members}]]` }];
  },
  extend(group, posts, { document }) {
    const { list, sigil, start, end } = group as OrgRefGroup;
    const members = posts.map((post) => member(post, sigil));
    const edit = addToList(document.text, list, document.offset, members);
    const isBare = document.text[start] !== '[';
    if (!isBare || !/\s/.test(members.join(''))) return [edit];
    const at = edit.start - start;
    const link = document.text.slice(start, end);
    return [{ start, end, text: `[[${link.slice(0, at)}${edit.text}${link.slice(edit.end - start)}]]` }];
  },
};

/** Whether a document cites with org-ref alone. */
export function usesOrgRef(text: string): boolean {
  return !/\[cite(?:\/[\w/-]*)?:[^\]]*@/.test(text) && /(?:\[\[|(?<![\w/[]))cite[a-zA-Z]*\*?:[\w&]/.test(text);
}

function sigilOf(text: string): Sigil {
  return /(?:\[\[|(?<![\w/[]))cite[a-zA-Z]*\*?:(?:[^\][\n]*?[ ;])?&/.test(text) ? '&' : '';
}

function findOrgRef(text: string, offset: number): OrgRefGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(pattern)) {
    const start = paragraph.start + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const path = match[2] ?? match[4] ?? '';
    const sigil: Sigil = path.includes('&') ? '&' : '';
    const from = start + match[0].indexOf(':') + 1;
    const separator = sigil === '' ? ',' : ';';
    const list = readKeyList(text, from, from + path.length, separator, separator);
    if (sigil === '') return { start, end, list, sigil, keys: keysOf(text, list) };
    const keys = [...path.matchAll(new RegExp(`&(${key})`, 'g'))].map((found) => {
      const at = from + found.index + 1;
      return { key: found[1] ?? '', start: at, end: at + (found[1] ?? '').length };
    });
    return { start, end, list, sigil, keys };
  }
  return undefined;
}

/** What is said of a post has no place in the links of version 2. */
function member(post: KeyedPost, sigil: Sigil): string {
  if (sigil === '') return post.key;
  const locator = parseLocator(post.locator ?? '');
  const tail = [locator ? plain(locatorText(locator)) : '', plain(post.suffix)].filter(Boolean).join(', ');
  return [plain(post.prefix), `&${post.key}`, tail].filter(Boolean).join(' ');
}

/** Brackets, semicolons and ampersands would end the link or begin another post. */
function plain(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ').replace(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')')).replace(/;/g, ',').replace(/&/g, '');
}
