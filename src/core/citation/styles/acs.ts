import { isoDay } from './dates';
import { formatNames } from './names';
import { italicTitle } from './post';
import type { Post } from './post';
import { append, join, plain } from './richText';
import type { Rich } from './richText';
import type { StyleDefinition } from './styleDefinition';

function authors(post: Post): Rich {
  return formatNames(post.names, {
    and: '', delimiter: '; ', delimiterBeforeLast: 'always', inverted: 'all', initials: '. ', separator: ', ', etAl: post.words.etAl,
    etAlMin: Number.POSITIVE_INFINITY, etAlFirst: Number.POSITIVE_INFINITY,
  });
}

/** No day of publication, but the day of the last look. */
function entry(post: Post): Rich {
  const { punctuation } = post.words;
  const title = italicTitle(post);
  const lastLook = post.accessed ? plain(`(accessed ${isoDay(post.accessed)})`) : [];
  const source = join([post.url, lastLook], ' ');
  return append(join([authors(post), title, plain(post.container), source], '. ', punctuation), '.', punctuation);
}

/** American Chemical Society, guide of 2022. */
export const acs: StyleDefinition = {
  id: 'american-chemical-society',
  name: 'ACS',
  group: 'numeric',
  locale: 'en-US',
  locales: ['en-US'],
  label: (number) => `(${String(number)})`,
  entry,
  citation: { kind: 'numeric', open: '', close: '', delimiter: ',', ranges: true, superscript: true },
};

