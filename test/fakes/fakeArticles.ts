import type { Article } from '../../src/core/model/article';
import { ReaderError } from '../../src/core/model/errors';
import type { ArticleCodec } from '../../src/core/store/articleStore';
import type { ExpectedArticle } from '../../src/core/store/blogSource';

/** An article of our own words. */
export function fakeArticle(id: string, changes: Partial<Article> = {}): Article {
  return {
    id,
    title: `第${id}篇`,
    date: '2024-05-07',
    category: '数学研究',
    tags: ['测试'],
    url: `https://kexue.fm/archives/${id}`,
    author: '某人',
    markdown: `这是第${id}篇文章。`.repeat(100),
    readers: 10,
    commentCount: 2,
    previous: { id: '0', title: '更早' },
    next: { id: '9', title: '更新' },
    similar: [],
    fetchedAt: '2024-05-08T00:00:00.000Z',
    ...changes,
  };
}

/** A page that {@link parseFakePage} reads. */
export const fakePage = (article: Article): string => `<html><body>${JSON.stringify(article)}</body></html>`;

/** Stands for the parser of the blog's pages. */
export function parseFakePage(html: string, expected: ExpectedArticle): Article {
  const json = /<body>(\{.*\})<\/body>/s.exec(html)?.[1];
  if (json === undefined) throw new ReaderError('unreadable', expected.url, { reason: 'layout' });
  return JSON.parse(json) as Article;
}

/** Stands for the Markdown files with front matter. */
export const fakeCodec: ArticleCodec = {
  articleToFile: (article) => JSON.stringify(article),
  fileToArticle: (text) => JSON.parse(text) as Article,
};
