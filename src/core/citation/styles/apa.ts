import { longDay, monthDay } from './dates';
import { capitalised } from './locale';
import type { NameRules } from './names';
import { formatNames } from './names';
import { asWritten, byDay, byTitle, orderBy } from './ordering';
import type { Post } from './post';
import { bareTitle, quotedHeadline, yearOr } from './post';
import type { Rich } from './richText';
import { append, italic, join, plain } from './richText';
import { pageLocator } from './pageLocator';
import type { StyleDefinition } from './styleDefinition';

const listed: Omit<NameRules, 'etAl'> = {
  and: '&', delimiter: ', ', delimiterBeforeLast: 'always', inverted: 'all', initials: '. ', separator: ', ', etAlMin: 21, etAlFirst: 19, etAlLast: true,
};
const cited: Omit<NameRules, 'etAl'> = {
  and: '&', delimiter: ', ', delimiterBeforeLast: 'fromThree', inverted: 'none', familyOnly: true, separator: ', ', etAlMin: 3, etAlFirst: 1,
};

const authors = (post: Post): Rich => formatNames(post.names, { ...listed, etAl: post.words.etAl });

const year = (post: Post): string => yearOr(post, post.words.noDate);

/** `(2024a, May 7)`; the whole day only for what was published on one. */
function date(post: Post): Rich {
  const day = post.issued ? `, ${monthDay(post.issued, post.words)}` : '';
  return plain(`(${year(post)}${day})`);
}

/** A post names its blog in italics; a page of its own has its title in italics. */
function titleAndBlog(post: Post): Rich[] {
  return post.kind === 'webpage' ? [italic(bareTitle(post)), plain(post.container)] : [bareTitle(post), italic(plain(post.container))];
}

/** The day of the last look is told only of what has no date. */
function source(post: Post): Rich {
  const { retrieved, from } = post.words;
  if (post.issued || !post.accessed) return post.url;
  return join([plain(`${capitalised(retrieved)} ${longDay(post.accessed, post.words)}, ${from}`), post.url], ' ');
}

function entry(post: Post): Rich {
  const { punctuation } = post.words;
  const title = titleAndBlog(post);
  const head = post.names.length > 0 ? [authors(post), date(post), ...title] : [title[0] ?? [], date(post), ...title.slice(1)];
  return join([append(join(head, '. ', punctuation), '.', punctuation), source(post)], ' ', punctuation);
}

/** What stands for the author of a post without one: the title as it looks in the list, in italics or else in quotes. */
const titleAlone = (post: Post): Rich => (post.kind === 'webpage' ? italic(bareTitle(post)) : quotedHeadline(post));

/** American Psychological Association, 7th edition. */
export const apa: StyleDefinition = {
  id: 'apa',
  name: 'APA 7',
  group: 'authorDate',
  locale: 'en-US',
  locales: ['en-US', 'zh-CN'],
  entry,
  order: orderBy(asWritten(authors), (post) => (post.issued ? '1' : '0'), byDay, byTitle),
  citation: {
    kind: 'authorDate',
    author: (post) => (post.names.length > 0 ? formatNames(post.names, { ...cited, etAl: post.words.etAl }) : titleAlone(post)),
    year: (post) => plain(year(post)),
    separator: () => ', ',
    open: '(',
    close: ')',
    delimiter: '; ',
    collapse: true,
    order: orderBy(asWritten(authors), (post) => (post.issued ? '1' : '0'), byDay),
    locator: pageLocator,
  },
};

