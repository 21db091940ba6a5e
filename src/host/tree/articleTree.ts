import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import type { ReadingMarks } from '../../core/store/readingMarks';
import { type ArticleNode, articleItem, articleTooltip } from './articleItem';
import type { KeptGroup } from './keptRows';

/** A row that stands for several posts: a series, a year, a month. Commands on rows receive it. */
export interface GroupNode {
  readonly kind: 'group';
  /** Unique in its tree. */
  readonly id: string;
  /** Names the posts wherever they are spoken of: `2024-03`, the name of a series. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly articles: readonly ArticleSummary[];
  /** For the menus of the manifest; `group` if not given, and to begin with it otherwise. */
  readonly contextValue?: string;
  /** Whether it shows its rows from the start. */
  readonly isOpen?: boolean;
  children(): readonly TreeNode[];
}
export type TreeNode = GroupNode | ArticleNode;
/** What stands at the top of a tree may not have been read yet. */
export type Row = TreeNode | KeptGroup;

export function isGroupNode(value: unknown): value is GroupNode {
  return typeof value === 'object' && value !== null && (value as Partial<GroupNode>).kind === 'group';
}

export function isKeptGroup(value: unknown): value is KeptGroup {
  return typeof value === 'object' && value !== null && (value as Partial<KeptGroup>).kind === 'kept';
}

/** A group whose children are its posts. */
export function articleGroup(facts: Omit<GroupNode, 'kind' | 'children'>, place: Omit<ArticleNode, 'kind' | 'article'>): GroupNode {
  return { kind: 'group', ...facts, children: () => facts.articles.map((article) => ({ kind: 'article', article, ...place })) };
}

/** Posts in groups, as a view of the side bar shows them. */
export class ArticleTree implements vscode.TreeDataProvider<Row> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    private readonly roots: () => Promise<readonly Row[]>,
    private readonly marks: ReadingMarks,
  ) {}

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(node?: Row): Promise<Row[]> {
    if (!node) return [...(await this.roots())];
    const group = node.kind === 'kept' ? await node.whole() : node;
    return group?.kind === 'group' ? [...group.children()] : [];
  }

  getTreeItem(node: Row): vscode.TreeItem {
    if (node.kind === 'article') return articleItem(node, this.marks);
    const isOpen = node.kind === 'group' && node.isOpen;
    const item = new vscode.TreeItem(node.label, isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
    item.id = node.id;
    item.description = node.description;
    item.contextValue = (node.kind === 'group' && node.contextValue) || 'group';
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: Row): vscode.TreeItem {
    if (node.kind === 'article') item.tooltip = articleTooltip(node.article);
    return item;
  }
}
