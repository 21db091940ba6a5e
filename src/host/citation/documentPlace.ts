import * as vscode from 'vscode';
import { hasUnknownLanguage } from '../../core/citation/cite/citationTarget';
import type { CitationDocument } from '../../core/citation/cite/model';
import { readSurroundings } from '../../core/citation/find/findBibliographies';
import { readUserFile } from './bibliographyFile';
import { commentSigns } from './commentSigns';

/** A document as the citation core sees it, and the way from its paths back to files. */
export interface DocumentPlace {
  readonly document: CitationDocument;
  /** A path beside the document when it is relative. */
  readonly toUri: (path: string) => vscode.Uri;
  /** `undefined` where there is no such file, or none that is text. */
  readonly readText: (path: string) => Promise<string | undefined>;
}

const cellScheme = 'vscode-notebook-cell';

/** An untitled document lies, for its relative paths, in the workspace's first folder; a notebook's cell where the notebook is. */
export function describeDocument(document: vscode.TextDocument, selection?: vscode.Range): DocumentPlace {
  const notebook = notebookOf(document);
  const { uri } = notebook ?? document;
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  const isUntitled = notebook?.isUntitled ?? document.isUntitled;
  const base = isUntitled && folder ? vscode.Uri.joinPath(folder.uri, uri.path.replace(/^.*\//, '')) : uri;
  const toUri = (path: string): vscode.Uri => (path.startsWith('/') ? base.with({ path }) : vscode.Uri.joinPath(base, '..', path));
  const readText = async (path: string): Promise<string | undefined> => {
    try {
      const file = await readUserFile(toUri(path));
      return file.exists ? file.text : undefined;
    } catch {
      return undefined; // not text, a folder, not allowed: for the search for bibliographies the same as not there
    }
  };
  const rootText = notebook?.getCells().find((cell) => cell.document !== document)?.document.getText();
  return {
    document: {
      languageId: document.languageId,
      path: base.path,
      text: document.getText(),
      offset: selection ? document.offsetAt(selection.start) : 0,
      ...(selection && { selectionEnd: document.offsetAt(selection.end) }),
      ...(folder && { workspaceFolder: folder.uri.path }),
      ...(rootText !== undefined && { rootText }),
    },
    toUri,
    readText,
  };
}

/** The same with what the files around the document tell: its bibliographies, its main file, the comments of its language. */
export async function describeSurroundings(document: vscode.TextDocument, selection?: vscode.Range): Promise<DocumentPlace> {
  const place = describeDocument(document, selection);
  const comments = hasUnknownLanguage(place.document) ? await commentSigns(document.languageId) : undefined;
  return { ...place, document: { ...(await readSurroundings(place.document, place.readText)), ...(comments && { comments }) } };
}

/** The notebook that a document is a cell of. */
export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== cellScheme) return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) => notebook.getCells().some((cell) => cell.document === document));
}
