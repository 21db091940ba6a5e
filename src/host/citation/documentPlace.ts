import * as vscode from 'vscode';
import type { CitationDocument } from '../../core/citation/cite/model';
import { readUserFile } from './bibliographyFile';

/** A document as the citation core sees it, and the way from its paths back to files. */
export interface DocumentPlace {
  readonly document: CitationDocument;
  /** A path beside the document when it is relative. */
  toUri(path: string): vscode.Uri;
  /** `undefined` where there is no such file, or none that is text. */
  readText(path: string): Promise<string | undefined>;
}

/** An untitled document lies, for its relative paths, in the workspace's first folder; a notebook's cell where the notebook is. */
export function describeDocument({ document, selection }: vscode.TextEditor): DocumentPlace {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.workspace.workspaceFolders?.[0];
  const home = document.isUntitled && folder ? vscode.Uri.joinPath(folder.uri, document.uri.path.replace(/^.*\//, '')) : document.uri;
  const base = document.uri.scheme === 'vscode-notebook-cell' ? home.with({ scheme: folder?.uri.scheme ?? 'file', fragment: '' }) : home;
  const toUri = (path: string): vscode.Uri => (path.startsWith('/') ? base.with({ path }) : vscode.Uri.joinPath(base, '..', path));
  const readText = async (path: string): Promise<string | undefined> => {
    try {
      const file = await readUserFile(toUri(path));
      return file.exists ? file.text : undefined;
    } catch {
      return undefined; // not text, a folder, not allowed: for the search for bibliographies the same as not there
    }
  };
  return {
    document: {
      languageId: document.languageId,
      path: base.path,
      text: document.getText(),
      offset: document.offsetAt(selection.start),
      selectionEnd: document.offsetAt(selection.end),
      ...(folder && { workspaceFolder: folder.uri.path }),
    },
    toUri,
    readText,
  };
}
