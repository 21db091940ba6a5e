import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import type { Library } from '../library';
import { showFailure } from '../userErrors';
import { dropKind, postsMimeType } from './treeDrag';

/** Cites the posts whose rows are dropped into a document, where they are dropped. */
export function registerCitationDrop(library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, dataTransfer, token) {
      try {
        const articles = await droppedPosts(library, dataTransfer);
        if (articles.length === 0) return undefined;
        const { planDrop } = await import('../../parts/citation');
        const edit = await planDrop(document, position, articles);
        return token.isCancellationRequested ? undefined : edit;
      } catch (error) {
        void showFailure(error, log);
        return undefined;
      }
    },
  };
  // A pattern counts for more than `*`: otherwise the rows' addresses, which VS Code adds by itself, would come first.
  return vscode.languages.registerDocumentDropEditProvider({ pattern: '**' }, provider, { dropMimeTypes: [postsMimeType], providedDropEditKinds: [dropKind] });
}

async function droppedPosts(library: Library, dataTransfer: vscode.DataTransfer): Promise<readonly ArticleSummary[]> {
  const ids: unknown = JSON.parse((await dataTransfer.get(postsMimeType)?.asString()) ?? '[]');
  const found = await Promise.all((Array.isArray(ids) ? ids : []).map((id) => library.find(String(id))));
  return found.filter((article) => article !== undefined);
}
