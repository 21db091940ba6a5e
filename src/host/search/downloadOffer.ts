import type * as vscode from 'vscode';

const key = 'search.downloadWasOffered';

/** The offer to download what is not on the disk, made once. */
export interface DownloadOffer {
  /** Whether it has not been made yet. */
  isOpen(): boolean;
  /** Remembers that it was made. */
  done(): void;
}

export function createDownloadOffer(memory: vscode.Memento): DownloadOffer {
  return {
    isOpen: () => memory.get(key) !== true,
    done: () => void memory.update(key, true),
  };
}
