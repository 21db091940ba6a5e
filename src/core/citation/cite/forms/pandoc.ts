import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, CitedKey, KeyedPost, TextEdit } from '../model';
import { guarded, paragraphAround } from './surroundings';

interface PandocGroup extends CitationGroup {
  /** `@a` or `@a [p. 3]` in the sentence, as against all of it in brackets. */
  readonly narrative: boolean;
  /** Offsets of the brackets; equal to the group's end where a narrative citation has none. */
  readonly open: number;
  readonly close: number;
}

const keyPattern = /(^|[^\p{L}\p{N}_@/.])-?@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*))/gu;

/** `[@a, p. 2; @b]`, and `@a [p. 2]` in the sentence: Pandoc, Quarto, R Markdown, mystmd. */
export const pandocForm: CitationForm = {
  usesKeys: true,
  find: findPandoc,
  write(posts, target, { narrative = false }) {
    const { insertAt, document } = target;
    const [first, ...rest] = posts;
    if (!first) return [];
    const text = narrative ? narrativeText(first, rest) : `[${posts.map(member).join('; ')}]`;
    return [{ start: insertAt, end: insertAt, text: guarded(document.text, insertAt, text, narrative ? { before: /[\p{L}\p{N}_]/u, after: /[\p{L}\p{N}_[{(]/u } : { before: /[\]!^@\\]/, after: /[([{]/ }) }];
  },
  extend(group, posts, target) {
    const { text, offset } = target.document;
    return extendPandoc(group as PandocGroup, posts, text, offset);
  },
};

/** Keys named by `@` in a text, with their offsets. */
export function pandocKeys(text: string, start = 0): CitedKey[] {
  return [...text.matchAll(keyPattern)].map((match) => {
    const key = match[2] ?? match[3] ?? '';
    const end = start + match.index + match[0].length;
    return { key, start: end - key.length - (match[2] === undefined ? 0 : 1), end };
  });
}

/** `@*` of a `nocite` field: all entries. */
function wildcards(text: string, start: number): CitedKey[] {
  return [...text.matchAll(/@\*(?=[\s'"]|$)/g)].map(({ index }) => ({ key: '*', start: start + index + 1, end: start + index + 2 }));
}

/** How a key is written behind the `@`. */
function pandocKey(key: string): string {
  return /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*$/u.test(key) ? `@${key}` : `@{${key}}`;
}

function findPandoc(text: string, offset: number): PandocGroup | undefined {
  const paragraph = paragraphAround(text, offset);
  const source = text.slice(paragraph.start, paragraph.end);
  for (const [open, close] of brackets(source)) {
    const start = paragraph.start + open;
    const end = paragraph.start + close + 1;
    if (offset < start || offset > end || text[end] === '(' || text[start - 1] === '^') continue;
    const keys = pandocKeys(text.slice(start + 1, end - 1), start + 1);
    const before = /(?:^|[^\p{L}\p{N}_@/.])(-?@[^\s[\];,]+) $/u.exec(source.slice(Math.max(0, open - 200), open))?.[1];
    if (before !== undefined && pandocKeys(before).length === 1) {
      const name = pandocKeys(before, start - 1 - before.length);
      return { start: start - 1 - before.length, end, keys: [...name, ...keys], narrative: true, open: start, close: end - 1 };
    }
    if (keys.length > 0) return { start, end, keys, narrative: false, open: start, close: end - 1 };
  }
  const key = [...pandocKeys(source, paragraph.start), ...wildcards(source, paragraph.start)].find((candidate) => offset >= candidate.start - 1 && offset <= candidate.end);
  if (!key) return undefined;
  const bracket = brackets(source).find(([open]) => paragraph.start + open === key.end + 1 && text[key.end] === ' ');
  const open = bracket ? paragraph.start + bracket[0] : key.end;
  const close = bracket ? paragraph.start + bracket[1] : key.end;
  const later = bracket ? pandocKeys(text.slice(open + 1, close), open + 1) : [];
  return { start: key.start - 1, end: bracket ? close + 1 : key.end, keys: [key, ...later], narrative: true, open, close };
}

/** Matching square brackets, innermost first, as offsets. */
function brackets(source: string): [number, number][] {
  const stack: number[] = [];
  const pairs: [number, number][] = [];
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') stack.push(at);
    else if (source[at] === ']') {
      const open = stack.pop();
      if (open !== undefined) pairs.push([open, at]);
    }
  }
  return pairs;
}

function extendPandoc(group: PandocGroup, posts: readonly KeyedPost[], text: string, offset: number): readonly TextEdit[] {
  const members = posts.map(member).join('; ');
  if (group.narrative && group.open === group.close) return [{ start: group.end, end: group.end, text: ` [${members}]` }];
  // The member at the cursor ends at the next semicolon outside brackets of its own.
  const from = Math.min(Math.max(offset, group.open + 1), group.close);
  const cursorInside = offset > group.open && offset <= group.close;
  const end = cursorInside ? memberEnd(text, from, group.close) : group.close;
  let start = end;
  while (start > group.open + 1 && /\s/.test(text[start - 1] ?? '')) start--;
  const previous = text[start - 1];
  if (start === group.open + 1) return [{ start, end, text: members + (end < group.close ? '; ' : '') }];
  if (previous === ';') return [{ start, end, text: ` ${members}` }];
  return [{ start, end: start, text: `; ${members}` }];
}

function memberEnd(text: string, from: number, close: number): number {
  let depth = 0;
  for (let at = from; at < close; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']') depth--;
    else if (text[at] === ';' && depth <= 0) return at;
  }
  return close;
}

function member(post: KeyedPost): string {
  const prefix = plain(post.prefix);
  return [prefix && `${prefix} `, pandocKey(post.key), ...tail(post).map((part) => `, ${part}`)].join('');
}

function narrativeText(first: KeyedPost, rest: readonly KeyedPost[]): string {
  const inner = [tail(first).join(', '), ...rest.map(member)].filter(Boolean).join('; ');
  return pandocKey(first.key) + (inner && ` [${inner}]`);
}

function tail(post: KeyedPost): string[] {
  const locator = parseLocator(post.locator ?? '');
  return [locator ? plain(locatorText(locator)) : '', plain(post.suffix)].filter(Boolean);
}

/** Text inside a citation: what would end it or begin another is escaped. */
function plain(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ').replace(/[[\];@]/g, '\\$&');
}
