import * as vscode from 'vscode';
import type { Catalogue } from '../../core/catalogue/catalogue';
import type { Series } from '../../core/catalogue/series';
import type { ArticleSummary } from '../../core/model/article';
import { groupBy } from '../../core/util/groupBy';
import { seriesOf } from '../seriesOf';
import { articleGroup, type GroupNode } from './articleTree';

/** All posts by series, the series with the newest member first; then, by year, the posts that belong to none. */
export async function seriesNodes(catalogue: Catalogue): Promise<GroupNode[]> {
  const series = (await seriesOf(catalogue)).map((one) => seriesNode(one, catalogue));
  const members = new Set(series.flatMap(({ articles }) => articles.map(({ id }) => id)));
  const singles = catalogue.articles.filter(({ id }) => !members.has(id));
  return singles.length > 0 ? [...series, singlesNode(singles)] : series;
}

function seriesNode({ name, members }: Series, catalogue: Catalogue): GroupNode {
  const articles = members.flatMap(({ id }) => catalogue.get(id) ?? []);
  const id = `series/${name}`;
  return articleGroup({ id, name, label: name, description: `${articles.length} · ${yearSpan(articles)}`, articles }, { group: id, series: name });
}

function singlesNode(articles: readonly ArticleSummary[]): GroupNode {
  const name = vscode.l10n.t('Single Posts');
  const children = (): GroupNode[] =>
    [...groupBy(articles, ({ date }) => date.slice(0, 4) || vscode.l10n.t('Undated'))].map(([year, members]) =>
      articleGroup({ id: `singles/${year}`, name: year, label: year, description: String(members.length), articles: members }, { group: 'single' }),
    );
  return { kind: 'group', id: 'singles', name, label: name, description: String(articles.length), articles, children };
}

function yearSpan(articles: readonly ArticleSummary[]): string {
  const years = articles.map(({ date }) => date.slice(0, 4)).filter(Boolean).sort();
  const [first, last] = [years[0] ?? '', years.at(-1) ?? ''];
  return first === last ? first : `${first}–${last}`;
}
