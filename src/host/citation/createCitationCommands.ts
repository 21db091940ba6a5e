import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import type { CitationCommands, CitingDeps } from './citationCommands';
import { calledFor, isCitationRequest, requestedPosts } from './citationTargets';
import { findCitedPosts } from './citedPosts';
import { askDetails } from './details';
import { CitationInserter } from './insertCitation';
import { pickPosts, type PostMark } from './postPick';

/** Everything that citing can be asked for. Each command rejects with what failed. */
export function createCitationCommands(deps: CitingDeps): CitationCommands {
  const inserter = new CitationInserter();
  const { library, editors, reader } = deps;
  const pick = (title: string): Promise<readonly ArticleSummary[] | undefined> =>
    pickPosts(library, title, async (articles) => {
      const editor = editors.get();
      return editor ? marksFor(editor.document, articles) : new Map<string, PostMark>();
    });
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
      const articles = await pick(vscode.l10n.t('Insert Citation with Page, Prefix, Suffix'));
      const details = articles && (await askDetails(articles));
      const editor = editors.get();
      if (details && editor) await inserter.insert(editor, details.posts, details.options);
    },
    async citeArticle(target, selected) {
      const editor = editorOrHint(deps);
      const articles = await calledFor(deps, target ?? reader.panel?.activeId, selected);
      if (editor && articles.length > 0) await inserter.insert(editor, articles.map((article) => ({ article })));
    },
    copyCitationAs: async () => undefined,
    insertReference: async () => undefined,
    addMissingEntries: async () => undefined,
    replaceLinks: async () => undefined,
    checkBibliography: async () => undefined,
    exportCitations: async () => undefined,
    sendToZotero: async () => undefined,
  };
}

/** The editor that is written in; without one the user is told what to do. */
function editorOrHint({ editors }: CitingDeps): vscode.TextEditor | undefined {
  const editor = editors.get();
  if (!editor) void vscode.window.showInformationMessage(vscode.l10n.t('Open the document that you write in, then cite into it.'));
  return editor;
}

async function marksFor(document: vscode.TextDocument, articles: readonly ArticleSummary[]): Promise<Map<string, PostMark>> {
  const { mentions, listed } = await findCitedPosts(document, articles);
  const marks = new Map<string, PostMark>([...listed].map((id) => [id, 'bibliography']));
  for (const { item } of mentions) marks.set(item.id, 'document');
  return marks;
}
