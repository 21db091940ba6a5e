import * as vscode from 'vscode';
import { planLinkReplacements } from '../../core/citation/care/bareLinks';
import { mentionedPosts } from '../../core/citation/care/mentions';
import { missingPosts, planEntries } from '../../core/citation/care/missingEntries';
import { citationTarget } from '../../core/citation/cite/citationTarget';
import type { TextEdit } from '../../core/citation/cite/model';
import type { EntryPlanOptions } from '../../core/citation/planEntry';
import type { ArticleSummary } from '../../core/model/article';
import { ReaderError } from '../../core/model/errors';
import { readSettings } from '../settings';
import { readUserFile } from './bibliographyFile';
import type { BibliographyPick } from './bibliographyPick';
import { findCitedPosts } from './citedPosts';
import { addEntries, formatOf } from './insertCitation';

/** Brings all posts that a document cites or links, and that none of its bibliographies has, into one of them. */
export async function addMissingEntries(document: vscode.TextDocument, articles: readonly ArticleSummary[], bibliographies: BibliographyPick): Promise<void> {
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

/** Shows how a document's bare links become citations, their entries with them; applied is what the user confirms. */
export async function replaceLinks(document: vscode.TextDocument, articles: readonly ArticleSummary[], bibliographies: BibliographyPick): Promise<void> {
  const { citation: settings } = readSettings(document);
  const { place, mentions } = await findCitedPosts(document, articles);
  const target = citationTarget(place.document, settings);
  const draft = planLinkReplacements(place.document, settings, mentions);
  if (draft.replacements.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The document has no bare link to a post of the blog.'));
    return;
  }
  const preview = new vscode.WorkspaceEdit();
  let plan = draft;
  if (target.usesBibliography) {
    const file = await bibliographies.choose(document, place.document.bibliographies ?? [], place.toUri);
    if (file === undefined) return;
    if (file !== 'none') {
      const items = mentionedPosts(draft.replacements.map(({ mention }) => mention));
      const keys = await previewEntries(preview, file, items, { ...settings, ...target.entry, keyPattern: settings.key, ...formatOf(file, place) });
      plan = planLinkReplacements(place.document, settings, mentions, ({ item }) => keys.get(item.id));
    }
  }
  for (const { edit, mention } of plan.replacements) addPreview(preview, document, edit, mention.item.title);
  if (plan.tail) addPreview(preview, document, plan.tail, vscode.l10n.t('Definitions'));
  if (!(await vscode.workspace.applyEdit(preview))) return; // the user threw the preview away
}

/** Entries as part of a previewed edit. @returns the keys by the ids of the posts */
async function previewEntries(preview: vscode.WorkspaceEdit, uri: vscode.Uri, items: Parameters<typeof planEntries>[1], options: EntryPlanOptions): Promise<Map<string, string>> {
  const file = await readUserFile(uri);
  const { edit, keys, refused } = planEntries(file.text, items, options);
  if (refused) throw new ReaderError('unreadable', uri.toString(), { reason: refused });
  const label = vscode.l10n.t('Entries');
  if (edit && file.exists) addPreview(preview, file.document ?? (await vscode.workspace.openTextDocument(uri, { encoding: file.encoding })), edit, label);
  else if (edit) preview.createFile(uri, { contents: new TextEncoder().encode(edit.text) }, { label, needsConfirmation: true });
  return new Map(items.flatMap(({ id }, index) => (keys[index] === undefined ? [] : [[id, keys[index]] as const])));
}

/** One change that the preview lists by its label. */
export function addPreview(preview: vscode.WorkspaceEdit, document: vscode.TextDocument, { start, end, text }: TextEdit, label: string): void {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  preview.replace(document.uri, range, text, { label, needsConfirmation: true, description: text.trim().slice(0, 100) });
}
