import { formatNames } from './names';
import { bareTitle } from './post';
import type { Post } from './post';
import { append, italicUnlessChinese, join, plain } from './richText';
import type { Rich } from './richText';
import type { StyleDefinition } from './styleDefinition';

function authors(post: Post): Rich {
  return formatNames(post.names, {
    and: '&', delimiter: ', ', delimiterBeforeLast: 'never', inverted: 'all', initials: '. ', separator: ', ',
    etAl: post.words.etAl, etAlItalic: true, etAlMin: 6, etAlFirst: 1,
  });
}

function entry(post: Post): Rich {
  const { punctuation } = post.words;
  const year = post.issued ? plain(`(${String(post.issued[0])})`) : [];
  const parts = [
    append(authors(post), '.', punctuation), append(bareTitle(post), '.', punctuation), italicUnlessChinese(post.container), post.url, year,
  ];
  return append(join(parts, ' ', punctuation), '.', punctuation);
}

/** Nature and its sister journals. */
export const nature: StyleDefinition = {
  id: 'nature',
  name: 'Nature',
  group: 'numeric',
  locale: 'en-GB',
  locales: ['en-GB'],
  label: (number) => `${String(number)}. `,
  entry,
  citation: { kind: 'numeric', open: '', close: '', delimiter: ',', ranges: true, superscript: true },
};
