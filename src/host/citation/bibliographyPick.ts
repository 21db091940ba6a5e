import * as vscode from 'vscode';
import type { Bibliography } from '../../core/citation/find/bibliography';

/** Where entries go: a file, nowhere (`'none'`), or the user changed their mind (`undefined`). */
export type BibliographyChoice = vscode.Uri | 'none' | undefined;

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice: vscode.Uri | 'none';
}

const mostFilesListed = 100;

/**
 * Settles which file the entries of a document go to. Asks only where that isn't plain: the document names several or
 * none, or one that does not exist yet. An answer holds for that document until the window closes.
 */
export class BibliographyPick {
  readonly #answers = new Map<string, vscode.Uri>();

  async choose(document: vscode.TextDocument, named: readonly Bibliography[], toUri: (path: string) => vscode.Uri): Promise<BibliographyChoice> {
    const [only] = named;
    if (named.length === 1 && only?.exists) return toUri(only.path);
    const asked = document.uri.toString();
    const answer = this.#answers.get(asked);
    if (answer && (named.length === 0 || named.some(({ path }) => toUri(path).toString() === answer.toString()))) return answer;
    const items = named.length > 0 ? named.map((bibliography) => namedItem(bibliography, toUri)) : await unnamedItems(document, toUri);
    items.push({ label: `$(dash) ${vscode.l10n.t('Insert the Citation Only')}`, description: vscode.l10n.t('without an entry in a bibliography'), choice: 'none' });
    const placeHolder = named.length > 0 ? vscode.l10n.t('Bibliography for the entry') : vscode.l10n.t('The document names no bibliography. Where does the entry go?');
    const chosen = await vscode.window.showQuickPick(items, { placeHolder });
    if (chosen && chosen.choice !== 'none') this.#answers.set(asked, chosen.choice);
    return chosen?.choice;
  }
}

function namedItem({ path, exists }: Bibliography, toUri: (path: string) => vscode.Uri): ChoiceItem {
  const uri = toUri(path);
  const name = vscode.workspace.asRelativePath(uri);
  return exists
    ? { label: `$(book) ${name}`, choice: uri }
    : { label: `$(new-file) ${name}`, description: vscode.l10n.t('named by the document, will be created'), choice: uri };
}

async function unnamedItems(document: vscode.TextDocument, toUri: (path: string) => vscode.Uri): Promise<ChoiceItem[]> {
  const home = vscode.Uri.joinPath(toUri('references.bib'), '..');
  const found = await Promise.all([new vscode.RelativePattern(home, '*.bib'), '**/*.bib'].map((pattern) => vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**', mostFilesListed)));
  const files = [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()];
  const existing = nearestFirst(files, document.uri).map((uri) => ({ label: `$(book) ${vscode.workspace.asRelativePath(uri)}`, choice: uri }));
  if (document.isUntitled && !vscode.workspace.workspaceFolders?.length) return existing;
  const beside = toUri('references.bib');
  if (files.some((uri) => uri.toString() === beside.toString())) return existing;
  const created = { label: `$(new-file) ${vscode.workspace.asRelativePath(beside)}`, description: vscode.l10n.t('will be created'), choice: beside };
  return [...existing, created];
}

/** Files beside the document before those in other folders, the fewer folders between them the better. */
function nearestFirst(files: readonly vscode.Uri[], { path }: vscode.Uri): readonly vscode.Uri[] {
  const here = path.split('/').slice(0, -1);
  const distance = (file: vscode.Uri): number => {
    const there = file.path.split('/').slice(0, -1);
    const shared = there.findIndex((folder, index) => folder !== here[index]);
    return here.length + there.length - 2 * (shared < 0 ? Math.min(there.length, here.length) : shared);
  };
  return [...files].sort((a, b) => distance(a) - distance(b) || (a.path < b.path ? -1 : 1));
}
