import * as vscode from 'vscode';
import type { Catalogue } from '../../core/catalogue/catalogue';
import type { Series } from '../../core/catalogue/series';
import type { ArticleSummary } from '../../core/model/article';
import { groupBy } from '../../core/util/groupBy';
import { eachInSteps, inSlices, type Steps } from '../../core/util/slices';
import { seriesOf } from '../seriesOf';
import { articleGroup, type GroupNode } from './articleTree';

/** Series that stand at the top of the tree. What more a very long list has stands below a row of its own. */
const mostAtTop = 200;

/** All posts by series, the series with the newest member first; then, by year, the posts that belong to none. */
export async function seriesNodes(catalogue: Catalogue): Promise<GroupNode[]> {
  return inSlices(nodesInSteps(catalogue, await seriesOf(catalogue)));
}

function* nodesInSteps(catalogue: Catalogue, series: readonly Series[]): Steps<GroupNode[]> {
  const nodes: GroupNode[] = [];
  const members = new Set<string>();
  for (const one of series) {
    nodes.push(seriesNode(one, catalogue));
    for (const { id } of one.members) members.add(id);
    yield;
  }
  const singles: ArticleSummary[] = [];
  yield* eachInSteps(catalogue.articles, (article) => {
    if (!members.has(article.id)) singles.push(article);
  });
  const top = nodes.slice(0, mostAtTop);
  if (nodes.length > top.length) top.push(earlierNode(nodes.slice(mostAtTop)));
  if (singles.length > 0) top.push(singlesNode(singles));
  return top;
}

function seriesNode({ name, members }: Series, catalogue: Catalogue): GroupNode {
  const articles = members.flatMap(({ id }) => catalogue.get(id) ?? []);
  const id = `series/${name}`;
  return articleGroup({ id, name, label: name, description: `${articles.length} · ${yearSpan(articles)}`, articles }, { group: id, series: name });
}

/** By the year of their newest post. */
function earlierNode(series: readonly GroupNode[]): GroupNode {
  const name = vscode.l10n.t('Earlier Series');
  const articles = series.flatMap((one) => one.articles);
  const children = (): GroupNode[] =>
    [...groupBy(series, (one) => yearsOf(one.articles).to || vscode.l10n.t('Undated'))].map(([year, members]) => {
      const articlesOfYear = members.flatMap((one) => one.articles);
      return { kind: 'group', id: `earlier/${year}`, name: year, label: year, description: String(articlesOfYear.length), articles: articlesOfYear, children: () => members };
    });
  return { kind: 'group', id: 'earlier', name, label: name, description: String(articles.length), articles, children };
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
  const { from, to } = yearsOf(articles);
  return from === to ? from : `${from}–${to}`;
}

function yearsOf(articles: readonly ArticleSummary[]): { readonly from: string; readonly to: string } {
  let [first, last] = ['', ''];
  for (const { date } of articles) {
    if (date !== '' && (first === '' || date < first)) first = date;
    if (date > last) last = date;
  }
  return { from: first.slice(0, 4), to: last.slice(0, 4) };
}
