import * as vscode from 'vscode';
import type { Catalogue } from '../../core/catalogue/catalogue';
import { findSeries, type Series } from '../../core/catalogue/series';
import type { ArticleSummary } from '../../core/model/article';
import { groupBy } from '../../core/util/groupBy';
import type { Library } from '../library';
import { type ArticleNode, articleItem, articleTooltip } from './articleItem';

interface SeriesNode {
  readonly kind: 'series';
  readonly name: string;
  readonly articles: readonly ArticleSummary[];
}
/** Posts of no series, by year, below one row at the end. */
interface SinglesNode {
  readonly kind: 'singles';
  readonly year: string;
  readonly articles: readonly ArticleSummary[];
}
type Node = SeriesNode | SinglesNode | ArticleNode;

/** All posts by series, the series with the newest member first; then the posts that belong to none. */
export class SeriesTree implements vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly library: Library) {
    library.onDidChange(() => this.#changed.fire());
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return topNodes(await this.library.load());
    if (node.kind === 'article') return [];
    if (node.kind === 'singles' && !node.year) {
      const years = groupBy(node.articles, (article) => article.date.slice(0, 4) || vscode.l10n.t('Undated'));
      return [...years].map(([year, articles]) => ({ kind: 'singles', year, articles }));
    }
    const place = node.kind === 'series' ? { group: `series/${node.name}`, series: node.name } : { group: 'single' };
    return node.articles.map((article) => ({ kind: 'article', article, ...place }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'article') return articleItem(node);
    const isSeries = node.kind === 'series';
    const label = isSeries ? node.name : node.year || vscode.l10n.t('Single Posts');
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = isSeries ? `series/${node.name}` : `singles/${node.year}`;
    item.contextValue = node.kind;
    item.description = isSeries ? `${node.articles.length} · ${yearSpan(node.articles)}` : String(node.articles.length);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    if (node.kind === 'article') item.tooltip = articleTooltip(node.article);
    return item;
  }
}

function topNodes(catalogue: Catalogue): Node[] {
  const series = findSeries(catalogue.articles).map((one) => seriesNode(one, catalogue));
  const newest = ({ articles }: SeriesNode): string => articles.reduce((date, article) => (article.date > date ? article.date : date), '');
  series.sort((a, b) => (newest(a) < newest(b) ? 1 : -1));
  const members = new Set(series.flatMap(({ articles }) => articles.map(({ id }) => id)));
  const singles = catalogue.articles.filter(({ id }) => !members.has(id));
  return [...series, ...(singles.length > 0 ? [{ kind: 'singles' as const, year: '', articles: singles }] : [])];
}

function seriesNode({ name, members }: Series, catalogue: Catalogue): SeriesNode {
  const articles = members.flatMap(({ id }) => catalogue.get(id) ?? []);
  return { kind: 'series', name, articles };
}

function yearSpan(articles: readonly ArticleSummary[]): string {
  const years = articles.map(({ date }) => date.slice(0, 4)).filter(Boolean).sort();
  const [first, last] = [years[0] ?? '', years.at(-1) ?? ''];
  return first === last ? first : `${first}–${last}`;
}
