import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReaderComments, ReaderDocument } from '../../../src/protocol';
import { ArticlePanel, type ReaderSource } from '../../../src/host/articlePanel';
import { articleViewType } from '../../../src/host/articleViewType';
import { until as waitUntil } from '../../harness/waiting';

function documentOf(id: string): ReaderDocument {
  const head = { id, title: `Title ${id}`, date: '', category: undefined, tags: [], url: `https://kexue.fm/archives/${id}`, author: 'A', readers: undefined, commentCount: undefined };
  return { head: { ...head, previous: undefined, next: undefined, similar: [], headings: [], licence: undefined, hasComments: true, notice: undefined }, pieces: [`<p>${id}</p>`] };
}

/** Articles that come when the test lets them. */
class HeldSource implements ReaderSource {
  readonly #changed = new vscode.EventEmitter<never>();
  readonly onDidChange = this.#changed.event;
  readonly imageFolder = vscode.Uri.file('/nowhere');
  readonly waiting = new Map<string, () => void>();
  readonly aborted: string[] = [];
  find = (id: string) => Promise.resolve({ title: `Title ${id}`, url: `https://kexue.fm/archives/${id}` });
  load = (id: string, signal: AbortSignal) =>
    new Promise<ReaderDocument>((resolve, reject) => {
      this.waiting.set(id, () => resolve(documentOf(id)));
      signal.addEventListener('abort', () => {
        this.aborted.push(id);
        reject(signal.reason as Error);
      });
    });
  comments = () => Promise.resolve<ReaderComments>({ comments: [] });
  image = () => Promise.reject(new Error('none'));
  recognise = () => undefined;
}

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(articleViewType));

const until = (condition: () => boolean) => waitUntil('the panel', condition);

describe('the reader’s panel', () => {
  const log = vscode.window.createOutputChannel('reader test', { log: true });
  let source: HeldSource;
  let panel: ArticlePanel;

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'text' }), vscode.ViewColumn.One);
    source = new HeldSource();
    const extensionUri = vscode.extensions.getExtension('scientific-spaces.scientific-spaces')?.extensionUri as vscode.Uri;
    panel = new ArticlePanel({ extensionUri, source, log, options: () => ({ fontSize: 0, lineWidth: 42, copyOnClick: true }), cite: () => Promise.resolve() });
  });
  afterEach(() => panel.dispose());
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    log.dispose();
  });

  it('shows the last of several articles asked for, whichever comes first', async () => {
    const opened = [panel.open('1'), panel.open('2')];
    await until(() => source.waiting.has('2'));
    source.waiting.get('2')?.();
    source.waiting.get('1')?.();
    await Promise.all(opened);
    await until(() => tabs().some(({ label }) => label === 'Title 2'));
    assert.equal(tabs().length, 1);
    assert.equal(panel.activeId, '2');
  });

  it('stops loading what nobody waits for any more', async () => {
    const first = panel.open('1');
    await until(() => source.waiting.has('1'));
    const second = panel.open('2');
    await until(() => source.waiting.has('2'));
    source.waiting.get('2')?.();
    await Promise.all([first, second]);
    assert.deepEqual(source.aborted, ['1']);
  });

  it('opens beside the text, leaves the focus there when told to, and is used again where it is', async () => {
    const opened = panel.open('1', { preserveFocus: true });
    await until(() => source.waiting.has('1'));
    source.waiting.get('1')?.();
    await opened;
    await until(() => tabs().length === 1);
    assert.equal(tabs()[0]?.group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'text');
    const next = panel.open('2');
    await until(() => source.waiting.has('2'));
    source.waiting.get('2')?.();
    await next;
    await until(() => tabs()[0]?.label === 'Title 2');
    assert.equal(tabs().length, 1);
  });

  it('opens another panel aside', async () => {
    const opened = [panel.open('1'), panel.open('2', { aside: true })];
    await until(() => source.waiting.has('1') && source.waiting.has('2'));
    for (const arrive of source.waiting.values()) arrive();
    await Promise.all(opened);
    await until(() => tabs().length === 2);
  });

  it('comes back as it was, and refuses a state that is not its own', async () => {
    const revive = (state: unknown) => {
      const webview = vscode.window.createWebviewPanel(articleViewType, 'x', vscode.ViewColumn.Two);
      return panel.deserializeWebviewPanel(webview, state);
    };
    await revive({ scroll: 1 });
    await until(() => tabs().length === 0);
    const revived = revive({ id: '5', scroll: { block: 2, offset: 3 } });
    await until(() => source.waiting.has('5'));
    source.waiting.get('5')?.();
    await revived;
    await until(() => tabs()[0]?.label === 'Title 5');
  });
});
