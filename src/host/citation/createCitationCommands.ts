import * as vscode from 'vscode';
import { planEntries } from '../../core/citation/care/missingEntries';
import { citationTarget } from '../../core/citation/cite/citationTarget';
import { planCitation } from '../../core/citation/cite/planCitation';
import { type CitationItem, toCitationItem } from '../../core/citation/citationItem';
import type { ArticleSummary } from '../../core/model/article';
import { readSettings } from '../settings';
import { groupName } from '../tree/articleTargets';
import { addMissingEntries, replaceLinks } from './careForDocument';
import { checkBibliography } from './checkBibliography';
import type { CitationCommands, CitingDeps } from './citationCommands';
import { calledFor, isCitationRequest, requestedPosts } from './citationTargets';
import { type CitedPosts, findCitedPosts } from './citedPosts';
import { copyCitations } from './copyCitation';
import { askDetails } from './details';
import { citedInFolder, exportCitations, pickExportSet } from './exportCitations';
import { CitationInserter } from './insertCitation';
import { insertReferences } from './insertReference';
import { pickPosts, type PostMark } from './postPick';
import { pickStyle } from './references';
import { today } from './today';
import { sendToZotero } from './zotero';
import { postCount } from '../postCount';

/** Everything that citing can be asked for. Each command rejects with what failed. */
export function createCitationCommands(deps: CitingDeps): CitationCommands {
  const inserter = new CitationInserter();
  const { library, editors, reader, memory } = deps;
  const toItem = (article: ArticleSummary): CitationItem => toCitationItem(article, today());
  const pick = (title: string): Promise<readonly ArticleSummary[] | undefined> =>
    pickPosts(library, title, async (articles) => {
      const editor = editors.get();
      return editor ? marksFor(editor.document, articles) : new Map<string, PostMark>();
    });
  const inDocument = async (care: (editor: vscode.TextEditor, articles: readonly ArticleSummary[]) => Promise<void>): Promise<void> => {
    const editor = editorOrHint(deps);
    if (editor) await care(editor, (await library.load()).articles);
  };
  return {
    async insertCitation(target) {
      if (!editorOrHint(deps)) return;
      const requested = isCitationRequest(target) ? await requestedPosts(deps, target) : undefined;
      const posts = requested ?? (await pick(vscode.l10n.t('Insert Citation')))?.map((article) => ({ article }));
      const editor = editors.get();
      if (posts && editor) await inserter.insert(editor, posts, isCitationRequest(target) ? { narrative: target.narrative ?? false } : {});
    },
    async insertCitationWithDetails() {
      if (!editorOrHint(deps)) return;
      const articles = await pick(vscode.l10n.t('Cite with Page, Prefix or Suffix'));
      const details = articles && (await askDetails(articles));
      const editor = editors.get();
      if (details && editor) await inserter.insert(editor, details.posts, details.options);
    },
    async citeArticle(target, selected) {
      const editor = editorOrHint(deps);
      const articles = await calledFor(deps, target ?? reader.panel?.activeId, selected);
      if (editor && articles.length > 0) await inserter.insert(editor, articles.map((article) => ({ article })));
    },
    async copyCitationAs(target, selected) {
      const called = await calledFor(deps, target ?? reader.panel?.activeId, selected);
      const articles = called.length > 0 ? called : await pick(vscode.l10n.t('Copy Citation As'));
      if (articles) await copyCitations(articles.map(toItem), memory);
    },
    async insertReference(target, selected) {
      if (!editorOrHint(deps)) return;
      const called = await calledFor(deps, target, selected);
      const articles = called.length > 0 ? called : await pick(vscode.l10n.t('Insert Reference'));
      const items = articles?.map(toItem);
      const style = items && (await pickStyle(memory, items, editors.get()?.document.uri));
      const editor = editors.get();
      if (items && style !== undefined && editor) await insertReferences(editor, items, style);
    },
    addMissingEntries: () => inDocument(({ document }, articles) => addMissingEntries(document, articles, inserter)),
    replaceLinks: () => inDocument((editor, articles) => replaceLinks(editor, articles, inserter)),
    checkBibliography: () => inDocument(({ document }, articles) => checkBibliography(document, articles)),
    async exportCitations(target, selected) {
      const articles = await calledFor(deps, target, selected);
      const [only] = articles;
      const name = groupName(target) ?? (articles.length === 1 ? only?.title : postCount(articles.length));
      const folder = target instanceof vscode.Uri ? await citedInFolder(target, (await library.load()).articles) : undefined;
      const set = articles.length > 0 ? { name: name ?? '', articles } : (folder ?? (await pickExportSet(deps)));
      if (set) await exportCitations(set);
    },
    async sendToZotero(target, selected) {
      const called = await calledFor(deps, target ?? reader.panel?.activeId, selected);
      const articles = called.length > 0 ? called : await pick(vscode.l10n.t('Send to Zotero'));
      if (articles) await sendToZotero(articles);
    },
  };
}

/** The editor that is written in; without one the user is told what to do. */
function editorOrHint({ editors }: CitingDeps): vscode.TextEditor | undefined {
  const editor = editors.get();
  if (!editor) void vscode.window.showInformationMessage(vscode.l10n.t('Open the document that you write in, then cite into it.'));
  return editor;
}

async function marksFor(document: vscode.TextDocument, articles: readonly ArticleSummary[]): Promise<Map<string, PostMark>> {
  const cited = await findCitedPosts(document, articles);
  const { mentions, listed } = cited;
  rehearse(document, cited, articles[0]);
  const marks = new Map<string, PostMark>([...listed].map((id) => [id, 'bibliography']));
  for (const { item } of mentions) marks.set(item.id, 'document');
  return marks;
}

/**
 * Plans a citation and its entry, and throws both away, while one still looks for the post: code that runs for the first
 * time takes ten times as long, and that would be after the choice.
 */
function rehearse(document: vscode.TextDocument, { place, bibliographies }: CitedPosts, article: ArticleSummary | undefined): void {
  if (!article) return;
  const { citation: settings } = readSettings(document);
  const target = citationTarget(place.document, settings);
  const item = toCitationItem(article, today());
  const [bibliography] = bibliographies;
  if (bibliography) planEntries(bibliography.text, [item], { ...settings, ...target.entry, keyPattern: settings.key, format: bibliography.format });
  planCitation(target, [{ item }]);
}
