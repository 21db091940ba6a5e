import { isoDay, longDay } from './dates';
import { formatNames } from './names';
import type { NameRules } from './names';
import { asWritten, byDay, byTitle, orderBy } from './ordering';
import { bareTitle, yearOf } from './post';
import type { Post } from './post';
import { append, italic, italicUnlessChinese, join, plain } from './richText';
import type { Rich } from './richText';
import type { NumericCitation, StyleDefinition } from './styleDefinition';

const shared = {
  group: 'numeric', locale: 'en-US', locales: ['en-US'], label: (number: number): string => `[${String(number)}]`,
} as const;
const numbers: NumericCitation = { kind: 'numeric', open: '[', close: ']', delimiter: ', ', ranges: true, superscript: false };

function authors(post: Post): Rich {
  return formatNames(post.names, {
    and: 'and', delimiter: ', ', delimiterBeforeLast: 'fromThree', inverted: 'none', separator: ', ', etAl: post.words.etAl,
    etAlMin: Number.POSITIVE_INFINITY, etAlFirst: Number.POSITIVE_INFINITY,
  });
}

function entry(post: Post): Rich {
  const { punctuation } = post.words;
  const head = append(join([authors(post), yearOf(post), bareTitle(post), italic(plain(post.container))], '. ', punctuation), '.', punctuation);
  const retrieved = post.accessed ? `Retrieved ${longDay(post.accessed, post.words)} from` : 'Retrieved from';
  return join([head, plain(retrieved), post.url], ' ');
}

/** Association for Computing Machinery. */
export const acm: StyleDefinition = {
  ...shared,
  id: 'association-for-computing-machinery',
  name: 'ACM',
  entry,
  order: orderBy(asWritten(authors), byDay),
  citation: { ...numbers, locator: (locator) => `:${locator.value}` },
};

const proceedingsNames: Omit<NameRules, 'etAl'> = {
  and: 'and', delimiter: ', ', delimiterBeforeLast: 'never', inverted: 'all', initials: '.', separator: ', ', etAlMin: 3, etAlFirst: 1,
};

/** A page of its own is listed by its title. */
function proceedingsAuthors(post: Post): Rich {
  const { punctuation, etAl } = post.words;
  return post.kind === 'webpage' ? append(bareTitle(post), ':', punctuation) : formatNames(post.names, { ...proceedingsNames, etAl });
}

function proceedingsEntry(post: Post): Rich {
  const { punctuation } = post.words;
  const lastLook = post.accessed ? plain(`Accessed: ${isoDay(post.accessed)}`) : [];
  const rest =
    post.kind === 'webpage' ? [italic(post.url), lastLook] : [bareTitle(post), italicUnlessChinese(post.container)];
  const head = join([proceedingsAuthors(post), append(yearOf(post), '.')], ' ', punctuation);
  return append(join([head, join(rest, '. ', punctuation)], ' ', punctuation), '.', punctuation);
}

/** Proceedings of ACM's special interest groups. */
export const acmProceedings: StyleDefinition = {
  ...shared,
  id: 'acm-sig-proceedings',
  name: 'ACM SIG Proceedings',
  entry: proceedingsEntry,
  order: orderBy(asWritten(proceedingsAuthors), byTitle),
  citation: numbers,
};
