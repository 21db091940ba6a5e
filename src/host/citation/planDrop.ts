import * as vscode from 'vscode';
import { planCitation } from '../../core/citation/cite/planCitation';
import type { ArticleSummary } from '../../core/model/article';
import { CitationInserter } from './insertCitation';
import { dropKind } from './treeDrag';

/**
 * The edit that cites posts at a place of a document; their entries are in the bibliography by then.
 *
 * @returns `undefined` where there is nothing to insert, or the user left the question for the bibliography
 */
export async function planDrop(document: vscode.TextDocument, position: vscode.Position, articles: readonly ArticleSummary[], inserter = new CitationInserter()): Promise<vscode.DocumentDropEdit | undefined> {
  const range = new vscode.Range(position, position);
  const prepared = await inserter.prepare(document, range, articles);
  if (!prepared) return undefined;
  const { keys, items } = prepared;
  const cited = items.map((item, index) => ({ item, ...(keys[index] !== undefined && { key: keys[index] }) }));
  const { edits } = planCitation(prepared.targetAt(range), cited);
  if (edits.length === 0) return undefined;
  const offset = document.offsetAt(position);
  const here = edits.find(({ start, end }) => start === offset && end === offset);
  const edit = new vscode.DocumentDropEdit(here?.text ?? '', vscode.l10n.t('Cite'), dropKind);
  const elsewhere = new vscode.WorkspaceEdit();
  for (const each of edits) {
    if (each !== here) elsewhere.replace(document.uri, new vscode.Range(document.positionAt(each.start), document.positionAt(each.end)), each.text);
  }
  if (elsewhere.size > 0) edit.additionalEdit = elsewhere;
  return edit;
}
