import { longDay, monthDay } from './dates';
import { capitalised } from './locale';
import { formatNames } from './names';
import type { NameRules } from './names';
import { asWritten, byTitle, byYear, orderBy } from './ordering';
import { containerHeadline, quotedHeadline, yearOr } from './post';
import type { Post } from './post';
import { append, italicUnlessChinese, join, plain } from './richText';
import type { Rich } from './richText';
import type { CitePlace, NoteCitation, StyleDefinition } from './styleDefinition';

const listed: Omit<NameRules, 'etAl' | 'and'> = {
  delimiter: ', ', delimiterBeforeLast: 'always', inverted: 'first', separator: ', ', etAlMin: 7, etAlFirst: 3,
};
const inNotes: Omit<NameRules, 'etAl' | 'and'> = {
  delimiter: ', ', delimiterBeforeLast: 'fromThree', inverted: 'none', separator: ', ', etAlMin: 3, etAlFirst: 1,
};

const written = (post: Post, rules: Omit<NameRules, 'etAl' | 'and'>): Rich =>
  formatNames(post.names, { ...rules, and: post.words.and, etAl: post.words.etAl });
const authors = (post: Post): Rich => written(post, listed);
const shortAuthors = (post: Post): Rich => written(post, { ...inNotes, familyOnly: true });

const year = (post: Post): string => yearOr(post, post.words.noDate);

/** A blog is named in italics, a site is not. */
function blog(post: Post): Rich {
  const name = containerHeadline(post);
  return post.kind === 'webpage' ? plain(name) : italicUnlessChinese(name);
}

/** When the page was last seen: told only of what has no date. */
function lastLook(post: Post): string {
  return post.issued || !post.accessed ? '' : `${post.words.accessed} ${longDay(post.accessed, post.words)}`;
}

/** Day of publication; only of a blog post is it said that there is none. */
function dayOrNone(post: Post): string {
  if (post.issued) return longDay(post.issued, post.words);
  return post.kind === 'webpage' ? '' : post.words.noDate;
}

function list(parts: readonly Rich[], post: Post): Rich {
  const { punctuation } = post.words;
  return append(join(parts, '. ', punctuation), '.', punctuation);
}

function authorDateEntry(post: Post): Rich {
  const source = join([blog(post), plain(post.issued && monthDay(post.issued, post.words))], ', ');
  return list([authors(post), plain(year(post)), quotedHeadline(post), source, plain(capitalised(lastLook(post))), post.url], post);
}

function bibliographyEntry(post: Post): Rich {
  const source = join([blog(post), plain(dayOrNone(post))], ', ');
  return list([authors(post), quotedHeadline(post), source, plain(capitalised(lastLook(post))), post.url], post);
}

function fullNote(post: Post, place: CitePlace): Rich {
  const parts = [
    written(post, inNotes), quotedHeadline(post), blog(post), plain(dayOrNone(post)), plain(place.locator?.value), plain(lastLook(post)), post.url,
  ];
  return join(parts, ', ', post.words.punctuation);
}

function shortNote(post: Post, place: CitePlace): Rich {
  return join([shortAuthors(post), quotedHeadline(post), plain(place.locator?.value)], ', ', post.words.punctuation);
}

const shared = { locale: 'en-US', locales: ['en-US', 'zh-CN'] } as const;

/** Chicago Manual of Style, 18th edition, with author and date in the text. */
export const chicagoAuthorDate: StyleDefinition = {
  ...shared,
  id: 'chicago-author-date',
  name: 'Chicago 18 (author-date)',
  group: 'authorDate',
  entry: authorDateEntry,
  order: orderBy(asWritten(authors), byYear, byTitle),
  citation: {
    kind: 'authorDate',
    author: (post) => (post.names.length > 0 ? shortAuthors(post) : quotedHeadline(post)),
    year: (post) => plain(year(post)),
    separator: (post) => (post.issued ? ' ' : ', '),
    open: '(',
    close: ')',
    delimiter: '; ',
    collapse: true,
    locator: (locator) => `, ${locator.value}`,
  },
};

function inFootnotes(id: string, name: string, note: NoteCitation['note']): StyleDefinition {
  return {
    ...shared, id, name, group: 'note', entry: bibliographyEntry, order: orderBy(asWritten(authors), byTitle),
    citation: { kind: 'note', delimiter: '; ', note },
  };
}

/** Chicago Manual of Style, 18th edition, with whole notes. */
export const chicagoNotes = inFootnotes('chicago-notes-bibliography', 'Chicago 18 (notes)', fullNote);

/** Chicago Manual of Style, 18th edition, with notes of author and title. */
export const chicagoShortNotes = inFootnotes('chicago-shortened-notes-bibliography', 'Chicago 18 (short notes)', shortNote);
