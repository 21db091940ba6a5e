import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import { completeQuery } from '../../core/search/completeQuery';
import type { SearchIndex } from '../../core/search/searchIndex';
import type { SearchDeps } from './createSearch';
import { postCount } from '../postCount';

export interface ArticleItem extends vscode.QuickPickItem {
  readonly article: ArticleSummary;
}
interface CompletionItem extends vscode.QuickPickItem {
  /** The whole query once it is chosen. */
  readonly query: string;
}
interface CommandItem extends vscode.QuickPickItem {
  readonly command: string;
}
type Separator = vscode.QuickPickItem & { readonly kind: vscode.QuickPickItemKind.Separator };
export type SearchItem = ArticleItem | CompletionItem | CommandItem | Separator;

const mostRecent = 15;
const mostCompletions = 5;
export const download = 'scientificSpaces.download';

/** Makes the rows of the picker. */
export class SearchRows {
  readonly buttons = {
    cite: { iconPath: new vscode.ThemeIcon('quote'), tooltip: vscode.l10n.t('Cite in Active Editor') },
    list: { iconPath: new vscode.ThemeIcon('star-empty'), tooltip: vscode.l10n.t('Add to Reading List') },
    unlist: { iconPath: new vscode.ThemeIcon('star-full'), tooltip: vscode.l10n.t('Remove from Reading List') },
    aside: { iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: vscode.l10n.t('Open to the Side') },
  };

  constructor(
    private readonly deps: Pick<SearchDeps, 'marks'>,
    private readonly index: SearchIndex,
  ) {}

  article(article: ArticleSummary, detail?: string): ArticleItem {
    const { cite, list, unlist, aside } = this.buttons;
    const seriesName = this.index.seriesName(article.id);
    return {
      label: article.title,
      description: seriesName && !article.title.includes(seriesName) ? `${article.date} · ${seriesName}` : article.date,
      ...(detail !== undefined && { detail }),
      alwaysShow: true,
      buttons: [cite, this.deps.marks.has('listed', article.id) ? unlist : list, aside],
      article,
    };
  }

  /** Ways to go on typing a filter. */
  completions(value: string): CompletionItem[] {
    const { articles, series } = this.index;
    return completeQuery(value, articles, series, mostCompletions).map(({ text, start, end }) => {
      const query = value.slice(0, start) + text + value.slice(end);
      return { label: `$(filter) ${text.trim()}`, alwaysShow: true, query };
    });
  }

  /** To download the texts that cannot be searched yet. */
  offer(missing: number): SearchItem[] {
    return [
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      {
        label: `$(cloud-download) ${vscode.l10n.t('Search the texts of {0} more posts…', missing)}`,
        description: vscode.l10n.t('to be read without a network, too'),
        alwaysShow: true,
        command: download,
      },
    ];
  }

  /** What an empty input shows: each post once. */
  async recent(): Promise<SearchItem[]> {
    const { marks } = this.deps;
    await marks.load();
    const shown = new Set<string>();
    const section = (label: string, ids: Iterable<string>): SearchItem[] => {
      const rows: SearchItem[] = [];
      for (const id of ids) {
        const article = this.index.get(id);
        if (rows.length === mostRecent) break;
        if (!article || shown.has(id)) continue;
        shown.add(id);
        rows.push(this.article(article));
      }
      return rows.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows] : [];
    };
    // The two sections before it take at most twice as many away.
    const latest = this.index.articles.slice(0, 3 * mostRecent).map(({ id }) => id);
    return [
      ...section(vscode.l10n.t('New'), [...marks.all('new')].reverse()),
      ...section(vscode.l10n.t('Recently read'), [...marks.all('read')].reverse()),
      ...section(vscode.l10n.t('Latest posts'), latest),
    ];
  }
}

/** What the picker says of how many posts were found, of which it shows the best `most`. */
export function countText(total: number, most: number): string {
  if (total === 0) return vscode.l10n.t('Nothing found');
  return total > most ? vscode.l10n.t('{0} posts, the best {1} of them', total, most) : postCount(total);
}

export function isSelectable(item: SearchItem): boolean {
  return item.kind !== vscode.QuickPickItemKind.Separator;
}

/** What stays the same of a row when it is made anew. */
export function keyOf(item: SearchItem): string {
  return 'article' in item ? `article ${item.article.id}` : `other ${item.label}`;
}
