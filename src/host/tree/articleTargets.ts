import type { ArticleSummary } from '../../core/model/article';
import { isArticleNode } from './articleItem';
import { isGroupNode } from './articleTree';

/** The posts that a command on rows was called for, in order, each once: the selected rows where the clicked one is among them. */
export function articlesOf(target: unknown, selected?: readonly unknown[]): ArticleSummary[] {
  const rows = selected?.includes(target) ? selected : [target];
  const articles = rows.flatMap((row) => (isArticleNode(row) ? [row.article] : isGroupNode(row) ? row.articles : []));
  return [...new Map(articles.map((article) => [article.id, article])).values()];
}
