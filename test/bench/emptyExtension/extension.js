/* eslint-disable no-undef -- CommonJS, as VS Code loads it */
// What any extension costs: compared with ours by activation.bench.ts.
const vscode = require('vscode');

exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('emptyExtension.activate', () => undefined));
};
