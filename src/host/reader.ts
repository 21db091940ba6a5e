import type * as vscode from 'vscode';
import type { ArticlePanel, OpenOptions } from './articlePanel';
import type { Reading, ReadingDeps } from './createReading';

/** The reader as the rest of the extension sees it: what it takes is loaded at the first use. */
export interface Reader extends vscode.Disposable {
  reading(): Promise<Reading>;
  open(id: string, options?: OpenOptions): Promise<void>;
  /** The panel, once there was one. */
  readonly panel: ArticlePanel | undefined;
}

/** Prepares the reader. */
export function createReader(deps: ReadingDeps): Reader {
  let loading: Promise<Reading> | undefined;
  let loaded: Reading | undefined;
  const reading = (): Promise<Reading> =>
    (loading ??= import('../parts/article').then(({ createReading }) => (loaded = createReading(deps))));
  return {
    reading,
    open: async (id, options) => (await reading()).panel.open(id, options),
    get panel() {
      return loaded?.panel;
    },
    dispose() {
      loaded?.dispose();
    },
  };
}
