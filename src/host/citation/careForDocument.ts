import * as vscode from 'vscode';
import { planLinkReplacements } from '../../core/citation/care/bareLinks';
import { type Mention, mentionedPosts } from '../../core/citation/care/mentions';
import { missingPosts } from '../../core/citation/care/missingEntries';
import { citationTarget } from '../../core/citation/cite/citationTarget';
import type { TextEdit } from '../../core/citation/cite/model';
import type { EntryPlanOptions } from '../../core/citation/planEntry';
import type { ArticleSummary } from '../../core/model/article';
import { ReaderError } from '../../core/model/errors';
import { readSettings } from '../settings';
import { pickChecked } from './checkedPick';
import { findCitedPosts } from './citedPosts';
import { addEntries, type CitationInserter, formatOf } from './insertCitation';

/** Brings all posts that a document cites or links, and that none of its bibliographies has, into one of them. */
export async function addMissingEntries(document: vscode.TextDocument, articles: readonly ArticleSummary[], { bibliographies }: CitationInserter): Promise<void> {
  const { citation: settings } = readSettings(document);
  const { place, mentions, bibliographies: opened } = await findCitedPosts(document, articles);
  const options: EntryPlanOptions = { ...settings, ...citationTarget(place.document, settings).entry, keyPattern: settings.key };
  const missing = missingPosts(mentionedPosts(mentions), opened, options);
  if (missing.length === 0) {
    const message = mentions.length === 0 ? vscode.l10n.t('The document cites and links no post of the blog.') : vscode.l10n.t('No entry is missing.');
    void vscode.window.showInformationMessage(message);
    return;
  }
  const file = await bibliographies.choose(document, place.document.bibliographies ?? [], place.toUri);
  if (file === undefined || file === 'none') return;
  await addEntries(file, missing, { ...options, ...formatOf(file, place) });
}

interface LinkItem extends vscode.QuickPickItem {
  readonly mention: Mention;
}

/**
 * Shows what a document's bare links become as citations, all checked, each link shown in the text as one goes through the
 * rows; what stays checked is replaced, in one undo step, when its entries are in the bibliography.
 */
export async function replaceLinks(editor: vscode.TextEditor, articles: readonly ArticleSummary[], inserter: CitationInserter): Promise<void> {
  const { document } = editor;
  const { citation: settings } = readSettings(document);
  const { place, mentions } = await findCitedPosts(document, articles);
  const { replacements } = planLinkReplacements(place.document, settings, mentions);
  if (replacements.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The document has no bare link to a post of the blog.'));
    return;
  }
  const rangeOf = ({ start, end }: TextEdit): vscode.Range => new vscode.Range(document.positionAt(start), document.positionAt(end));
  const rows = replacements.map(({ mention, edit }): LinkItem => ({
    label: mention.item.title,
    description: vscode.l10n.t('line {0}', document.positionAt(edit.start).line + 1),
    detail: `${document.getText(rangeOf(edit))} → ${edit.text}`,
    mention,
  }));
  const shown = replacements.map(({ edit }) => rangeOf(edit));
  const chosen = await pickChecked(rows, { title: vscode.l10n.t('Replace Bare Links by Citations'), placeholder: vscode.l10n.t('Checked links will be replaced') }, (row) => {
    const range = shown[rows.indexOf(row)];
    if (range) showRange(editor, range);
  });
  if (!chosen || chosen.length === 0) return;
  const versionBefore = document.version;
  const posts = mentionedPosts(chosen.map(({ mention }) => mention));
  const byId = new Map(articles.map((article) => [article.id, article]));
  const where = shown[rows.findIndex((row) => chosen.includes(row))]?.start ?? editor.selection.start;
  const prepared = await inserter.prepare(document, new vscode.Range(where, where), posts.flatMap(({ id }) => byId.get(id) ?? []));
  if (!prepared) return;
  const keys = new Map(prepared.items.map(({ id }, index) => [id, prepared.keys[index]]));
  const plan = planLinkReplacements(place.document, settings, chosen.map(({ mention }) => mention), ({ item }) => keys.get(item.id));
  const edits = [...plan.replacements.map(({ edit }) => edit), ...(plan.tail ? [plan.tail] : [])];
  const change = new vscode.WorkspaceEdit();
  for (const edit of edits) change.replace(document.uri, rangeOf(edit), edit.text);
  const isAsRead = document.version === versionBefore;
  if (!isAsRead || !(await vscode.workspace.applyEdit(change))) throw new ReaderError('storage', document.uri.toString(), { reason: 'editRefused' });
}

function showRange(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
