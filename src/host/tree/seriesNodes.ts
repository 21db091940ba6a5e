import * as vscode from 'vscode';
import type { Catalogue } from '../../core/catalogue/catalogue';
import type { Series } from '../../core/catalogue/series';
import type { ArticleSummary } from '../../core/model/article';
import { groupBy } from '../../core/util/groupBy';
import { eachInSteps, inSlices, type Steps } from '../../core/util/slices';
import { seriesOf } from '../seriesOf';
import { articleGroup, type GroupNode } from './articleTree';

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
  return singles.length > 0 ? [...nodes, singlesNode(singles)] : nodes;
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
  let [first, last] = ['', ''];
  for (const { date } of articles) {
    if (date !== '' && (first === '' || date < first)) first = date;
    if (date > last) last = date;
  }
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  return from === to ? from : `${from}–${to}`;
}
