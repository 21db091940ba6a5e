import { plainForm } from '../plainForm';
import type { Post } from './post';
import { yearOr } from './post';
import type { Rich } from './richText';
import { plain, textOf } from './richText';
import type { StyleDefinition } from './styleDefinition';

/** The whole form of the blog's pages, its address marked as one. */
function entry(post: Post): Rich {
  const text = plainForm(post.item);
  const address = textOf(post.url);
  return text.endsWith(address) ? [...plain(text.slice(0, text.length - address.length)), ...post.url] : plain(text);
}

/** What the blog itself asks to be cited as, at the foot of each post. */
export const blogForm: StyleDefinition = {
  id: 'blog',
  name: '科学空间 Scientific Spaces',
  group: 'blog',
  locale: 'en-US',
  locales: ['en-US'],
  entry,
  citation: {
    kind: 'authorDate',
    author: (post) => plain(post.item.authors.map((author) => author.literal).join(', ')),
    year: (post) => plain(yearOr(post, 'n.d.')),
    separator: () => ', ',
    open: '(',
    close: ')',
    delimiter: '; ',
    collapse: true,
  },
};
