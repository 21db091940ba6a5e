import * as vscode from 'vscode';
import { articleViewType } from './host/articleViewType';

type Start = (context: vscode.ExtensionContext) => vscode.WebviewPanelSerializer;

/**
 * What VS Code waits for at activation: stand-ins for the commands and for the revival of panels, and nothing else. The
 * extension itself is loaded right after that, or by the first call of a stand-in, which then goes on to the real command.
 *
 * Other extensions that start at the same time need not wait for ours: alone in a window this takes as long as an empty one.
 */
export function activateShell(context: vscode.ExtensionContext, load: () => Promise<Start>): void {
  const { contributes } = context.extension.packageJSON as { contributes: { commands: { command: string }[] } };
  let starting: Promise<vscode.WebviewPanelSerializer> | undefined;
  const start = (): Promise<vscode.WebviewPanelSerializer> =>
    (starting ??= load().then((startExtension) => {
      standIns.dispose();
      return startExtension(context);
    }));
  const standIns = vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...args: unknown[]) => {
        await start();
        return vscode.commands.executeCommand(command, ...args);
      }),
    ),
  );
  context.subscriptions.push(
    standIns,
    vscode.window.registerWebviewPanelSerializer(articleViewType, {
      deserializeWebviewPanel: async (panel, state) => (await start()).deserializeWebviewPanel(panel, state),
    }),
  );
  setTimeout(() => void start().catch(tellOfFailure));
}

/** Nothing of the user's can cause it: a file of the extension is missing or damaged, or it has a fault. */
async function tellOfFailure(error: unknown): Promise<void> {
  const reload = vscode.l10n.t('Reload Window');
  const message = vscode.l10n.t('Scientific Spaces could not start: {0}. Reload the window; if that does not help, install the extension again.', String(error));
  if ((await vscode.window.showErrorMessage(message, reload)) === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
