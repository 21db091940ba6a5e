import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A document before and after citing archive 10088, and its bibliography, if it has one. */
interface Case {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly bibliography?: { readonly file: string; readonly before: string; readonly hasEntry: RegExp; readonly added: number };
}

const bib = '@article{other2020,\n  title = {Other},\n}\n';
const entry = /@misc\{kexuefm-10088,[^]*author += \{苏剑林\}[^]*\\url\{https:\/\/kexue\.fm\/archives\/10088\}/;
const present = `${bib}\n@online{kexuefm-10088,\n  title = {kept as it is},\n  url = {https://kexue.fm/archives/10088},\n}\n`;

/** `|` is where the cursor stands. */
const cases: readonly Case[] = [
  {
    name: 'LaTeX with a bibliography',
    file: 'paper.tex',
    before: '\\documentclass{article}\n\\begin{document}\n如文|所述。\n\\bibliography{refs}\n\\end{document}\n',
    after: '\\documentclass{article}\n\\begin{document}\n如文\\cite{kexuefm-10088}所述。\n\\bibliography{refs}\n\\end{document}\n',
    bibliography: { file: 'refs.bib', before: bib, hasEntry: entry, added: 1 },
  },
  {
    name: 'LaTeX whose bibliography has the entry',
    file: 'paper2.tex',
    before: '\\begin{document}\n见|\n\\bibliography{have}\n',
    after: '\\begin{document}\n见\\cite{kexuefm-10088}\n\\bibliography{have}\n',
    bibliography: { file: 'have.bib', before: present, hasEntry: /kept as it is/, added: 0 },
  },
  {
    name: 'Markdown without a bibliography',
    file: 'note.md',
    before: '# 笔记\n\n参考|。\n',
    after: '# 笔记\n\n参考[Cool Papers更新：简单搭建了一个站内检索系统](https://kexue.fm/archives/10088)。\n',
  },
  {
    name: 'Markdown with a bibliography',
    file: 'essay.md',
    before: '---\ntitle: 文\nbibliography: essay.bib\n---\n\n参考 |。\n',
    after: '---\ntitle: 文\nbibliography: essay.bib\n---\n\n参考 [@kexuefm-10088]。\n',
    bibliography: { file: 'essay.bib', before: bib, hasEntry: /kexuefm-10088/, added: 1 },
  },
  {
    name: 'plain text',
    file: 'note.txt',
    before: '参考：|\n',
    after: '参考：苏剑林. (May. 07, 2024). 《Cool Papers更新：简单搭建了一个站内检索系统 》[Blog post]. Retrieved from https://kexue.fm/archives/10088\n',
  },
];

const entries = (text: string): number => text.match(/^@\w+\{/gm)?.length ?? 0;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const onDisk = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

describe('citing a post into a document', () => {
  const folder = vscode.Uri.joinPath((vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]?.uri as vscode.Uri, 'citing');

  async function open(uri: vscode.Uri, text: string): Promise<vscode.TextEditor> {
    const offset = text.indexOf('|');
    await vscode.workspace.fs.writeFile(uri, encode(text.replace('|', '')));
    const editor = await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.One });
    const position = editor.document.positionAt(offset);
    editor.selection = new vscode.Selection(position, position);
    return editor;
  }

  async function undoIn(uri: vscode.Uri): Promise<string> {
    const editor = await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.One });
    await vscode.commands.executeCommand('undo');
    return editor.document.getText();
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  for (const [endName, end] of [['LF', '\n'], ['CRLF', '\r\n']] as const) {
    const withEnds = (text: string): string => text.replaceAll('\n', end);
    for (const { name, file, before, after, bibliography } of cases) {
      it(`${name}, ${endName}: cites, keeps every other byte, and is undone in one step a file`, async () => {
        const uri = vscode.Uri.joinPath(folder, endName, file);
        const bibUri = bibliography && vscode.Uri.joinPath(folder, endName, bibliography.file);
        if (bibUri) await vscode.workspace.fs.writeFile(bibUri, encode(withEnds(bibliography.before)));
        const { document } = await open(uri, withEnds(before));
        await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
        assert.equal(document.getText(), withEnds(after));
        assert.equal(document.isDirty, true, 'the document is the user’s to save');
        if (bibUri) {
          const saved = await onDisk(bibUri);
          assert.equal(entries(saved), entries(bibliography.before) + bibliography.added);
          assert.match(saved, bibliography.hasEntry);
          assert.ok(saved.startsWith(withEnds(bibliography.before)), 'what stood there still stands there');
          assert.equal(/(?<!\r)\n/.test(saved), end === '\n', 'line ends are the file’s own');
          if (bibliography.added > 0) assert.equal(await undoIn(bibUri), withEnds(bibliography.before));
        }
        assert.equal(await undoIn(uri), withEnds(before.replace('|', '')));
      });
    }
  }

  it('leaves a bibliography with unsaved changes unsaved', async () => {
    const bibUri = vscode.Uri.joinPath(folder, 'dirty.bib');
    await vscode.workspace.fs.writeFile(bibUri, encode(bib));
    const bibEditor = await vscode.window.showTextDocument(bibUri, { preview: false });
    await bibEditor.edit((builder) => builder.insert(new vscode.Position(0, 0), '% mine\n'));
    await open(vscode.Uri.joinPath(folder, 'dirty.tex'), '|\n\\bibliography{dirty}\n');
    await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
    assert.match(bibEditor.document.getText(), /^% mine\n[^]*kexuefm-10088/);
    assert.equal(bibEditor.document.isDirty, true);
    assert.equal(await onDisk(bibUri), bib);
  });

  it('cites twice with one entry', async () => {
    const bibUri = vscode.Uri.joinPath(folder, 'twice.bib');
    await vscode.workspace.fs.writeFile(bibUri, encode(''));
    const { document } = await open(vscode.Uri.joinPath(folder, 'twice.tex'), '|\n\n\\bibliography{twice}\n');
    await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
    assert.equal(document.getText(), '\\cite{kexuefm-10088}\n\\cite{kexuefm-10088}\n\\bibliography{twice}\n');
    assert.equal(entries(await onDisk(bibUri)), 1);
  });

  it('keeps a GB 18030 bibliography in its encoding', async () => {
    const bibUri = vscode.Uri.joinPath(folder, 'old.bib');
    const old = await vscode.workspace.encode('@article{旧文,\n  title = {旧的标题},\n}\n', { encoding: 'gb18030' });
    await vscode.workspace.fs.writeFile(bibUri, old);
    await open(vscode.Uri.joinPath(folder, 'old.tex'), '|\n\\bibliography{old}\n');
    await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
    const saved = await vscode.workspace.fs.readFile(bibUri);
    assert.deepEqual(saved.slice(0, old.length), old);
    assert.match(await vscode.workspace.decode(saved, { encoding: 'gb18030' }), /kexuefm-10088[^]*苏剑林/);
  });

  it('changes no byte of a bibliography with mixed line ends but for the entry', async () => {
    const bibUri = vscode.Uri.joinPath(folder, 'mixed.bib');
    const mixed = '@article{a,\r\n  title = {A},\n}\r\n';
    await vscode.workspace.fs.writeFile(bibUri, encode(mixed));
    await open(vscode.Uri.joinPath(folder, 'mixed.tex'), '|\n\\bibliography{mixed}\n');
    await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
    const saved = await onDisk(bibUri);
    assert.ok(saved.startsWith(mixed.trimEnd()), JSON.stringify(saved));
    assert.match(saved, entry);
  });
});
