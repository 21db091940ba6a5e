import * as vscode from 'vscode';
import { citationTarget } from '../../core/citation/cite/citationTarget';
import { planCitation } from '../../core/citation/cite/planCitation';
import { type CitationItem, toCitationItem } from '../../core/citation/citationItem';
import { findBibliographies } from '../../core/citation/find/findBibliographies';
import { type EntryPlanOptions, planEntry } from '../../core/citation/planEntry';
import type { ArticleSummary } from '../../core/model/article';
import { ReaderError } from '../../core/model/errors';
import { readSettings } from '../settings';
import { applyToFile, readUserFile } from './bibliographyFile';
import { BibliographyPick } from './bibliographyPick';
import { describeDocument } from './documentPlace';

/** Puts citations at the cursor, and their entries into the document's bibliography. */
export class CitationInserter {
  readonly #bibliographies = new BibliographyPick();

  /**
   * The bibliography comes first: if it cannot be written, the document is as it was.
   *
   * @throws ReaderError `storage` or `unreadable` when a file cannot be read or written without losing something
   */
  async insert(editor: vscode.TextEditor, articles: readonly ArticleSummary[]): Promise<void> {
    const { document } = editor;
    const { citation: settings } = readSettings(document);
    const place = describeDocument(editor);
    const bibliographies = await findBibliographies(place.document, place.readText);
    const target = () => citationTarget({ ...describeDocument(editor).document, bibliographies }, settings);
    const items = articles.map((article) => toCitationItem(article, today()));
    let keys: readonly (string | undefined)[] = [];
    const first = target();
    if (first.usesBibliography) {
      const file = await this.#bibliographies.choose(document, bibliographies, place.toUri);
      if (file === undefined) return;
      const format = bibliographies.find(({ path }) => place.toUri(path).toString() === file.toString())?.format;
      if (file !== 'none') keys = await addEntries(file, items, { ...settings, ...first.entry, keyPattern: settings.key, ...(format && { format }) });
    }
    const posts = items.map((item, index) => ({ item, ...(keys[index] !== undefined && { key: keys[index] }) }));
    // The text may have changed while a question was open: where the citation goes is settled only now.
    const plan = planCitation(target(), posts);
    await applyToEditor(editor, plan.edits, plan.caret);
  }
}

/** @returns the key of each item in the file */
async function addEntries(uri: vscode.Uri, items: readonly CitationItem[], options: EntryPlanOptions): Promise<string[]> {
  const file = await readUserFile(uri);
  let text = file.text;
  const keys: string[] = [];
  for (const item of items) {
    const plan = planEntry(text, item, options);
    if (plan.kind === 'refused') throw new ReaderError('unreadable', uri.toString(), { reason: plan.reason });
    keys.push(plan.key);
    if (plan.kind === 'insert') text = text.slice(0, plan.offset) + plan.text + text.slice(plan.offset);
  }
  if (text === file.text) return keys;
  await applyToFile(file, difference(file.text, text));
  const name = vscode.workspace.asRelativePath(uri);
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is now in {1}.', keys.join(', '), name), 5000);
  return keys;
}

/** The one replacement that turns `before` into `after`. */
function difference(before: string, after: string): { start: number; end: number; text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < before.length - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

async function applyToEditor(editor: vscode.TextEditor, edits: readonly { start: number; end: number; text: string }[], caret: number): Promise<void> {
  if (edits.length === 0) return;
  const { document } = editor;
  const applied = await editor.edit((builder) => {
    for (const { start, end, text } of edits) builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  });
  if (!applied) throw new ReaderError('storage', document.uri.toString(), { reason: 'editRefused' });
  const position = document.positionAt(caret);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection);
  await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn, preserveFocus: false });
}

/** In the user's own time zone, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
