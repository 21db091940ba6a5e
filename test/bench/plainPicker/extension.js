/* eslint-disable no-undef -- CommonJS, as VS Code loads it */
// A picker that answers each key at once, without a search, with as many rows like ours as are in sight, never the same
// as before: what VS Code itself takes from a key to painted rows.
const vscode = require('vscode');

const rowsInSight = 16;
const buttons = ['quote', 'star-empty', 'split-horizontal'].map((icon) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip: icon }));

exports.activate = (context) => {
  const show = () => {
    const pick = vscode.window.createQuickPick();
    let turn = 0;
    const fill = () => {
      turn++;
      pick.items = Array.from({ length: rowsInSight }, (_, row) => ({
        label: `第 ${turn} 次第 ${row} 行：一篇文章的标题`,
        description: '2026-01-01',
        alwaysShow: true,
        buttons,
      }));
    };
    pick.onDidChangeValue(fill);
    pick.onDidHide(() => pick.dispose());
    pick.show();
    fill();
  };
  context.subscriptions.push(vscode.commands.registerCommand('plainPicker.show', show));
};
