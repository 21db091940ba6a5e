import type { ArticleSummary } from '../../../src/core/model/article';
import { articleUrl } from '../../../src/core/catalogue/decodeCatalogue';

/** A summary for tests. */
export function summary(id: string, title: string, date: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  return { id, title, date, category: undefined, tags: [], url: articleUrl(id), ...more };
}
