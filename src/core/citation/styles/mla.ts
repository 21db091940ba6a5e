import { chineseDay } from './dates';
import { capitalised } from './locale';
import type { Words } from './locale';
import { formatNames } from './names';
import type { NameRules } from './names';
import { asWritten, byTitle, orderBy } from './ordering';
import { containerHeadline, quotedHeadline } from './post';
import type { Day, Post } from './post';
import { append, italicUnlessChinese, join, plain } from './richText';
import type { Rich } from './richText';
import type { StyleDefinition } from './styleDefinition';

const listed: Omit<NameRules, 'etAl' | 'and'> = {
  delimiter: ', ', delimiterBeforeLast: 'always', inverted: 'first', separator: ', ', etAlMin: 3, etAlFirst: 1, delimiterBeforeEtAl: 'always',
};
const cited: Omit<NameRules, 'etAl' | 'and'> = {
  delimiter: ', ', delimiterBeforeLast: 'fromThree', inverted: 'none', familyOnly: true, separator: ', ', etAlMin: 3, etAlFirst: 1,
};

const authors = (post: Post): Rich => formatNames(post.names, { ...listed, and: post.words.and, etAl: post.words.etAl });

function dayText([year, month, day]: Day, words: Words): string {
  if (words.locale === 'zh-CN') return chineseDay([year, month, day]);
  return `${String(day)} ${words.shortMonths[month - 1] ?? ''} ${String(year)}`;
}

function entry(post: Post): Rich {
  const { punctuation, accessed } = post.words;
  const container = join(
    [italicUnlessChinese(containerHeadline(post)), plain(post.issued && dayText(post.issued, post.words)), post.url],
    ', ',
    punctuation,
  );
  const lastLook = post.issued || !post.accessed ? '' : `${capitalised(accessed)} ${dayText(post.accessed, post.words)}`;
  return append(join([authors(post), quotedHeadline(post), container, plain(lastLook)], '. ', punctuation), '.', punctuation);
}

/** Modern Language Association, 9th edition. */
export const mla: StyleDefinition = {
  id: 'modern-language-association',
  name: 'MLA 9',
  group: 'authorDate',
  locale: 'en-US',
  locales: ['en-US', 'zh-CN'],
  entry,
  order: orderBy(asWritten(authors), byTitle),
  repeatedAuthor: { mark: '———', author: authors },
  citation: {
    kind: 'author',
    author: (post) =>
      post.names.length > 0 ? formatNames(post.names, { ...cited, and: post.words.and, etAl: post.words.etAl }) : quotedHeadline(post),
    year: () => [],
    separator: () => '',
    open: '(',
    close: ')',
    delimiter: '; ',
    collapse: false,
    locator: (locator) => ` ${locator.value}`,
    title: quotedHeadline,
  },
};
