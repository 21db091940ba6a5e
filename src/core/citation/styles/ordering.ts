import type { StyleLocale } from './locale';
import type { Post } from './post';
import { textOf } from './richText';
import type { Rich } from './richText';

const collators = new Map<StyleLocale, Intl.Collator>();

/** Compares two texts in the order of a list in `locale`, word by word, marks and case aside. */
export function compareText(a: string, b: string, locale: StyleLocale): number {
  let collator = collators.get(locale);
  if (!collator) {
    collator = new Intl.Collator(locale, { sensitivity: 'base', ignorePunctuation: true, numeric: true });
    collators.set(locale, collator);
  }
  return collator.compare(wordByWord(a), wordByWord(b));
}

/** The collator passes over blanks as it does over marks; a sign that it does not pass over comes before all letters. */
function wordByWord(text: string): string {
  return text.toLowerCase().replaceAll(' ', '|');
}

/** One key of an order: a text to compare, or `undefined`, which comes last. */
export type SortKey = (post: Post) => string | undefined;

/** Orders posts by one key after the other; equal ones keep their order. */
export function orderBy(...keys: readonly SortKey[]): (a: Post, b: Post) => number {
  return (a, b) => {
    for (const key of keys) {
      const difference = compareKeys(key(a), key(b), a.words.locale);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function compareKeys(a: string | undefined, b: string | undefined, locale: StyleLocale): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return compareText(a, b, locale);
}

/** A key from how the style writes a part. */
export function asWritten(write: (post: Post) => Rich): SortKey {
  return (post) => textOf(write(post)) || undefined;
}

/** The title as it is. */
export const byTitle: SortKey = (post) => post.title;

/** The day of publication; undated posts last. */
export const byDay: SortKey = (post) => post.issued?.map((part) => String(part).padStart(4, '0')).join('');

/** The year of publication; undated posts last. */
export const byYear: SortKey = (post) => (post.issued ? String(post.issued[0]) : undefined);
