import { SearchIndex } from '../../src/core/search/searchIndex';
import { atOnce } from '../../src/core/util/slices';
import type { MadeArticle } from '../tools/makeArchive';

/** An index with all these texts in their final form. */
export function filledIndex(articles: readonly MadeArticle[]): SearchIndex {
  const index = new SearchIndex(articles);
  for (const article of articles) index.add(article, article.markdown);
  atOnce(index.settle());
  return index;
}
