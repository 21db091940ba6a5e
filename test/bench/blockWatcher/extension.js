/* eslint-disable no-undef -- CommonJS, as VS Code loads it */
// Shows in the status bar the longest time that the extension host let nothing else run; a click begins anew.
const vscode = require('vscode');

exports.activate = (context) => {
  const item = vscode.window.createStatusBarItem('blockWatcher', vscode.StatusBarAlignment.Left, 1000);
  item.name = 'Block Watcher';
  item.command = 'blockWatcher.reset';
  item.show();
  let longestMs = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - last);
    last = now;
  };
  const show = () => (item.text = `Longest block ${Math.round(longestMs)} ms`);
  const timers = [setInterval(look, 1), setInterval(show, 200)];
  const reset = () => {
    longestMs = 0;
    show();
  };
  context.subscriptions.push(item, vscode.commands.registerCommand('blockWatcher.reset', reset), { dispose: () => timers.forEach(clearInterval) });
};
