import { chineseDay } from './dates';
import { capitalised } from './locale';
import type { Words } from './locale';
import { formatNames } from './names';
import { bareTitle } from './post';
import type { Day, Post } from './post';
import { join, plain } from './richText';
import type { Rich } from './richText';
import type { StyleDefinition } from './styleDefinition';

function authors(post: Post): Rich {
  return formatNames(post.names, {
    and: '', delimiter: ', ', delimiterBeforeLast: 'always', inverted: 'all', initials: '', initialsHyphen: '', separator: ' ',
    etAl: post.words.etAl, etAlMin: 7, etAlFirst: 6,
  });
}

/** `2024 May 7`: months in three letters without a full stop. */
function dayText([year, month, day]: Day, words: Words): string {
  if (words.locale === 'zh-CN') return chineseDay([year, month, day]);
  return `${String(year)} ${(words.months[month - 1] ?? '').slice(0, 3)} ${String(day)}`;
}

/** The site as a whole, the post a part of it where it counts as a page. */
function entry(post: Post): Rich {
  const { words, issued } = post;
  const medium = plain(`${post.container} [${capitalised(words.internet)}]`);
  const published = issued ? (post.kind === 'webpage' ? String(issued[0]) : dayText(issued, words)) : '';
  const lastLook = post.accessed ? `[${words.cited} ${dayText(post.accessed, words)}]` : '';
  const dates = join([plain(published), plain(lastLook)], ' ');
  const available = words.locale === 'zh-CN' ? words.availableAt : 'Available from';
  const source = join([plain(`${available}:`), post.url], ' ');
  const title = bareTitle(post);
  const parts = post.kind === 'webpage' ? [authors(post), medium, dates, title, source] : [authors(post), title, medium, dates, source];
  return join(parts, '. ', words.punctuation);
}

/** Vancouver, as the National Library of Medicine has it (Citing Medicine, 2nd edition). */
export const vancouver: StyleDefinition = {
  id: 'nlm-citation-sequence',
  name: 'Vancouver (NLM)',
  group: 'numeric',
  locale: 'en-US',
  locales: ['en-US', 'zh-CN'],
  label: (number) => `${String(number)}.`,
  entry,
  citation: { kind: 'numeric', open: '(', close: ')', delimiter: ',', ranges: true, superscript: false },
};
