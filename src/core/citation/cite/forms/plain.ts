import { addressIdentity, postAddresses } from '../../postAddress';
import { oneLine, plainForm } from '../../plainForm';
import type { CitationForm, CitationGroup, CitationTarget, CommentStyle, KeyedPost, TextEdit } from '../model';
import { around } from './link';

const asIs = { escape: (text: string): string => text };

/** The blog's own reference at the cursor, one line a post. */
export const plainTextForm: CitationForm = {
  usesKeys: false,
  find: findLine,
  write(posts, target) {
    const { document, insertAt } = target;
    const indent = /^[ \t]*/.exec(lineAround(document.text, insertAt).text)?.[0] ?? '';
    return [{ start: insertAt, end: insertAt, text: posts.map(reference).join(target.lineEnd + indent) }];
  },
  extend: (group, posts, target) => appendLines(group, posts, target, { open: '', close: '', position: 'inside' }),
};

/** The blog's own reference as a comment of the language at hand. */
export const commentForm: CitationForm = {
  usesKeys: false,
  find: (text, offset, place) => (place.comment?.position === 'inside' ? findLine(text, offset) : undefined),
  write(posts, target) {
    const style = target.comment ?? { open: '', close: '', position: 'inside' };
    const { document, insertAt, lineEnd } = target;
    const line = lineAround(document.text, insertAt);
    const indent = /^[ \t]*/.exec(line.text)?.[0] ?? '';
    const texts = posts.map((post) => commentSafe(reference(post), style));
    if (style.position === 'inside') {
      return [{ start: insertAt, end: insertAt, text: texts.join(lineEnd + indent + style.open) }];
    }
    const lines = texts.map((text) => style.open + text + style.close);
    if (line.text.trim() === '') return [{ start: line.start + indent.length, end: line.start + indent.length, text: lines.join(lineEnd + indent) }];
    const at = commentLine(document.text, line);
    const lead = /^[ \t]*/.exec(lineAround(document.text, at.offset).text)?.[0] ?? '';
    const block = lines.map((text) => (at.below ? '' : lead) + text);
    return [at.below ? { start: at.offset, end: at.offset, text: lineEnd + block.join(lineEnd) } : { start: at.offset, end: at.offset, text: block.join(lineEnd) + lineEnd }];
  },
  extend: (group, posts, target) => appendLines(group, posts, target, target.comment ?? { open: '', close: '', position: 'inside' }),
};

/** The bare address: inside strings and wherever nothing else can stand. */
export const addressForm: CitationForm = {
  usesKeys: false,
  find: () => undefined,
  write(posts, target) {
    const shown = target.dialect === 'single' ? posts.slice(0, 1) : posts;
    return [{ start: target.insertAt, end: target.insertAt, text: shown.map((post) => oneLine(post.item.url)).join(' ') }];
  },
  extend: () => [],
};

function reference(post: KeyedPost): string {
  return around(post, plainForm(post.item), asIs);
}

/** Text that cannot end the comment it stands in. */
function commentSafe(text: string, style: CommentStyle): string {
  const close = style.close.trim().replace('*/}', '*/');
  return close === '' ? text : text.replaceAll(close, [...close].join(' ')).replace(close === '-->' ? /--+/g : /$^/, '—');
}

/** The line of the cursor, if it holds a reference to a post already. */
function findLine(text: string, offset: number): CitationGroup | undefined {
  const line = lineAround(text, offset);
  const keys = [...line.text.matchAll(postAddresses())].map((match) => {
    const start = line.start + match.index;
    return { key: addressIdentity(match[0]), start, end: start + match[0].length };
  });
  return keys.length > 0 && /\[Blog post\]\. Retrieved from/.test(line.text) ? { start: line.start, end: line.start + line.text.trimEnd().length, keys } : undefined;
}

function appendLines(group: CitationGroup, posts: readonly KeyedPost[], target: CitationTarget, style: CommentStyle): readonly TextEdit[] {
  const { text } = target.document;
  const line = lineAround(text, group.end);
  // What leads the line, a comment sign or a list mark, leads the next one too.
  const lead = /^[ \t]*(?:[^\p{L}\p{N}\s《[(]+[ \t]*)?/u.exec(line.text)?.[0] ?? '';
  const end = group.keys.at(-1)?.end ?? group.end;
  return [{ start: end, end, text: posts.map((post) => target.lineEnd + lead + commentSafe(reference(post), style)).join('') }];
}

/** Where a comment line may stand near a line of code: above it, but below a first line that must be first, and not within a continued line. */
function commentLine(text: string, line: { readonly start: number; readonly text: string }): { readonly offset: number; readonly below: boolean } {
  if (line.start === 0 && /^\uFEFF?(?:#!|<\?|<!DOCTYPE|%YAML|@charset)/i.test(line.text)) return { offset: line.text.length, below: true };
  let start = line.start;
  while (start > 0 && /\\(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, start - 3), start))) start = lineAround(text, start - 1 - (text.slice(start - 2, start) === '\r\n' ? 1 : 0)).start;
  return { offset: start, below: false };
}

function lineAround(text: string, offset: number): { readonly start: number; readonly text: string } {
  const start = offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const rest = text.slice(start);
  const end = rest.search(/[\r\n]/);
  return { start, text: end < 0 ? rest : rest.slice(0, end) };
}
