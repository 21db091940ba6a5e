import * as vscode from 'vscode';
import type { CommentSigns } from '../../core/citation/cite/model';

/** What an extension says of a language that it brings, as far as it is asked here. */
interface LanguageConfiguration {
  readonly comments?: {
    readonly lineComment?: string | { readonly comment?: string } | null;
    readonly blockComment?: readonly [string, string] | null;
  };
}

const asked = new Map<string, Promise<CommentSigns | undefined>>();

/** How a language writes comments, as the extension says that brings it: VS Code has no question for that. */
export function commentSigns(languageId: string): Promise<CommentSigns | undefined> {
  const signs = asked.get(languageId) ?? readSigns(languageId);
  asked.set(languageId, signs);
  return signs;
}

async function readSigns(languageId: string): Promise<CommentSigns | undefined> {
  for (const file of configurationFiles(languageId)) {
    const { lineComment, blockComment } = (await readConfiguration(file)).comments ?? {};
    const line = typeof lineComment === 'string' ? lineComment : lineComment?.comment;
    if (line || blockComment) return { ...(line && { line: line.trim() }), ...(blockComment && { block: blockComment }) };
  }
  return undefined;
}

function configurationFiles(languageId: string): vscode.Uri[] {
  return vscode.extensions.all.flatMap(({ extensionUri, packageJSON }) => {
    const { contributes } = packageJSON as { contributes?: { languages?: readonly { id?: string; configuration?: string }[] } };
    const files = (contributes?.languages ?? []).flatMap(({ id, configuration }) => (id === languageId && configuration ? [configuration] : []));
    return files.map((file) => vscode.Uri.joinPath(extensionUri, file));
  });
}

async function readConfiguration(file: vscode.Uri): Promise<LanguageConfiguration> {
  try {
    return JSON.parse(withoutComments(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)))) as LanguageConfiguration;
  } catch {
    return {}; // not there or broken: as if the extension said nothing
  }
}

/** JSON as VS Code reads such files: with comments, and commas behind the last of a list. */
function withoutComments(text: string): string {
  const bare = text.replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g, '$1');
  return bare.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, '$1');
}
