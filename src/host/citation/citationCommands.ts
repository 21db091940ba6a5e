import * as vscode from 'vscode';
import type { ReadingMarks } from '../../core/store/readingMarks';
import type { Library } from '../library';
import type { Reader } from '../reader';
import { showFailure } from '../userErrors';
import { registerCitationDrop } from './dropCitation';
import { LastEditor } from './lastEditor';

const commandNames = [
  'insertCitation',
  'insertCitationWithDetails',
  'citeArticle',
  'copyCitationAs',
  'insertReference',
  'addMissingEntries',
  'replaceLinks',
  'checkBibliography',
  'exportCitations',
  'sendToZotero',
] as const;
export type CitationCommandName = (typeof commandNames)[number];

/** Runs a command for what it was called on: a row, an id, nothing; and the rows selected with it. */
export type CitationCommand = (target?: unknown, selected?: readonly unknown[]) => Promise<void>;
export type CitationCommands = Readonly<Record<CitationCommandName, CitationCommand>>;

/** What citing needs of the rest of the extension. */
export interface CitingDeps {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly reader: Pick<Reader, 'panel'>;
  readonly editors: LastEditor;
  /** Remembers what was chosen last. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** Registers citing into the document that is being written. What it takes is loaded at the first use. */
export function registerCitations(needed: Omit<CitingDeps, 'editors'>): vscode.Disposable {
  const { library, log } = needed;
  const editors = new LastEditor();
  let loading: Promise<CitationCommands> | undefined;
  const load = (): Promise<CitationCommands> =>
    (loading ??= import('../../parts/citation').then(({ createCitationCommands }) => createCitationCommands({ ...needed, editors })));
  const run = (name: CitationCommandName): CitationCommand => async (target, selected) => {
    try {
      await (await load())[name](target, selected);
    } catch (error) {
      void showFailure(error, log);
    }
  };
  return vscode.Disposable.from(editors, registerCitationDrop(library, log), ...commandNames.map((name) => vscode.commands.registerCommand(`scientificSpaces.${name}`, run(name))));
}
