// The extension itself, in the hosts that have Node.
import type * as vscode from 'vscode';
import { startExtension as start } from '../host/main';
import { NodeFileStorage } from '../host/nodeFileStorage';

export function startExtension(context: vscode.ExtensionContext): vscode.WebviewPanelSerializer {
  return start(context, { fetchPlatform: 'node', createStorage: (folder) => new NodeFileStorage(folder.fsPath) });
}
