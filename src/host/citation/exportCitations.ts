import * as vscode from 'vscode';
import { mentionedPosts, MentionFinder } from '../../core/citation/care/mentions';
import { type CitationItem, toCitationItem } from '../../core/citation/citationItem';
import { exportEndings } from '../../core/citation/formats/exportEntries';
import type { ArticleSummary } from '../../core/model/article';
import { postCount } from '../postCount';
import { seriesOf } from '../seriesOf';
import { readSettings } from '../settings';
import type { CitingDeps } from './citationCommands';
import { entryForms } from './copyForms';
import { readUserFile, toFileError } from './bibliographyFile';
import { today } from './today';

/** Posts that are exported together, and what the file is called. */
export interface ExportSet {
  readonly name: string;
  readonly articles: readonly ArticleSummary[];
}

const documentFiles = '**/*.{tex,ltx,Rnw,md,markdown,qmd,rmd,Rmd,mdx,typ,org,rst,adoc,asciidoc,html,ipynb,bib,txt}';
const mostFilesRead = 2000;

/** Asks for the format and the file, and writes the posts' entries there. */
export async function exportCitations({ name, articles }: ExportSet): Promise<void> {
  if (articles.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No post of the blog is cited or linked there.'));
    return;
  }
  const form = await vscode.window.showQuickPick(entryForms.map((each) => ({ label: each.name, description: exportEndings[each.format], each })), { title: vscode.l10n.t('Export {0} as', postCount(articles.length)) });
  if (!form) return;
  const ending = exportEndings[form.each.format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const fileName = name.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 60) + ending;
  const uri = await vscode.window.showSaveDialog({ filters: { [form.label]: [ending.slice(1)] }, ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileName) }) });
  if (!uri) return;
  const text = form.each.write(articles.map((article) => toCitationItem(article, today())), readSettings().citation);
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    throw toFileError(error, uri);
  }
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** Asks which posts: those cited here, in the workspace, on the reading list, of a series, or all. */
export async function pickExportSet({ library, marks, editors }: CitingDeps): Promise<ExportSet | undefined> {
  const catalogue = await library.load();
  await marks.load();
  const known = (ids: readonly string[]): ArticleSummary[] => ids.flatMap((id) => catalogue.get(id) ?? []);
  const document = editors.get()?.document;
  const cited = (texts: readonly string[]): ArticleSummary[] => postsCitedIn(texts, catalogue.articles);
  const sets: (vscode.QuickPickItem & { load?: () => Promise<ExportSet> })[] = [];
  const add = (label: string, name: string, load: () => Promise<ArticleSummary[]> | ArticleSummary[], description = ''): void => {
    sets.push({ label, description, load: async () => ({ name, articles: await load() }) });
  };
  if (document) add(vscode.l10n.t('Posts Cited in This Document'), baseName(document.uri), () => cited([document.getText()]), baseName(document.uri));
  for (const { uri, name } of vscode.workspace.workspaceFolders ?? []) {
    add(vscode.l10n.t('Posts Cited in the Folder'), name, async () => cited(await textsIn(uri)), name);
  }
  const listed = known(marks.all('listed'));
  if (listed.length > 0) add(vscode.l10n.t('Reading List'), vscode.l10n.t('Reading List'), () => listed, postCount(listed.length));
  add(vscode.l10n.t('Everything'), 'kexue.fm', () => [...catalogue.articles], postCount(catalogue.articles.length));
  sets.push({ label: vscode.l10n.t('Series'), kind: vscode.QuickPickItemKind.Separator });
  for (const { name, members } of await seriesOf(catalogue)) {
    add(name, name, () => known(members.map(({ id }) => id)), postCount(members.length));
  }
  const chosen = await vscode.window.showQuickPick(sets, { title: vscode.l10n.t('Export the citations of which posts?') });
  return chosen?.load?.();
}

/** Posts that are cited or linked in the documents of a folder. */
export async function citedInFolder(folder: vscode.Uri, articles: readonly ArticleSummary[]): Promise<ExportSet> {
  return { name: baseName(folder), articles: postsCitedIn(await textsIn(folder), articles) };
}

async function textsIn(folder: vscode.Uri): Promise<string[]> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, documentFiles), '**/{node_modules,.git}/**', mostFilesRead);
  const texts = await Promise.all(
    files.map((uri) =>
      readUserFile(uri).then(
        ({ text }) => text,
        () => '', // not text, or not allowed: it cites nothing that we could read
      ),
    ),
  );
  return texts;
}

function postsCitedIn(texts: readonly string[], articles: readonly ArticleSummary[]): ArticleSummary[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const items: CitationItem[] = articles.map((article) => toCitationItem(article, today()));
  const finder = new MentionFinder(items, readSettings().citation.key);
  const ids = new Set(texts.flatMap((text) => mentionedPosts(finder.find(text)).map(({ id }) => id)));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}

const baseName = (uri: vscode.Uri): string => uri.path.replace(/\/$/, '').replace(/^.*\//, '').replace(/\.\w+$/, '');
