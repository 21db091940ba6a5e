import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, KeyedPost } from '../model';
import { addToList, readKeyList } from './keyList';
import type { KeyList } from './keyList';
import { paragraphAround } from './surroundings';

interface AsciidocGroup extends CitationGroup {
  readonly list: KeyList;
  /** `[a]+[b]`, as against `[a,b]`. */
  readonly isChain: boolean;
}

/** `cite:[a(2),b]` of asciidoctor-bibtex; `cite:[a]+[b]`, `cite[a, page=2]` of asciidoctor-bibliography. */
export const asciidocForm: CitationForm = {
  usesKeys: true,
  find: findAsciidoc,
  write(posts, { insertAt, dialect }, { narrative = false }) {
    const isChain = dialect === 'bibliography';
    const text = isChain ? chain(posts, narrative) : aroundMacro(posts, `${narrative ? 'citenp' : 'cite'}:[${posts.map(bibtexMember).join(',')}]`);
    return [{ start: insertAt, end: insertAt, text }];
  },
  extend(group, posts, { document }) {
    const { list, isChain } = group as AsciidocGroup;
    if (isChain) return [{ start: group.end, end: group.end, text: posts.map((post) => `+[${chainMember(post)}]`).join('') }];
    return [addToList(document.text, list, document.offset, posts.map(bibtexMember))];
  },
};

function findAsciidoc(text: string, offset: number, place: { readonly dialect?: string }): AsciidocGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(/(?<!\w)(?:full)?cite(?:np|t|p|s)?:?\[([^[\]]*)\]((?:\+\[[^[\]]*\])*)/g)) {
    const start = paragraph.start + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const chained = match[2] ?? '';
    const firstEnd = end - chained.length - 1;
    const firstStart = firstEnd - (match[1] ?? '').length;
    const isChain = place.dialect === 'bibliography' || chained !== '';
    const list = readKeyList(text, firstStart, firstEnd, ',', ',');
    const members = isChain ? [...text.slice(firstStart - 1, end).matchAll(/\[([^[\],]*)/g)] : [...text.slice(firstStart, firstEnd).matchAll(/([^,()]+)(?:\([^()]*\))?/g)];
    const base = isChain ? firstStart - 1 : firstStart;
    const keys = members.map((member) => {
      const raw = member[1] ?? '';
      const at = base + member.index + member[0].indexOf(raw);
      return { key: raw.trim(), start: at, end: at + raw.length };
    });
    return { start, end, list, isChain, keys };
  }
  return undefined;
}

/** Locator in parentheses; a bare number is a page. */
function bibtexMember(post: KeyedPost): string {
  const locator = parseLocator(post.locator ?? '');
  const where = !locator ? '' : locator.label === 'page' ? locator.value : locatorText(locator);
  const inner = [where, post.suffix ?? ''].map(plain).filter(Boolean).join(' ');
  return post.key + (inner && `(${inner})`);
}

function chain(posts: readonly KeyedPost[], narrative: boolean): string {
  const hasNotes = posts.some((post) => chainMember(post) !== post.key);
  const macro = `${narrative ? 'citet' : 'cite'}${hasNotes ? '' : ':'}`;
  return macro + posts.map((post) => `[${chainMember(post)}]`).join('+');
}

function chainMember(post: KeyedPost): string {
  const locator = parseLocator(post.locator ?? '');
  const label = locator && locator.label !== 'none' ? locator.label : 'locator';
  const attributes = [locator && `${label}=${quoted(locator.value)}`, post.prefix?.trim() && `prefix=${quoted(post.prefix)}`, post.suffix?.trim() && `suffix=${quoted(post.suffix)}`];
  return [post.key, ...attributes.filter(Boolean)].join(', ');
}

/** asciidoctor-bibtex knows no prefix: it stands before the macro. */
function aroundMacro(posts: readonly KeyedPost[], macro: string): string {
  const prefix = plain(posts[0]?.prefix ?? '');
  return (prefix && `${prefix} `) + macro;
}

function quoted(value: string): string {
  const clean = value.trim().replace(/["[\]]/g, '');
  return /^[\w.–-]+$/.test(clean) ? clean : `"${clean}"`;
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/[[\](),]/g, '');
}
