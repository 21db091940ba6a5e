import * as vscode from 'vscode';

/** The editor that somebody writes in: the active one, or, while the focus is in a tree or the reader, the last active. */
export class LastEditor implements vscode.Disposable {
  #last = vscode.window.activeTextEditor;
  readonly #subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && isWritten(editor)) this.#last = editor;
  });

  /** `undefined` when no editor is open that can be written in. */
  get(): vscode.TextEditor | undefined {
    const active = vscode.window.activeTextEditor;
    if (active && isWritten(active)) return active;
    const visible = vscode.window.visibleTextEditors.filter(isWritten);
    return visible.find((editor) => editor === this.#last) ?? visible.find(({ document }) => document === this.#last?.document);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** An output channel or a comparison's old side is an editor too, but nobody writes there. */
function isWritten({ document }: vscode.TextEditor): boolean {
  return !['output', 'git', 'debug', 'comment', 'vscode-settings'].includes(document.uri.scheme);
}
