import * as vscode from 'vscode';
import type { TreeNode } from '../tree/articleTree';

const contextKey = 'scientificSpaces.isFiltered';
/** Up to so many posts, their groups stand open. */
const mostOpen = 300;

/** Which posts the trees show: all, or the hits of a query. */
export class TreeFilter implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #value = '';
  #ids: ReadonlySet<string> | undefined;

  /** The query; empty when all is shown. */
  get value(): string {
    return this.#value;
  }

  get isOn(): boolean {
    return this.#ids !== undefined;
  }

  show(value: string, ids: ReadonlySet<string>): void {
    this.#set(value, ids);
  }

  clear(): void {
    if (this.#ids) this.#set('', undefined);
  }

  /** The rows that are left: posts that were found, and groups that hold some. */
  apply(nodes: readonly TreeNode[]): readonly TreeNode[] {
    const ids = this.#ids;
    return ids ? nodes.flatMap((node) => keep(node, ids)) : nodes;
  }

  /** What a view says above its rows. */
  get message(): string | undefined {
    if (!this.#ids) return undefined;
    const count = this.#ids.size;
    if (count === 0) return vscode.l10n.t('No post for “{0}”', this.#value);
    return count === 1 ? vscode.l10n.t('1 post for “{0}”', this.#value) : vscode.l10n.t('{0} posts for “{1}”', count, this.#value);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(value: string, ids: ReadonlySet<string> | undefined): void {
    if (!this.#ids !== !ids) void vscode.commands.executeCommand('setContext', contextKey, ids !== undefined);
    this.#value = value;
    this.#ids = ids;
    this.#changed.fire();
  }
}

function keep(node: TreeNode, ids: ReadonlySet<string>): TreeNode[] {
  if (node.kind === 'article') return ids.has(node.article.id) ? [node] : [];
  const articles = node.articles.filter(({ id }) => ids.has(id));
  if (articles.length === 0) return [];
  return [
    {
      ...node,
      // Another row than the unfiltered one, which stays as open or closed as it was.
      id: `filtered/${node.id}`,
      description: String(articles.length),
      articles,
      isOpen: ids.size <= mostOpen,
      children: () => node.children().flatMap((child) => keep(child, ids)),
    },
  ];
}
