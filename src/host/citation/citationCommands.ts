import * as vscode from 'vscode';
import type { ArticleSummary } from '../../core/model/article';
import { idOf } from '../articleCommands';
import { pickArticle } from '../articlePick';
import type { Library } from '../library';
import { showFailure } from '../userErrors';
import type { CitationInserter } from './insertCitation';
import { LastEditor } from './lastEditor';

/** Registers citing into the document that is being written. */
export function registerCitations(library: Library, log: vscode.LogOutputChannel): vscode.Disposable {
  const editors = new LastEditor();
  let inserter: Promise<CitationInserter> | undefined;
  const insert = async (choose: () => Promise<ArticleSummary | undefined>): Promise<void> => {
    if (!editors.get()) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open the document that you write in, then cite into it.'));
      return;
    }
    try {
      inserter ??= import('../../parts/citation').then((part) => new part.CitationInserter());
      const article = await choose();
      const editor = editors.get();
      if (article && editor) await (await inserter).insert(editor, [article]);
    } catch (error) {
      await showFailure(error, log);
    }
  };
  return vscode.Disposable.from(
    editors,
    vscode.commands.registerCommand('scientificSpaces.insertCitation', () => insert(() => pickArticle(library, vscode.l10n.t('Cite which post?')))),
    vscode.commands.registerCommand('scientificSpaces.citeArticle', (target: unknown) => insert(async () => library.find(idOf(target) ?? ''))),
  );
}
