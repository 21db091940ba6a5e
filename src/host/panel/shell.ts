import * as vscode from 'vscode';
import type { InitialData } from '../../protocol';
import { shellHtml, type ShellFiles } from './shellHtml';

/** 128 random bits for one page's Content-Security-Policy. */
function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads what every page of the reader is made of. */
export async function readShellFiles(extensionUri: vscode.Uri): Promise<ShellFiles> {
  const read = async (...path: string[]): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...path)));
  const [script, katexStyles, styles] = await Promise.all([read('dist', 'webview', 'article.js'), read('dist', 'katex', 'katex.min.css'), read('media', 'article.css')]);
  return { script, katexStyles, styles };
}

/** The page for one webview; see {@link shellHtml}. */
export function renderShell(webview: vscode.Webview, extensionUri: vscode.Uri, files: ShellFiles, data: InitialData, first: string): string {
  const katexFolder = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'katex')).toString();
  return shellHtml(files, { nonce: createNonce(), source: webview.cspSource, katexFolder }, data, first);
}
