import { shortDay } from './dates';
import { capitalised } from './locale';
import { formatNames } from './names';
import { quotedTitle } from './post';
import type { Post } from './post';
import { join, plain } from './richText';
import type { Rich } from './richText';
import { pageLocator } from './pageLocator';
import type { StyleDefinition } from './styleDefinition';

function authors(post: Post): Rich {
  return formatNames(post.names, {
    and: post.words.and, delimiter: ', ', delimiterBeforeLast: 'fromThree', inverted: 'none', initials: '. ', separator: ', ',
    etAl: post.words.etAl, etAlItalic: true, etAlMin: 7, etAlFirst: 1,
  });
}

/** No day of publication, but the day of the last look. */
function entry(post: Post): Rich {
  const { words } = post;
  const { punctuation } = words;
  const head = join([authors(post), quotedTitle(post), plain(post.container)], ', ', punctuation);
  const lastLook = post.accessed ? plain(`${capitalised(words.accessed)}: ${shortDay(post.accessed, words)}`) : [];
  const available = words.locale === 'zh-CN' ? words.availableAt : 'Available';
  const source = join([plain(`${available}:`), post.url], ' ');
  return join([head, lastLook, plain(`[${capitalised(words.online)}]`), source], '. ', punctuation);
}

/** Institute of Electrical and Electronics Engineers, guide of 2023. */
export const ieee: StyleDefinition = {
  id: 'ieee',
  name: 'IEEE',
  group: 'numeric',
  locale: 'en-US',
  locales: ['en-US', 'zh-CN'],
  label: (number) => `[${String(number)}]`,
  entry,
  citation: {
    kind: 'numeric',
    open: '',
    close: '',
    each: ['[', ']'],
    delimiter: ', ',
    ranges: false,
    superscript: false,
    locator: pageLocator,
  },
};

