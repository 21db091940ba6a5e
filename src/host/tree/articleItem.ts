import * as vscode from 'vscode';
import { memberTitle } from '../../core/catalogue/memberTitle';
import type { ArticleSummary } from '../../core/model/article';
import type { ReadingMarks } from '../../core/store/readingMarks';

/** A row of any tree that stands for one post. Commands on rows receive it. */
export interface ArticleNode {
  readonly kind: 'article';
  readonly article: ArticleSummary;
  /** Keeps rows apart when a post stands in several groups. */
  readonly group: string;
  /** The series that the row stands below, whose name it need not repeat. */
  readonly series?: string;
}

export function isArticleNode(value: unknown): value is ArticleNode {
  return typeof value === 'object' && value !== null && (value as Partial<ArticleNode>).kind === 'article';
}

/** The row without its tooltip, which {@link articleTooltip} makes when it is asked for: 1,341 eager ones cost 130 ms. */
export function articleItem({ article, group, series }: ArticleNode, marks: ReadingMarks): vscode.TreeItem {
  const item = new vscode.TreeItem(series === undefined ? article.title : memberTitle(article.title, series));
  item.id = `${group}/${article.id}`;
  item.description = article.date;
  item.contextValue = marks.has('listed', article.id) ? 'article listed' : 'article';
  item.command = { command: 'scientificSpaces.openArticle', title: vscode.l10n.t('Open Article'), arguments: [article.id] };
  item.accessibilityInformation = { label: `${article.title}, ${article.date}` };
  item.iconPath = markIcon(article.id, marks);
  return item;
}

export function articleTooltip(article: ArticleSummary): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  const line = (label: string, text: string): void => {
    if (text) tooltip.appendMarkdown('\n\n').appendText(`${label}${text}`);
  };
  tooltip.appendMarkdown('**').appendText(article.title).appendMarkdown('**');
  line('', article.date);
  line(vscode.l10n.t('Category: '), article.category ?? '');
  line(vscode.l10n.t('Tags: '), article.tags.join(vscode.l10n.t(', ')));
  tooltip.appendMarkdown(`\n\n<${article.url}>`);
  return tooltip;
}

/** A dot for a new post, a star for one on the reading list; most rows have no icon. */
function markIcon(id: string, marks: ReadingMarks): vscode.ThemeIcon | undefined {
  if (marks.has('new', id)) return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('charts.blue'));
  return marks.has('listed', id) ? new vscode.ThemeIcon('star-full') : undefined;
}
