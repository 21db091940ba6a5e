import { dayMonth, longDay } from './dates';
import { capitalised } from './locale';
import { formatNames } from './names';
import type { NameRules } from './names';
import { asWritten, byTitle, orderBy } from './ordering';
import { italicTitle, quotedTitle, yearOr } from './post';
import type { Post } from './post';
import { append, italicUnlessChinese, join, plain } from './richText';
import type { Rich } from './richText';
import { pageLocator } from './pageLocator';
import type { StyleDefinition } from './styleDefinition';

const rules: Omit<NameRules, 'etAl' | 'and'> = {
  delimiter: ', ', delimiterBeforeLast: 'never', inverted: 'all', initials: '.', separator: ', ', etAlMin: 4, etAlFirst: 1, etAlItalic: true,
};

const authors = (post: Post): Rich => formatNames(post.names, { ...rules, and: post.words.and, etAl: post.words.etAl });
const shortAuthors = (post: Post): Rich =>
  formatNames(post.names, { ...rules, familyOnly: true, and: post.words.and, etAl: post.words.etAl });
const year = (post: Post): string => yearOr(post, post.words.noDateLong, ' ');

/** A post is titled between quotation marks and has its day; a page of its own is titled in italics. */
function titleAndBlog(post: Post): Rich {
  const parts =
    post.kind === 'webpage'
      ? [italicTitle(post), italicUnlessChinese(post.container)]
      : [quotedTitle(post), italicUnlessChinese(post.container), plain(post.issued && dayMonth(post.issued, post.words))];
  return join(parts, ', ', post.words.punctuation);
}

function entry(post: Post): Rich {
  const { words } = post;
  const dated = join([authors(post), plain(`(${year(post)})`), titleAndBlog(post)], ' ', words.punctuation);
  const lastLook = post.accessed ? `(${capitalised(words.accessed)}: ${longDay(post.accessed, words)})` : '';
  const source = join([plain(`${capitalised(words.availableAt)}:`), post.url, plain(lastLook)], ' ');
  return append(join([dated, source], '. ', words.punctuation), '.', words.punctuation);
}

/** Harvard, as Cite Them Right has it, 12th edition. */
export const harvard: StyleDefinition = {
  id: 'harvard-cite-them-right',
  name: 'Harvard (Cite Them Right 12)',
  group: 'authorDate',
  locale: 'en-US',
  locales: ['en-US', 'zh-CN'],
  entry,
  order: orderBy(asWritten(authors), (post) => year({ ...post, yearSuffix: '' }), byTitle),
  citation: {
    kind: 'authorDate',
    author: (post) => (post.names.length > 0 ? shortAuthors(post) : quotedTitle(post)),
    year: (post) => plain(year(post)),
    separator: () => ', ',
    open: '(',
    close: ')',
    delimiter: '; ',
    collapse: true,
    order: orderBy((post) => year({ ...post, yearSuffix: '' })),
    locator: pageLocator,
  },
};

