import * as vscode from 'vscode';

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const onDisk = async (uri: vscode.Uri): Promise<string> => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));

/** How many entries a `.bib` text has. */
export const entries = (text: string): number => text.match(/^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]/gim)?.length ?? 0;

export const workspaceFolder = (): vscode.Uri => (vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]?.uri as vscode.Uri;

/** Writes a file and opens it with the cursor where the text has `|`. */
export async function writeAndOpen(uri: vscode.Uri, text: string): Promise<vscode.TextEditor> {
  const offset = text.indexOf('|');
  await vscode.workspace.fs.writeFile(uri, encode(text.replace('|', '')));
  const editor = await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.One });
  const position = editor.document.positionAt(Math.max(offset, 0));
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** Opens a file with the cursor behind its last character. */
export async function openAtEnd(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  const end = editor.document.positionAt(editor.document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

/** Puts another text into an open document, with the cursor where it has `|`. */
export async function setText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  await editor.edit((builder) => builder.replace(all, text.replace('|', '')), { undoStopBefore: true, undoStopAfter: true });
  const position = document.positionAt(text.indexOf('|'));
  editor.selection = new vscode.Selection(position, position);
}

/** Undoes the last step in a file. @returns its text then */
export async function undoIn(uri: vscode.Uri): Promise<string> {
  const editor = await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.One });
  await vscode.commands.executeCommand('undo');
  return editor.document.getText();
}

/** Closes all editors, unsaved changes thrown away. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Takes the first row of every question until the command is done. */
export async function whileAnswering(command: Thenable<unknown>): Promise<void> {
  await whileRunning(command, 'workbench.action.acceptSelectedQuickOpenItem');
}

/** Runs one of VS Code's own commands over and over until ours is done: it answers a question as soon as there is one. */
export async function whileRunning(command: Thenable<unknown>, answer: string): Promise<void> {
  let done = false;
  const finished = Promise.resolve(command).finally(() => (done = true));
  while (!done) {
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 200))]);
    if (!done) await vscode.commands.executeCommand(answer);
  }
  await finished;
}
