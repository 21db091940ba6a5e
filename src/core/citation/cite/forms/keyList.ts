import type { CitedKey, TextEdit } from '../model';

/** A list of keys in the text, cut at its separators. */
export interface KeyList {
  readonly start: number;
  readonly end: number;
  readonly segments: readonly { readonly start: number; readonly end: number }[];
  /** As the list separates: with or without a blank. */
  readonly separator: string;
}

/** Cuts `text.slice(start, end)` at `separator`; the blank behind it is learned from the list, `fallback` where it has none. */
export function readKeyList(text: string, start: number, end: number, separator: string, fallback: string): KeyList {
  const segments: { start: number; end: number }[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at === end || text[at] === separator) {
      segments.push({ start: from, end: at });
      from = at + 1;
    }
  }
  const second = text.slice(segments[1]?.start ?? end, segments[1]?.end ?? end);
  return { start, end, segments, separator: second === '' ? fallback : separator + (/^\s/.test(second) ? ' ' : '') };
}

/** The non-empty segments as keys. */
export function keysOf(text: string, list: KeyList): CitedKey[] {
  return list.segments.flatMap((segment) => {
    const raw = text.slice(segment.start, segment.end);
    const key = raw.trim();
    const start = segment.start + raw.indexOf(key);
    return key === '' ? [] : [{ key, start, end: start + key.length }];
  });
}

/** Puts new members behind the one at the cursor, or into the empty place there. A cursor outside means the end. */
export function addToList(text: string, list: KeyList, offset: number, members: readonly string[]): TextEdit {
  const inside = offset >= list.start && offset <= list.end;
  const segment = (inside && list.segments.find((candidate) => offset <= candidate.end)) || list.segments.at(-1);
  const joined = members.join(list.separator);
  if (!segment) return { start: list.end, end: list.end, text: joined };
  const raw = text.slice(segment.start, segment.end);
  if (raw.trim() === '') {
    const blank = segment === list.segments[0] ? '' : raw === '' && list.separator.endsWith(' ') ? ' ' : raw;
    return { start: segment.start, end: segment.end, text: blank + joined };
  }
  const end = segment.start + raw.trimEnd().length;
  return { start: end, end, text: list.separator + joined };
}
