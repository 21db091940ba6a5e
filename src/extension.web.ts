import type * as vscode from 'vscode';
import { activateExtension } from './extension.shared';
import { WorkspaceFileStorage } from './host/workspaceFileStorage';

/** Entry for the web worker host. */
export function activate(context: vscode.ExtensionContext): void {
  activateExtension(context, { fetchPlatform: 'browser', createStorage: (folder) => new WorkspaceFileStorage(folder) });
}
