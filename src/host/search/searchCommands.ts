import * as vscode from 'vscode';
import type { FileStorage } from '../../core/ports';
import type { ReadingMarks } from '../../core/store/readingMarks';
import { idOf } from '../articleCommands';
import type { Library } from '../library';
import type { Reader } from '../reader';
import { showFailure } from '../userErrors';
import type { Search } from './createSearch';

/** Registers searching. The index and the picker are loaded at the first search. */
export function registerSearch(library: Library, marks: ReadingMarks, reader: Reader, storage: FileStorage, log: vscode.LogOutputChannel): vscode.Disposable {
  let loading: Promise<Search> | undefined;
  let loaded: Search | undefined;
  const load = async (): Promise<Search> => {
    const [{ createSearch }, { articles }] = await Promise.all([import('../../parts/search'), reader.reading()]);
    return (loaded = createSearch({ library, marks, articles, storage, log, open: (id, options) => reader.open(id, options) }));
  };
  const withSearch = (action: (search: Search, target: unknown) => Promise<void> | undefined) => async (target?: unknown) => {
    try {
      await action(await (loading ??= load()), target);
    } catch (error) {
      void showFailure(error, log);
    }
  };
  const commands = {
    search: withSearch((search, target) => search.pick(typeof target === 'string' ? target : '')),
    searchSelection: withSearch((search) => search.pick(selectedText())),
    similar: withSearch((search, target) => {
      const id = idOf(target) ?? reader.panel?.activeId;
      return id === undefined ? undefined : search.similar(id);
    }),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`scientificSpaces.${name}`, run)),
    { dispose: () => void loaded?.dispose() },
  );
}

/** What is selected in the active editor, else the word at its cursor. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return '';
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  return range ? document.getText(range).replace(/\s+/g, ' ').trim().slice(0, 200) : '';
}
