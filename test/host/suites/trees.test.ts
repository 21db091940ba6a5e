import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Catalogue } from '../../../src/core/catalogue/catalogue';
import type { BlogIndex } from '../../../src/core/store/blogIndex';
import { ReadingMarks } from '../../../src/core/store/readingMarks';
import { Library } from '../../../src/host/library';
import { archiveNodes } from '../../../src/host/tree/archiveNodes';
import { articlesOf as articlesOfRows, groupName } from '../../../src/host/tree/articleTargets';
import { ArticleTree, type Row as TreeRow } from '../../../src/host/tree/articleTree';
import { KeptRows } from '../../../src/host/tree/keptRows';
import { seriesNodes } from '../../../src/host/tree/seriesNodes';
import { summary } from '../../core/catalogue/summary';
import { MemoryStorage } from '../../fakes/memoryStorage';

const catalogueUri = vscode.Uri.joinPath(vscode.extensions.getExtension('scientific-spaces.scientific-spaces')?.extensionUri as vscode.Uri, 'media/catalogue.json');
/** No refresh has happened on this machine. */
const untouchedIndex = { kept: async (shipped: unknown) => shipped } as unknown as BlogIndex;

interface Row {
  readonly node: unknown;
  readonly item: vscode.TreeItem;
  readonly depth: number;
}

async function rowsOf<T>(tree: vscode.TreeDataProvider<T>, node?: T, depth = 0): Promise<Row[]> {
  const rows: Row[] = [];
  for (const child of (await tree.getChildren(node)) ?? []) {
    const item = await tree.getTreeItem(child);
    rows.push({ node: child, item, depth });
    if (item.collapsibleState) rows.push(...(await rowsOf(tree, child, depth + 1)));
  }
  return rows;
}

describe('the trees, without a network', () => {
  const log = vscode.window.createOutputChannel('trees test', { log: true });
  const library = new Library(() => vscode.workspace.fs.readFile(catalogueUri), untouchedIndex, log);
  const marks = new ReadingMarks(new MemoryStorage(), log);
  const archive = (): ArticleTree => new ArticleTree(async () => archiveNodes(await library.load()), marks);
  const series = (): ArticleTree => new ArticleTree(async () => seriesNodes(await library.load()), marks);
  const articlesOf = (rows: readonly Row[]): vscode.TreeItem[] => rows.map(({ item }) => item).filter(({ contextValue }) => contextValue === 'article');
  const idOf = (item: vscode.TreeItem): string => (item.command?.arguments as [string])[0];

  after(() => {
    library.dispose();
    log.dispose();
  });

  it('list all 1,341 posts by date, each once, newest first, below years and months', async () => {
    const rows = await rowsOf(archive());
    const articles = articlesOf(rows);
    assert.equal(articles.length, 1341);
    assert.equal(new Set(articles.map(idOf)).size, 1341);
    const dates = articles.map(({ description }) => description as string).filter(Boolean);
    assert.deepEqual(dates, [...dates].sort().reverse());
    const years = rows.filter(({ depth }) => depth === 0).map(({ item }) => item.label as string);
    assert.deepEqual(years, [...years].sort().reverse());
    assert.ok(rows.every(({ item, depth }) => (item.contextValue === 'article') === (depth === 2)));
  });

  it('list all 1,341 posts by series, the series before the posts of none', async () => {
    const rows = await rowsOf(series());
    assert.equal(new Set(articlesOf(rows).map(idOf)).size, 1341);
    const top = rows.filter(({ depth }) => depth === 0).map(({ item }) => item);
    assert.equal(top.at(-1)?.label, 'Single Posts');
    assert.ok(top.slice(0, -1).every(({ id }) => id?.startsWith('series/')));
    assert.ok(top.length > 52);
  });

  it('list the newest 200 of very many series at the top, the others by year below one row', async () => {
    const name = (index: number): string => `${String.fromCharCode(0x4e00 + index).repeat(2)}之歌`;
    const day = (index: number): string => new Date(Date.UTC(2017, 0, 1 + index)).toISOString().slice(0, 10);
    const articles = Array.from({ length: 2000 }, (_, index) => summary(String(index), `${name(index >> 1)}（${index % 2 ? '二' : '一'}）`, day(index >> 1)));
    const rows = await rowsOf(new ArticleTree(() => seriesNodes(new Catalogue(articles)), marks));
    const labels = (wanted: number, prefix = ''): string[] =>
      rows.filter(({ depth, item }) => depth === wanted && item.id?.startsWith(prefix)).map(({ item }) => `${item.label as string}: ${item.description as string}`);
    assert.deepEqual([labels(0).length, labels(0)[0], labels(0)[199], labels(0)[200]], [201, `${name(999)}: 2 · 2019`, `${name(800)}: 2 · 2019`, 'Earlier Series: 1600']);
    assert.deepEqual(labels(1, 'earlier/'), ['2019: 140', '2018: 730', '2017: 730']);
    assert.equal(new Set(articlesOf(rows).map(idOf)).size, 2000);
  });

  it('give each row its title, date, and on demand a tooltip with category, tags and link', async () => {
    const tree = archive();
    const row = (await rowsOf(tree)).find(({ item }) => item.contextValue === 'article' && idOf(item) === '10088');
    assert.ok(row);
    assert.equal(row.item.label, 'Cool Papers更新：简单搭建了一个站内检索系统');
    assert.equal(row.item.description, '2024-05-07');
    const resolved = tree.resolveTreeItem(row.item, row.node as never);
    const tooltip = (resolved.tooltip as vscode.MarkdownString).value;
    for (const fact of ['2024', '信息时代', '酷论文', 'https://kexue.fm/archives/10088']) assert.ok(tooltip.includes(fact), `${fact} in ${tooltip}`);
    assert.notEqual((resolved.tooltip as vscode.MarkdownString).isTrusted, true);
  });

  it('lead from rows that the last window kept to all their posts, for commands as for the eye', async () => {
    const storage = new MemoryStorage();
    const groups = async () => archiveNodes(await library.load());
    await new KeptRows('archive', groups, storage, log).rows();
    const kept = new KeptRows('archive', groups, storage, log);
    const tree = new ArticleTree(() => kept.rows(), marks);
    const years = await tree.getChildren();
    assert.ok(years.every(({ kind }) => kind === 'kept'));
    assert.equal((await articlesOfRows(years[0], years)).length, 1341);
    assert.equal(groupName(years[0]), tree.getTreeItem(years[0] as TreeRow).label);
    assert.equal(articlesOf(await rowsOf(tree)).length, 1341);
    kept.dispose();
  });

  it('give every row an id of its own', async () => {
    for (const tree of [archive(), series()]) {
      const ids = (await rowsOf(tree)).map(({ item }) => item.id);
      assert.equal(new Set(ids).size, ids.length);
    }
  });
});
