import type { ArticleSummary } from '../../core/model/article';
import { isArticleNode } from './articleItem';
import { isGroupNode, isKeptGroup } from './articleTree';

/** The posts that a command on rows was called for, in order, each once: the selected rows where the clicked one is among them. */
export async function articlesOf(target: unknown, selected?: readonly unknown[]): Promise<ArticleSummary[]> {
  const rows = selected?.includes(target) ? selected : [target];
  const articles = (await Promise.all(rows.map(articlesOfRow))).flat();
  return [...new Map(articles.map((article) => [article.id, article])).values()];
}

async function articlesOfRow(row: unknown): Promise<readonly ArticleSummary[]> {
  if (isArticleNode(row)) return [row.article];
  const group = isKeptGroup(row) ? await row.whole() : row;
  return isGroupNode(group) ? group.articles : [];
}

/** What a group's row says its posts are called together; `undefined` for any other target. */
export function groupName(target: unknown): string | undefined {
  return isGroupNode(target) || isKeptGroup(target) ? target.name : undefined;
}
