import * as vscode from 'vscode';
import { findChangedFields, findDuplicates, findWrappedAddresses } from '../../core/citation/care/bibliographyFaults';
import type { FieldRepair } from '../../core/citation/care/bibliographyFaults';
import { applyEdits } from '../../core/citation/cite/planCitation';
import { type CitationItem, toCitationItem } from '../../core/citation/citationItem';
import { replacement } from '../../core/citation/care/missingEntries';
import type { ArticleSummary } from '../../core/model/article';
import { ReaderError } from '../../core/model/errors';
import { applyToFile, changeInTurn, readUserFile } from './bibliographyFile';
import { pickChecked } from './checkedPick';
import { openBibliographies } from './citedPosts';
import { describeSurroundings } from './documentPlace';
import { finishBrokenOff } from './safetyCopy';
import { today } from './today';

interface FaultItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
  readonly offset?: number;
  readonly repair?: FieldRepair;
}

/**
 * Lists what is wrong in the bibliographies of a document, or in the document where it is one: wrapped addresses and fields
 * that changed on the blog, checked to be mended; duplicates, to be looked at: which one goes is for the user to say. What stays checked is mended, one undo step a file.
 */
export async function checkBibliography(document: vscode.TextDocument, articles: readonly ArticleSummary[]): Promise<void> {
  const uris = document.languageId === 'bibtex' || /\.bib$/i.test(document.uri.path) ? [document.uri] : await bibliographiesOf(document);
  const items = articles.map((article) => toCitationItem(article, today()));
  const faults = (await Promise.all(uris.map((uri) => faultsIn(uri, items)))).flat();
  if (faults.length === 0) {
    const message = uris.length === 0 ? vscode.l10n.t('The document names no .bib file. Open one, then check it.') : vscode.l10n.t('Nothing is wrong in {0}.', uris.map((uri) => vscode.workspace.asRelativePath(uri)).join(', '));
    void vscode.window.showInformationMessage(message);
    return;
  }
  const words = { title: vscode.l10n.t('Check Bibliography'), placeholder: vscode.l10n.t('Checked fields will be mended') };
  const chosen = await pickChecked(faults, words, (fault) => void reveal(fault), ({ repair }) => repair !== undefined);
  for (const uri of uris) {
    const repairs = (chosen ?? []).flatMap((fault) => (fault.uri === uri && fault.repair ? [fault.repair] : []));
    if (repairs.length > 0) await mend(uri, repairs, items);
  }
}

async function bibliographiesOf(document: vscode.TextDocument): Promise<vscode.Uri[]> {
  const opened = await openBibliographies(await describeSurroundings(document));
  return opened.filter(({ format }) => format === 'bib').map(({ uri }) => uri);
}

async function faultsIn(uri: vscode.Uri, items: readonly CitationItem[]): Promise<FaultItem[]> {
  await changeInTurn(uri, () => finishBrokenOff(uri));
  const { text } = await readUserFile(uri);
  const name = vscode.workspace.asRelativePath(uri);
  const heading = (label: string): FaultItem => ({ label: `${label} · ${name}`, kind: vscode.QuickPickItemKind.Separator });
  const group = (label: string, rows: readonly FaultItem[]): FaultItem[] => (rows.length > 0 ? [heading(label), ...rows] : []);
  const toRow = (repair: FieldRepair): FaultItem => ({ label: repair.key, description: repair.field, detail: `${repair.from} → ${repair.to}`, picked: true, uri, offset: repair.edit.start, repair });
  const { wrapped, changed } = findRepairs(text, items);
  const duplicates = findDuplicates(text).map(({ reason, entries }): FaultItem => {
    const line = (offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;
    const places = entries.map(({ key, start }) => vscode.l10n.t('{0} in line {1}', key, line(start))).join(vscode.l10n.t(', '));
    const label = reason === 'key' ? vscode.l10n.t('One key, several entries') : vscode.l10n.t('One post, several entries');
    return { label, detail: places, uri, offset: entries[1]?.start ?? 0 };
  });
  return [
    ...group(vscode.l10n.t('A command in the address field'), wrapped.map(toRow)),
    ...group(vscode.l10n.t('Changed on the blog'), changed.map(toRow)),
    ...group(vscode.l10n.t('Duplicates: look at them and delete one'), duplicates),
  ];
}

function findRepairs(text: string, items: readonly CitationItem[]): Record<'wrapped' | 'changed', readonly FieldRepair[]> {
  const wrapped = findWrappedAddresses(text);
  const changed = findChangedFields(text, items).filter(({ edit }) => !wrapped.some((other) => other.edit.start === edit.start));
  return { wrapped, changed };
}

/** Shows the place of a fault while the list stays open. */
async function reveal({ uri, offset = 0 }: FaultItem): Promise<void> {
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const position = document.positionAt(offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position), preview: true, preserveFocus: true });
}

/** Makes the repairs that the file still wants: it may have been changed while the list was open, and stands elsewhere then. */
async function mend(uri: vscode.Uri, repairs: readonly FieldRepair[], items: readonly CitationItem[]): Promise<void> {
  const saysAs = ({ key, field, from, to }: FieldRepair): string => JSON.stringify([key, field, from, to]);
  const wanted = new Set(repairs.map(saysAs));
  const count = await changeInTurn(uri, async () => {
    const file = await readUserFile(uri);
    const { wrapped, changed } = findRepairs(file.text, items);
    const edits = [...wrapped, ...changed].filter((repair) => wanted.has(saysAs(repair))).map(({ edit }) => edit);
    if (edits.length === 0) throw new ReaderError('storage', uri.toString(), { reason: 'editRefused' });
    edits.sort((a, b) => a.start - b.start);
    await applyToFile(file, replacement(file.text, applyEdits(file.text, edits)));
    return edits.length;
  });
  const name = vscode.workspace.asRelativePath(uri);
  vscode.window.setStatusBarMessage(count === 1 ? vscode.l10n.t('1 field of {0} was mended.', name) : vscode.l10n.t('{0} fields of {1} were mended.', count, name), 5000);
}
