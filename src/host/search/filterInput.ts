import * as vscode from 'vscode';
import type { Search } from './createSearch';
import type { TreeFilter } from './treeFilter';

const keyPauseMs = 60;

/** Asks for a query; the trees follow each key. Enter keeps what they show, Escape goes back to what they showed before. */
export function openFilterInput(load: () => Promise<Search>, filter: TreeFilter, onFailure: (error: unknown) => void): void {
  const before = filter.value;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter the Posts');
  input.placeholder = vscode.l10n.t('Title, pinyin, text or LaTeX · series: year: tag: category: is: in: "exact" -not');
  input.value = before;
  let work = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (value: string): void => {
    work.abort();
    work = new AbortController();
    applyFilter(load, filter, value, work.signal).catch(onFailure);
  };
  let isKept = false;
  const subscriptions = [
    input,
    input.onDidChangeValue((value) => {
      clearTimeout(timer);
      timer = setTimeout(() => run(value), keyPauseMs);
    }),
    input.onDidAccept(() => {
      isKept = true;
      input.hide();
    }),
    input.onDidHide(() => {
      clearTimeout(timer);
      const value = isKept ? input.value : before;
      if (value.trim() !== filter.value) run(value);
      else if (!isKept) work.abort();
      for (const subscription of subscriptions) subscription.dispose();
    }),
  ];
  input.show();
}

/** Shows the hits of a query in the trees; everything for an empty one. */
export async function applyFilter(load: () => Promise<Search>, filter: TreeFilter, value: string, signal: AbortSignal): Promise<void> {
  const query = value.trim();
  if (query === '') {
    filter.clear();
    return;
  }
  const ids = await (await load()).find(query, signal);
  if (ids && !signal.aborted) filter.show(query, ids);
}
