import type { StyleLocale, Words } from './locale';
import type { Post } from './post';
import type { Rich } from './richText';

/** Under which heading a list of styles shows one. */
export type StyleGroup = 'blog' | 'gbt7714' | 'authorDate' | 'numeric' | 'note';

/** The part of a post that is cited. */
export interface Locator {
  readonly label: 'page';
  readonly value: string;
}

/** What one citation in the text says beside its posts. */
export interface CitePlace {
  readonly locator: Locator | undefined;
}

/** Citations by author, or by author and year. */
export interface AuthorCitation {
  readonly kind: 'authorDate' | 'author';
  /** The authors as the text names them. */
  author(post: Post): Rich;
  /** Year, with suffix; nothing in author styles. */
  year(post: Post): Rich;
  /** Between author and year. */
  separator(post: Post): string;
  readonly open: string;
  readonly close: string;
  /** Between posts of different authors. */
  readonly delimiter: string;
  /** The order of the posts in one citation; as cited where undefined. */
  readonly order?: (a: Post, b: Post) => number;
  /** The locator with what leads to it; `undefined` where the style prints none. */
  locator?(locator: Locator, words: Words): string;
  /** The title, where the author alone doesn't tell which post. */
  title?(post: Post): Rich;
  /** Whether posts of one author share the name. */
  readonly collapse: boolean;
}

/** Citations by number. */
export interface NumericCitation {
  readonly kind: 'numeric';
  /** Around the whole. */
  readonly open: string;
  readonly close: string;
  /** Around each number. */
  readonly each?: readonly [open: string, close: string];
  readonly delimiter: string;
  /** Whether three numbers in a row become `1–3`. */
  readonly ranges: boolean;
  /** In place of the dash of a range. */
  readonly rangeMark?: string;
  readonly superscript: boolean;
  locator?(locator: Locator, words: Words): string;
}

/** Citations that are notes, ended by a full stop. */
export interface NoteCitation {
  readonly kind: 'note';
  note(post: Post, place: CitePlace): Rich;
  readonly delimiter: string;
}

/** One style of references: everything that tells it from the others. */
export interface StyleDefinition {
  readonly id: string;
  /** The style's own name, untranslated. */
  readonly name: string;
  readonly group: StyleGroup;
  readonly locale: StyleLocale;
  /** The languages whose words the style can use. */
  readonly locales: readonly StyleLocale[];
  /** Quotation marks of the style's own, in place of its language's. */
  readonly quotes?: Words['quotes'];
  /** The number before an entry, `[1]`; `undefined` in lists without. */
  readonly label?: (number: number) => string;
  /** One entry of the list. */
  entry(post: Post): Rich;
  /** The order of the list; as cited where undefined. */
  readonly order?: (a: Post, b: Post) => number;
  /** What stands for the same authors as in the entry before: `———`. */
  readonly repeatedAuthor?: { readonly mark: string; author(post: Post): Rich };
  readonly citation: AuthorCitation | NumericCitation | NoteCitation;
}
