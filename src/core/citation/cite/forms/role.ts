import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, CitationTarget, KeyedPost, PlanOptions } from '../model';
import { addToList, keysOf, readKeyList } from './keyList';
import type { KeyList } from './keyList';
import { characterAfter, characterBefore, paragraphAround } from './surroundings';

interface RoleGroup extends CitationGroup {
  readonly list: KeyList;
}

interface RoleMarkup {
  /** Global; group 1 is the list of keys. */
  readonly pattern: RegExp;
  role(narrative: boolean): string;
  separator(target: CitationTarget): ',' | ';';
  /** Whether the role takes text before and behind a key in braces. */
  takesNotes(target: CitationTarget): boolean;
  /** What keeps the role apart from the text around it. */
  apart(text: string, at: number, role: string): string;
}

/** ``:cite:p:`a,b` `` of Sphinx. It has no locator: that stands behind it. */
export const restForm: CitationForm = roleForm({
  pattern: /:(?:foot|full)?cite(?:al)?(?::\w+)?:`([^`]*)`/g,
  role: (narrative) => (narrative ? ':cite:t:' : ':cite:p:'),
  separator: () => ',',
  takesNotes: () => false,
  apart: restApart,
});

/** ``{cite:p}`a; b` `` of mystmd, ``{cite:p}`a,b` `` of Jupyter Book 1. */
export const mystForm: CitationForm = roleForm({
  pattern: /\{(?:foot|full)?cite(?::\w+)?\}`([^`]*)`/g,
  role: (narrative) => (narrative ? '{cite:t}' : '{cite:p}'),
  separator: (target) => (target.dialect === 'mystmd' ? ';' : ','),
  takesNotes: (target) => target.dialect === 'mystmd',
  apart: (_text, _at, role) => role,
});

function roleForm(markup: RoleMarkup): CitationForm {
  const write = (posts: readonly KeyedPost[], target: CitationTarget, { narrative = false }: PlanOptions): string => {
    const separator = markup.separator(target) === ';' ? '; ' : ',';
    const role = (members: readonly string[]): string => `${markup.role(narrative)}\`${members.join(separator)}\``;
    if (markup.takesNotes(target)) return role(posts.map(withNotes));
    if (posts.every((post) => notes(post).before === '' && notes(post).after === '')) return role(posts.map((post) => post.key));
    return posts.map((post) => besideRole(post, role([post.key]))).join(', ');
  };
  return {
    usesKeys: true,
    find: (text, offset) => findRole(text, offset, markup.pattern),
    write(posts, target, options) {
      const { insertAt, document } = target;
      const role = write(posts, target, options);
      const text = target.paragraph === undefined ? markup.apart(document.text, insertAt, role) : paragraphBehind(target, target.paragraph + role);
      return [{ start: insertAt, end: insertAt, text }];
    },
    extend(group, posts, target, options) {
      const { list } = group as RoleGroup;
      const { text, offset } = target.document;
      const bare = posts.every((post) => notes(post).before === '' && notes(post).after === '');
      if (!bare && !markup.takesNotes(target)) return [{ start: group.end, end: group.end, text: `, ${write(posts, target, options)}` }];
      return [addToList(text, list, offset, posts.map(markup.takesNotes(target) ? withNotes : (post) => post.key))];
    },
  };
}

function findRole(text: string, offset: number, pattern: RegExp): RoleGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(pattern)) {
    const start = paragraph.start + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const inner = match[1] ?? '';
    const separator = inner.includes(';') ? ';' : ',';
    const list = readKeyList(text, end - 1 - inner.length, end - 1, separator, separator === ';' ? '; ' : ',');
    const keys = keysOf(text, list).map((key) => ({ ...key, key: key.key.replace(/\{[^{}]*\}/g, '').trim() }));
    return { start, end, list, keys };
  }
  return undefined;
}

function notes(post: KeyedPost): { before: string; after: string } {
  const locator = parseLocator(post.locator ?? '');
  const clean = (text: string): string => text.trim().replace(/\s+/g, ' ').replace(/[`{}]/g, '');
  const after = [locator ? locatorText(locator) : '', clean(post.suffix ?? '')].filter(Boolean).join(', ');
  return { before: clean(post.prefix ?? ''), after };
}

function withNotes(post: KeyedPost): string {
  const { before, after } = notes(post);
  return (before && `{${before}}`) + post.key + (after && `{${after}}`);
}

function besideRole(post: KeyedPost, role: string): string {
  const { before, after } = notes(post);
  return (before && `${before} `) + role + (after && ` (${after})`);
}

/** A paragraph between empty lines. */
function paragraphBehind({ document, insertAt, lineEnd }: CitationTarget, line: string): string {
  const isFollowed = /^(?:\r\n|\n|\r)[ \t]*\S/.test(document.text.slice(insertAt, insertAt + 1000));
  return lineEnd + lineEnd + line + (isFollowed ? lineEnd : '');
}

/** A role must stand between blanks or punctuation; an escaped blank, which prints as nothing, sees to it. */
function restApart(text: string, at: number, role: string): string {
  const before = characterBefore(text, at);
  const after = characterAfter(text, at);
  const startsFree = !role.startsWith(':') || before === '' || /[\s'"([{<\-/:]|(?![!-~])[\p{Ps}\p{Pi}\p{Pf}\p{Pd}\p{Po}]/u.test(before);
  const endsFree = !role.endsWith('`') || after === '' || /[\s'")\]}>\-/\\:.,;!?]|(?![!-~])[\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Po}]/u.test(after);
  return (startsFree ? '' : '\\ ') + role + (endsFree ? '' : '\\ ');
}
