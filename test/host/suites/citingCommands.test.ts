import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { planDrop } from '../../../src/host/citation/planDrop';
import { until } from '../../harness/waiting';
import { closeAll, encode, entries, onDisk, undoIn, whileAnswering, whileRunning, workspaceFolder, writeAndOpen } from './citingWorld';

const summary = (id: string, title: string, date: string) => ({ id, title, date, url: `https://kexue.fm/archives/${id}`, tags: ['tag'], category: undefined });
const first = summary('10088', 'Cool Papers更新：简单搭建了一个站内检索系统', '2024-05-07');
const second = summary('10007', '用傅里叶级数拟合一维概率密度函数', '2024-03-07');
const row = (article: object): object => ({ kind: 'article', article, group: 'g' });
const group = { kind: 'group', id: 'g', name: 'G', label: 'G', description: '2', articles: [first, second], children: () => [] };

const run = (name: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`scientificSpaces.${name}`, ...args);
const setting = (name: string, value: unknown, target = vscode.ConfigurationTarget.Workspace): Thenable<void> => vscode.workspace.getConfiguration('scientificSpaces.citation').update(name, value, target);

const emptyBib = '@book{x,\n  title = {X},\n}\n';

/** A style of our own with nothing but title and address. */
const ownStyle = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Ours</title><id>ours</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><text variable="title"/><text variable="URL" prefix=" at "/></layout></bibliography>
</style>`;

/** The part that carries it, among all modules that this process has loaded. */
const cslProcessorIsLoaded = (): boolean => Object.keys(createRequire(__filename).cache).some((file) => /[\\/]dist[\\/]node[\\/]styles\.js$/.test(file));

let counter = 0;

describe('what citing can be asked for', () => {
  let folder: vscode.Uri;
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const write = (name: string, text: string): Thenable<void> => vscode.workspace.fs.writeFile(at(name), encode(text));
  beforeEach(() => {
    folder = vscode.Uri.joinPath(workspaceFolder(), 'commands', String(counter++));
  });
  afterEach(closeAll);

  it('cites selected rows together, and a whole group', async () => {
    await write('r.bib', emptyBib);
    const { document } = await writeAndOpen(at('a.tex'), '|\n\\bibliography{r}\n');
    const rows = [row(first), row(second)];
    await run('citeArticle', rows[0], rows);
    assert.equal(document.lineAt(0).text, '\\cite{kexuefm-10088,kexuefm-10007}');
    assert.equal(entries(await onDisk(at('r.bib'))), 3);
    assert.equal(await undoIn(at('r.bib')), emptyBib);
    assert.equal(await undoIn(document.uri), '\n\\bibliography{r}\n');
    await run('citeArticle', group);
    assert.equal(document.lineAt(0).text, '\\cite{kexuefm-10088,kexuefm-10007}');
  });

  it('extends the citation under the cursor, and leaves alone what stands there', async () => {
    await write('r.bib', emptyBib);
    const { document } = await writeAndOpen(at('a.tex'), '\\citep{x|}\n\\bibliography{r}\n');
    await run('citeArticle', '10088');
    assert.equal(document.lineAt(0).text, '\\citep{x,kexuefm-10088}');
    await run('citeArticle', '10088');
    assert.equal(document.lineAt(0).text, '\\citep{x,kexuefm-10088}');
  });

  it('writes page, prefix and suffix, and the author into the sentence', async () => {
    await write('r.bib', emptyBib);
    const { document } = await writeAndOpen(at('a.md'), '---\nbibliography: r.bib\n---\n|\n');
    await run('insertCitation', { posts: [{ id: '10088', locator: '2', prefix: 'see', suffix: 'and more' }] });
    assert.equal(document.lineAt(3).text, '[see @kexuefm-10088, p. 2, and more]');
    await vscode.commands.executeCommand('undo');
    await run('insertCitation', { posts: ['10088'], narrative: true });
    assert.equal(document.lineAt(3).text, '@kexuefm-10088');
  });

  it('cites in an untitled document', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
    await run('citeArticle', '10088');
    assert.equal(document.getText(), `[${first.title}](${first.url})`);
  });

  it('cites in the cells of a notebook, each by its own language', async () => {
    const cells = [{ cell_type: 'markdown', metadata: {}, source: ['文'] }, { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: ['x = 1'] }];
    await write('n.ipynb', JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await vscode.workspace.openNotebookDocument(at('n.ipynb'));
    for (const [index, expected] of [[0, `[${first.title}](${first.url})文`], [1, `# 苏剑林. (May. 07, 2024). 《${first.title} 》[Blog post]. Retrieved from ${first.url}\nx = 1`]] as const) {
      await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(index, index + 1)] });
      await vscode.commands.executeCommand('notebook.cell.edit');
      const cell = notebook.cellAt(index).document;
      await until('the cell', () => vscode.window.activeTextEditor?.document === cell);
      const editor = vscode.window.activeTextEditor as vscode.TextEditor;
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await run('citeArticle', '10088');
      assert.equal(cell.getText(), expected);
    }
  });

  for (const [file, before, after] of [['a.wat', '(module\n|)\n', '(module\n;; OWN\n)\n'], ['own.code-snippets', '{\n|}\n', '{\n// OWN\n}\n']] as const) {
    it(`cites in ${file}, whose language is not ours: in a comment as the extension writes them that brings it`, async () => {
      const { document } = await writeAndOpen(at(file), before);
      await run('citeArticle', '10088');
      assert.equal(document.getText(), after.replace('OWN', `苏剑林. (May. 07, 2024). 《${first.title} 》[Blog post]. Retrieved from ${first.url}`));
      assert.equal(await undoIn(document.uri), before.replace('|', ''));
    });
  }

  it('copies a citation as LaTeX from the first row', async () => {
    await whileAnswering(run('copyCitationAs', '10088'));
    assert.equal(await vscode.env.clipboard.readText(), '\\cite{kexuefm-10088}');
  });

  it('inserts a reference in the user’s own CSL style, and names what is wrong with another', async () => {
    await write('ours.csl', ownStyle);
    await setting('cslStyle', vscode.workspace.asRelativePath(at('ours.csl'), false));
    const { document } = await writeAndOpen(at('a.txt'), '|\n');
    await whileRunning(run('insertReference', '10088'), 'workbench.action.closeQuickOpen');
    assert.equal(cslProcessorIsLoaded(), false, 'not for the list of styles, which shows each of ours written out');
    await whileAnswering(run('insertReference', '10088'));
    assert.equal(cslProcessorIsLoaded(), true);
    await setting('cslStyle', undefined);
    assert.equal(document.lineAt(0).text, `${first.title} at ${first.url}!`);
  });

  it('adds the entries of all posts that a document cites or links', async () => {
    await write('r.bib', emptyBib);
    await writeAndOpen(at('a.tex'), `\\cite{x, kexuefm-10088} \\url{http://spaces.ac.cn/archives/10007}\n\\bibliography{r}\n`);
    await run('addMissingEntries');
    assert.equal(entries(await onDisk(at('r.bib'))), 3);
    await run('addMissingEntries');
    assert.equal(entries(await onDisk(at('r.bib'))), 3);
    assert.equal(await undoIn(at('r.bib')), emptyBib);
  });

  it('replaces bare links by citations when they stay checked, with their entries, one undo step each', async () => {
    await write('r.bib', emptyBib);
    const before = '---\nbibliography: r.bib\n---\n见 https://kexue.fm/archives/10088 与 [此](https://kexue.fm/archives/10007)。\n';
    const { document } = await writeAndOpen(at('a.md'), before);
    await whileAnswering(run('replaceLinks'));
    assert.equal(document.lineAt(3).text, '见 [@kexuefm-10088] 与 [此](https://kexue.fm/archives/10007)。');
    assert.equal(entries(await onDisk(at('r.bib'))), 2);
    assert.equal(await undoIn(document.uri), before);
    assert.equal(await undoIn(at('r.bib')), emptyBib);
  });

  it('changes nothing when the list of links is left', async () => {
    const before = '见 https://kexue.fm/archives/10088 。\n';
    const { document } = await writeAndOpen(at('a.md'), before);
    await whileRunning(run('replaceLinks'), 'workbench.action.closeQuickOpen');
    assert.equal(document.getText(), before);
  });

  it('mends wrapped addresses and changed fields, one undo step', async () => {
    const faulty = `@online{kexuefm-10088,\n        title={Old title},\n        author={苏剑林},\n        year={2024},\n        month={May},\n        url={\\url{https://kexue.fm/archives/10088}},\n}\n`;
    const { document } = await writeAndOpen(at('r.bib'), faulty);
    await whileAnswering(run('checkBibliography'));
    assert.equal(document.getText(), faulty.replace('\\url{https://kexue.fm/archives/10088}', 'https://kexue.fm/archives/10088').replace('{Old title}', `{{${first.title}}}`));
    assert.equal(await undoIn(document.uri), faulty);
  });

  it('plans a drop: the citation where it is dropped, definitions elsewhere, the entry in the bibliography', async () => {
    await write('r.bib', emptyBib);
    const { document } = await writeAndOpen(at('a.tex'), 'Text\n\\bibliography{r}\n');
    const edit = await planDrop(document, new vscode.Position(0, 4), [first, second]);
    assert.equal(edit?.insertText, '\\cite{kexuefm-10088,kexuefm-10007}');
    assert.equal(entries(await onDisk(at('r.bib'))), 3);
  });

  it('sends posts to Zotero’s connector, only when told to', async () => {
    const received: { path: string | undefined; version: string | string[] | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        received.push({ path: request.url, version: request.headers['x-zotero-connector-api-version'], body });
        response.writeHead(201).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await setting('zoteroPort', (server.address() as AddressInfo).port, vscode.ConfigurationTarget.Global);
    try {
      await run('sendToZotero', group);
      assert.equal(received.length, 1);
      assert.equal(received[0]?.path, '/connector/saveItems');
      assert.equal(received[0]?.version, '3');
      const { items } = JSON.parse(received[0]?.body ?? '') as { items: Record<string, unknown>[] };
      assert.deepEqual(items.map(({ itemType, title, url, date, blogTitle }) => ({ itemType, title, url, date, blogTitle })), [first, second].map(({ title, url, date }) => ({ itemType: 'blogPost', title, url, date, blogTitle: '科学空间' })));
    } finally {
      await setting('zoteroPort', undefined, vscode.ConfigurationTarget.Global);
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
