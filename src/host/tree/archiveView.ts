import * as vscode from 'vscode';
import type { Catalogue, CatalogueMonth, CatalogueYear } from '../../core/catalogue/catalogue';
import type { Library } from '../library';
import { type ArticleNode, articleItem, articleTooltip } from './articleItem';

interface YearNode {
  readonly kind: 'year';
  readonly year: CatalogueYear;
  readonly catalogue: Catalogue;
}
interface MonthNode {
  readonly kind: 'month';
  readonly year: CatalogueYear;
  readonly month: CatalogueMonth;
  readonly catalogue: Catalogue;
}
type Node = YearNode | MonthNode | ArticleNode;

/** All posts by year and month, newest first. */
export class ArchiveTree implements vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly library: Library) {
    library.onDidChange(() => this.#changed.fire());
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      const catalogue = await this.library.load();
      return catalogue.byYear().map((year) => ({ kind: 'year', year, catalogue }));
    }
    switch (node.kind) {
      case 'year':
        return node.year.months.map((month) => ({ ...node, kind: 'month', month }));
      case 'month':
        return node.catalogue.articlesIn(node.month).map((article) => ({ kind: 'article', article, group: 'archive/post' }));
      case 'article':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'article') return articleItem(node);
    const { year } = node.year;
    const { start, end } = node.kind === 'year' ? node.year : node.month;
    const label = node.kind === 'month' ? monthName(node.month.month) : String(year);
    const item = new vscode.TreeItem(year === 0 || label === '' ? vscode.l10n.t('Undated') : label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = node.kind === 'year' ? `archive/${year}` : `archive/${year}/${node.month.month}`;
    item.contextValue = node.kind;
    item.description = String(end - start);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    if (node.kind === 'article') item.tooltip = articleTooltip(node.article);
    return item;
  }
}

/** In the user's language; empty for month 0. */
function monthName(month: number): string {
  return month === 0 ? '' : new Intl.DateTimeFormat(vscode.env.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1));
}
