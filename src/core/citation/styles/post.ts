import type { CitationItem } from '../citationItem';
import { dateParts, isChinese } from '../citationItem';
import type { Words } from './locale';
import type { AuthorForm, Name } from './names';
import { toName } from './names';
import type { Rich } from './richText';
import { hasLatin, italic, plain, textOf } from './richText';
import { titleCase } from './titleCase';
import { titleText } from './titleText';

/** What kind of source a post counts as; four styles print the two differently. */
export type PostKind = 'post-weblog' | 'webpage';

/** Year, month and day. */
export type Day = readonly [year: number, month: number, day: number];

/** One post, ready to be formatted in one style. */
export interface Post {
  readonly item: CitationItem;
  readonly kind: PostKind;
  readonly names: readonly Name[];
  readonly title: string;
  /** The name of the blog. */
  readonly container: string;
  readonly url: Rich;
  readonly issued: Day | undefined;
  readonly accessed: Day | undefined;
  /** Whether the style may set English titles in its own capitals: never for Chinese or romanised ones. */
  readonly casing: boolean;
  /** Whether names are in Latin letters. */
  readonly romanised: boolean;
  readonly words: Words;
  /** `a`, `b` … where several posts of one author and year are cited together; empty otherwise. */
  readonly yearSuffix: string;
  /** In the list of references, from 1. */
  readonly number: number;
}

/** How the facts of all posts of a list are to be read. */
export interface PostReading {
  readonly author: AuthorForm;
  readonly kind: PostKind;
  readonly words: Words;
}

/** `item` as a post without its place in a list. */
export function toPost(item: CitationItem, reading: PostReading): Post {
  return {
    item,
    kind: reading.kind,
    names: item.authors.map((author) => toName(author, reading.author)),
    title: oneLine(item.title),
    container: textOf(titleText(oneLine(reading.author === 'latin' ? item.blog.latinName : item.blog.name), reading.words, false)),
    url: [{ text: oneLine(item.url), url: true }],
    issued: dateParts(item.date),
    accessed: dateParts(item.accessedOn),
    casing: reading.author === 'literal' && !isChinese(item.title),
    romanised: reading.author === 'latin',
    words: reading.words,
    yearSuffix: '',
    number: 1,
  };
}

/** The title as it stands outside quotation marks. */
export function bareTitle(post: Post): Rich {
  return titleText(post.title, post.words, false);
}

/** The title in italics; a wholly Chinese one has none, but among Latin names it is marked all the same. */
export function italicTitle(post: Post): Rich {
  const title = bareTitle(post);
  return post.romanised || hasLatin(textOf(title)) ? italic(title) : title;
}

/** The title between quotation marks. */
export function quotedTitle(post: Post): Rich {
  return titleText(post.title, post.words, true);
}

/** The title between quotation marks, an English one with capitals. */
export function quotedHeadline(post: Post): Rich {
  return titleText(post.casing ? titleCase(post.title) : post.title, post.words, true);
}

/** The name of the blog, with capitals where the post's are set so. */
export function containerHeadline(post: Post): string {
  return post.casing || post.romanised ? titleCase(post.container) : post.container;
}

/** Year and suffix, `2024a`; nothing without a date. */
export function yearOf(post: Post): Rich {
  return post.issued ? plain(`${String(post.issued[0])}${post.yearSuffix}`) : [];
}

/** Year and suffix, or `absent` with the suffix behind a hyphen or what the style has there. */
export function yearOr(post: Post, absent: string, before = '-'): string {
  if (post.issued) return `${String(post.issued[0])}${post.yearSuffix}`;
  return post.yearSuffix ? `${absent}${before}${post.yearSuffix}` : absent;
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
