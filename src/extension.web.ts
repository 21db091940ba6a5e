import type * as vscode from 'vscode';
import { startExtension } from './host/main';
import { WorkspaceFileStorage } from './host/workspaceFileStorage';
import { activateShell } from './shell';

/** Entry for the web worker host, which loads one file. */
export function activate(context: vscode.ExtensionContext): void {
  activateShell(context, async () => (started) => startExtension(started, { fetchPlatform: 'browser', createStorage: (folder) => new WorkspaceFileStorage(folder) }));
}
