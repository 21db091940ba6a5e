import type * as vscode from 'vscode';
import { activateExtension } from './extension.shared';
import { NodeFileStorage } from './host/nodeFileStorage';

/** Entry for desktop, remote and code-server hosts. */
export function activate(context: vscode.ExtensionContext): void {
  activateExtension(context, { fetchPlatform: 'node', createStorage: (folder) => new NodeFileStorage(folder.fsPath) });
}
