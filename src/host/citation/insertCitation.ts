import * as vscode from 'vscode';
import { planEntries } from '../../core/citation/care/missingEntries';
import { citationTarget } from '../../core/citation/cite/citationTarget';
import type { CitationTarget, PlanOptions } from '../../core/citation/cite/model';
import { planCitation } from '../../core/citation/cite/planCitation';
import { type CitationItem, toCitationItem } from '../../core/citation/citationItem';
import type { BibliographyFormat, EntryPlanOptions } from '../../core/citation/planEntry';
import type { ArticleSummary } from '../../core/model/article';
import { ReaderError } from '../../core/model/errors';
import { readSettings } from '../settings';
import { applyToFile, changeInTurn, readUserFile } from './bibliographyFile';
import { BibliographyPick } from './bibliographyPick';
import { type DocumentPlace, describeDocument, describeSurroundings, notebookOf } from './documentPlace';
import { offerToName } from './offerToName';
import { today } from './today';

/** A post to be cited, and what to say about it. */
export interface PostToCite {
  readonly article: ArticleSummary;
  readonly locator?: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Puts citations at the cursor, and their entries into the document's bibliography. */
export class CitationInserter {
  readonly bibliographies = new BibliographyPick();
  /** Documents whose writers have been asked whether they shall name their bibliography. */
  readonly #offered = new Set<string>();

  /**
   * Cites posts where the cursor is, or makes the citation there longer.
   *
   * The bibliography comes first: if it cannot be written, the document is as it was.
   *
   * @throws ReaderError `storage` or `unreadable` when a file cannot be read or written without losing something
   */
  async insert(editor: vscode.TextEditor, posts: readonly PostToCite[], options: PlanOptions = {}): Promise<void> {
    const prepared = await this.prepare(editor.document, editor.selection, posts.map(({ article }) => article));
    if (!prepared) return;
    const { keys, items } = prepared;
    const cited = items.map((item, index) => {
      const { locator, prefix, suffix } = posts[index] as PostToCite;
      const key = keys[index];
      return { item, ...(key !== undefined && { key }), ...(locator && { locator }), ...(prefix && { prefix }), ...(suffix && { suffix }) };
    });
    // The text may have changed while a question was open: where the citation goes is settled only now.
    const target = prepared.targetAt(editor.selection);
    const plan = planCitation(target, cited, options);
    if (plan.edits.length === 0) return explainNothing(target, items);
    await applyToEditor(editor, plan.edits, plan.caret);
    if (prepared.unnamed) this.#offerOnce(editor.document, prepared.unnamed, target);
  }

  #offerOnce(document: vscode.TextDocument, bibliography: vscode.Uri, target: CitationTarget): void {
    const name = document.uri.toString();
    if (this.#offered.has(name)) return;
    this.#offered.add(name);
    void offerToName(document, bibliography, target);
  }

  /**
   * Settles the bibliography of a document and brings the posts' entries into it, where the document cites by key.
   *
   * @returns the key of each post as far as a file has it; `undefined` when the user left the question
   */
  async prepare(document: vscode.TextDocument, selection: vscode.Range, articles: readonly ArticleSummary[]): Promise<Prepared | undefined> {
    const { citation: settings } = readSettings(document);
    const place = await describeSurroundings(document, selection);
    const { bibliographies = [], rootText, comments } = place.document;
    const surroundings = { bibliographies, ...(rootText !== undefined && { rootText }), ...(comments && { comments }) };
    const targetAt = (at: vscode.Range): CitationTarget => citationTarget({ ...describeDocument(document, at).document, ...surroundings }, settings);
    const items = articles.map((article) => toCitationItem(article, today()));
    const first = targetAt(selection);
    if (!first.usesBibliography) return { keys: [], items, targetAt };
    const file = await this.bibliographies.choose(document, bibliographies, place.toUri);
    if (file === undefined) return undefined;
    if (file === 'none') return { keys: [], items, targetAt };
    const keys = await addEntries(file, items, { ...settings, ...first.entry, keyPattern: settings.key, ...formatOf(file, place) });
    return { keys, items, targetAt, ...(bibliographies.length === 0 && { unnamed: file }) };
  }
}

/** What is known once the entries are in the bibliography. */
export interface Prepared {
  readonly items: readonly CitationItem[];
  /** By item; empty where the document cites without keys. */
  readonly keys: readonly string[];
  /** What a citation is at a place of the document as it is by then. */
  readonly targetAt: (selection: vscode.Range) => CitationTarget;
  /** Where the entries are, if the document doesn't name that bibliography. */
  readonly unnamed?: vscode.Uri;
}

/** The format of a bibliography that a document names. */
export function formatOf(file: vscode.Uri, { document, toUri }: DocumentPlace): { format?: BibliographyFormat } {
  const format = document.bibliographies?.find(({ path }) => toUri(path).toString() === file.toString())?.format;
  return format ? { format } : {};
}

/** Brings posts into a bibliography, as one change. @returns the key of each in the file */
export function addEntries(uri: vscode.Uri, items: readonly CitationItem[], options: EntryPlanOptions): Promise<string[]> {
  return changeInTurn(uri, () => addEntriesNow(uri, items, options));
}

async function addEntriesNow(uri: vscode.Uri, items: readonly CitationItem[], options: EntryPlanOptions): Promise<string[]> {
  const file = await readUserFile(uri);
  const { edit, keys, refused, added } = planEntries(file.text, items, options);
  if (refused) throw new ReaderError('unreadable', uri.toString(), { reason: refused });
  if (edit) {
    await applyToFile(file, edit);
    const name = vscode.workspace.asRelativePath(uri);
    const message = added === 1 ? vscode.l10n.t('{0} is now in {1}.', keys.length === 1 ? keys.join('') : vscode.l10n.t('1 entry'), name) : vscode.l10n.t('{0} entries are now in {1}.', added, name);
    vscode.window.setStatusBarMessage(message, 5000);
  }
  return keys.map((key) => key ?? '');
}

/** A bibliography that cannot take the entry is an error; a citation that has the post already is worth a word. */
function explainNothing(target: CitationTarget, items: readonly CitationItem[]): void {
  if (target.form.startsWith('entry-')) {
    const { refused } = planEntries(target.document.text, items, { format: target.form.slice('entry-'.length) as BibliographyFormat });
    if (refused) throw new ReaderError('unreadable', vscode.Uri.file(target.document.path).toString(), { reason: refused });
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t('This is cited here already.'), 5000);
}

async function applyToEditor(editor: vscode.TextEditor, edits: readonly { start: number; end: number; text: string }[], caret: number): Promise<void> {
  const { document } = editor;
  const applied = await editor.edit((builder) => {
    for (const { start, end, text } of edits) builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  });
  if (!applied) throw new ReaderError('storage', document.uri.toString(), { reason: 'editRefused' });
  const position = document.positionAt(caret);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection);
  await focus(editor);
}

/** Back to where one writes, when the focus was in a tree or the reader. */
async function focus(editor: vscode.TextEditor): Promise<void> {
  if (vscode.window.activeTextEditor === editor) return;
  const notebook = notebookOf(editor.document);
  if (!notebook) {
    await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn, preserveFocus: false });
    return;
  }
  const index = notebook.getCells().findIndex((cell) => cell.document === editor.document);
  await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(index, index + 1)] });
}
