import type * as vscode from 'vscode';
import { activateShell } from './shell';

/** Entry for desktop, remote and code-server hosts. */
export function activate(context: vscode.ExtensionContext): void {
  activateShell(context, async () => (await import('./parts/main')).startExtension);
}
