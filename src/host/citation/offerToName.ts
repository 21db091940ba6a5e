import * as vscode from 'vscode';
import type { CitationTarget, TextEdit } from '../../core/citation/cite/model';
import { nameBibliography } from '../../core/citation/find/nameBibliography';
import { describeSurroundings, notebookOf } from './documentPlace';

/**
 * A document that doesn't name the bibliography of its citations shows none of them: offers to name it there, where it has
 * a place for that.
 */
export async function offerToName(document: vscode.TextDocument, bibliography: vscode.Uri, target: CitationTarget): Promise<void> {
  if (notebookOf(document) || !nameBibliography(target, bibliography.path)) return;
  const names = [vscode.workspace.asRelativePath(document.uri), vscode.workspace.asRelativePath(bibliography)];
  const nameIt = vscode.l10n.t('Name It There');
  if ((await vscode.window.showInformationMessage(vscode.l10n.t('{0} does not name {1} yet, so its citations stay unresolved.', ...names), nameIt)) !== nameIt) return;
  if (await comesToName(document, bibliography, target).catch(() => false)) return;
  void vscode.window.showWarningMessage(vscode.l10n.t('{0} could not be changed; nothing was. Name {1} in it by hand.', ...names));
}

/** @throws what reading the files around the document or changing it fails with */
async function comesToName(document: vscode.TextDocument, bibliography: vscode.Uri, target: CitationTarget): Promise<boolean> {
  const { document: now } = await describeSurroundings(document);
  if (now.bibliographies?.length) return true; // named by hand meanwhile
  const edit = nameBibliography({ ...target, document: now }, bibliography.path);
  return edit !== undefined && changeDocument(document, edit);
}

async function changeDocument(document: vscode.TextDocument, { start, end, text }: TextEdit): Promise<boolean> {
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  return vscode.workspace.applyEdit(change);
}
