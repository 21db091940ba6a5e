import * as vscode from 'vscode';
import type { Catalogue, CatalogueMonth, CatalogueYear } from '../../core/catalogue/catalogue';
import { articleGroup, type GroupNode } from './articleTree';

/** All posts by year and month, newest first. */
export function archiveNodes(catalogue: Catalogue): GroupNode[] {
  return catalogue.byYear().map((year) => {
    const articles = catalogue.articlesIn(year);
    const name = year.year === 0 ? vscode.l10n.t('Undated') : String(year.year);
    const children = (): GroupNode[] => year.months.map((month) => monthNode(catalogue, year, month));
    return { kind: 'group', id: `archive/${year.year}`, name, label: name, description: String(articles.length), articles, children };
  });
}

function monthNode(catalogue: Catalogue, { year }: CatalogueYear, range: CatalogueMonth): GroupNode {
  const { month } = range;
  const articles = catalogue.articlesIn(range);
  const name = month === 0 ? vscode.l10n.t('Undated') : `${year}-${String(month).padStart(2, '0')}`;
  const label = month === 0 ? name : monthName(month);
  return articleGroup({ id: `archive/${year}/${month}`, name, label, description: String(articles.length), articles }, { group: 'archive/post' });
}

/** In the user's language. */
function monthName(month: number): string {
  return new Intl.DateTimeFormat(vscode.env.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1));
}
