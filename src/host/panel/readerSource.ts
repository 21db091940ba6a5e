import type * as vscode from 'vscode';
import type { ReaderComments, ReaderDocument } from '../../protocol';

/** Facts about an article that are known before it is loaded. */
export interface KnownArticle {
  readonly title: string;
  readonly url: string;
}

/** Something became known about an article after it was loaded. */
export interface ReaderChange {
  readonly id: string;
  /** The text changed: an open article is loaded again, and stays where it is scrolled to. */
  readonly reload: boolean;
  /** Why the kept copy could not be updated, in the user's words; `undefined` when it is current. */
  readonly notice?: string | undefined;
}

/** Where the reader takes articles from. Everything rejects with a ReaderError, or with the signal's reason when aborted. */
export interface ReaderSource {
  readonly onDidChange: vscode.Event<ReaderChange>;
  /** The folder below which all images lie that the webview may show. */
  readonly imageFolder: vscode.Uri;
  /** Asks nobody: from the index alone. */
  find(id: string): Promise<KnownArticle | undefined>;
  load(id: string, signal: AbortSignal): Promise<ReaderDocument>;
  comments(id: string, signal: AbortSignal): Promise<ReaderComments>;
  /** The image's file, fetched and checked where it is not yet on disk. */
  image(id: string, url: string, signal: AbortSignal): Promise<vscode.Uri>;
  /** Which article an address leads to, if any. */
  recognise(url: string): { readonly id: string; readonly fragment: string } | undefined;
}
