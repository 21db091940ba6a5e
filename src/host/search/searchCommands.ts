import * as vscode from 'vscode';
import type { FileStorage } from '../../core/ports';
import type { ReadingMarks } from '../../core/store/readingMarks';
import { letOthersIn } from '../../core/util/slices';
import { idOf } from '../articleCommands';
import type { Library } from '../library';
import type { Reader } from '../reader';
import { showFailure } from '../userErrors';
import { createPick } from './createPick';
import type { Search } from './createSearch';
import { createDownloadOffer } from './downloadOffer';
import { applyFilter, openFilterInput } from './filterInput';
import type { TreeFilter } from './treeFilter';

export interface SearchingDeps {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly reader: Reader;
  readonly storage: FileStorage;
  /** What the trees show, set from here. */
  readonly filter: TreeFilter;
  /** Remembers that an offer was made. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

const refilterAfterMs = 500;

/** Registers searching and filtering. The index and what shows it are loaded at the first use. */
export function registerSearch({ library, marks, reader, storage, filter, memory, log }: SearchingDeps): vscode.Disposable {
  let loading: Promise<Search> | undefined;
  let loaded: Search | undefined;
  const create = async (): Promise<Search> => {
    const { createSearch } = await import('../../parts/search');
    await letOthersIn(); // between two parts: each takes its time to be compiled
    const { articles } = await reader.reading();
    loaded = createSearch({ library, marks, articles, storage, offer: createDownloadOffer(memory), log, open: (id, options) => reader.open(id, options) });
    loaded.onDidChange(refilter);
    return loaded;
  };
  const load = (): Promise<Search> => (loading ??= create());
  const fail = (error: unknown): void => void showFailure(error, log);

  /** Texts that came in may hold what the trees are filtered by. */
  let refilterTimer: ReturnType<typeof setTimeout> | undefined;
  const refilter = (): void => {
    refilterTimer ??= setTimeout(() => {
      refilterTimer = undefined;
      const outdated = new AbortController();
      const subscription = filter.onDidChange(() => outdated.abort());
      const filtering = applyFilter(load, filter, filter.value, outdated.signal);
      void filtering.catch(fail).finally(() => void subscription.dispose());
    }, refilterAfterMs);
  };

  const pick = async (value: string): Promise<void> => {
    const shown = createPick(value);
    // Not at once: a picker that is disposed of tells its other listeners nothing any more.
    shown.onDidHide(() => setTimeout(() => shown.dispose()));
    try {
      await (await load()).pick(shown);
    } catch (error) {
      shown.hide();
      fail(error);
    }
  };
  const similar = async (target: unknown): Promise<void> => {
    const id = idOf(target) ?? reader.panel?.activeId;
    if (id !== undefined) await (await load()).similar(id).catch(fail);
  };
  const commands: Record<string, (target?: unknown) => unknown> = {
    search: (target) => pick(typeof target === 'string' ? target : ''),
    searchSelection: () => pick(selectedText()),
    similar,
    filter: () => openFilterInput(load, filter, fail),
    clearFilter: () => filter.clear(),
  };
  return vscode.Disposable.from(...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`scientificSpaces.${name}`, run)), {
    dispose: () => {
      clearTimeout(refilterTimer);
      loaded?.dispose();
    },
  });
}

/** What is selected in the active editor, else the word at its cursor. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return '';
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  return range ? document.getText(range).replace(/\s+/g, ' ').trim().slice(0, 200) : '';
}
