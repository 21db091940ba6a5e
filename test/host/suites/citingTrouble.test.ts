import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeAll, openAtEnd, undoIn, whileRunning, workspaceFolder } from './citingWorld';
import { MemoryFiles } from './memoryFiles';

const old = '@article{old,\n  title = {Old},\n}\n';
const frontMatter = '---\nbibliography: refs.bib\n---\n\n';
const cite = (id = '10088'): Thenable<unknown> => vscode.commands.executeCommand('scientificSpaces.citeArticle', id);
const citation = /^\[@kexuefm-10088\]$/m;
const entry = /@misc\{kexuefm-10088,|@online\{kexuefm-10088,/;

/** A setting as long as `run` takes. */
async function withSetting(name: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await run();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

describe('bibliographies in trouble', () => {
  let counter = 0;
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  const text = (name: string): string => readFileSync(at(name), 'utf8');
  /** A document that names `refs.bib`, which has these bytes. */
  async function open(bibliography: string | undefined): Promise<vscode.TextEditor> {
    if (bibliography !== undefined) writeFileSync(at('refs.bib'), bibliography);
    writeFileSync(at('paper.md'), frontMatter);
    return openAtEnd(vscode.Uri.file(at('paper.md')));
  }
  beforeEach(() => {
    folder = path.join(workspaceFolder().fsPath, 'trouble', String(counter++));
    mkdirSync(folder, { recursive: true });
  });
  afterEach(closeAll);

  it('in an untitled document of its own: the entry', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'bibtex', content: old });
    const editor = await vscode.window.showTextDocument(document);
    const end = document.positionAt(old.length);
    editor.selection = new vscode.Selection(end, end);
    await cite();
    assert.ok(document.getText().startsWith(old.trimEnd()));
    assert.match(document.getText(), entry);
  });

  it('deleted while the question is open: made anew', async () => {
    writeFileSync(at('other.bib'), old);
    writeFileSync(at('paper.md'), '---\nbibliography: [refs.bib, other.bib]\n---\n\n');
    writeFileSync(at('refs.bib'), old);
    const editor = await openAtEnd(vscode.Uri.file(at('paper.md')));
    const done = cite();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    rmSync(at('refs.bib'));
    await whileRunning(done, 'workbench.action.acceptSelectedQuickOpenItem');
    assert.match(editor.document.getText(), citation);
    assert.match(text('refs.bib'), entry);
    assert.equal(text('other.bib'), old);
  });

  it('written by another window a moment ago: both entries', async () => {
    writeFileSync(at('refs.bib'), old);
    await openAtEnd(vscode.Uri.file(at('refs.bib')));
    const editor = await open(undefined);
    const theirs = `${old}\n@article{theirs,\n  title = {Theirs},\n}\n`;
    writeFileSync(at('refs.bib'), theirs);
    await cite();
    assert.match(editor.document.getText(), citation);
    assert.ok(text('refs.bib').startsWith(theirs.trimEnd()), text('refs.bib'));
    assert.match(text('refs.bib'), entry);
  });

  it('changed on the disk while it has unsaved changes: the entry joins these, the disk keeps its own', async () => {
    writeFileSync(at('refs.bib'), old);
    const bib = await openAtEnd(vscode.Uri.file(at('refs.bib')));
    await bib.edit((builder) => builder.insert(new vscode.Position(0, 0), '% mine\n'));
    const editor = await open(undefined);
    writeFileSync(at('refs.bib'), '% theirs\n');
    await cite();
    assert.match(editor.document.getText(), citation);
    assert.match(bib.document.getText(), /^% mine\n@article\{old,[^]*kexuefm-10088/);
    assert.equal(text('refs.bib'), '% theirs\n');
  });

  for (const [name, value] of [['files.trimTrailingWhitespace', true], ['files.trimFinalNewlines', true], ['files.insertFinalNewline', true], ['editor.formatOnSave', true]] as const) {
    it(`${name}: no byte of a closed file changes but for the entry`, async () => {
      const untidy = '@article{old,   \n  title = {Old},\t\n}\n\n\n\n% end  ';
      const editor = await open(untidy);
      await withSetting(name, value, async () => void (await cite()));
      assert.match(editor.document.getText(), citation);
      const after = text('refs.bib');
      const start = after.indexOf('@misc') < 0 ? after.indexOf('@online') : after.indexOf('@misc');
      assert.ok(start > 0);
      assert.ok(after.startsWith('@article{old,   \n  title = {Old},\t\n}') && after.endsWith('\n\n\n\n% end  '), JSON.stringify(after));
    });
  }

  it('read-only by a setting: nothing is written anywhere', async () => {
    const editor = await open(old);
    await withSetting('files.readonlyInclude', { '**/refs.bib': true }, async () => {
      await whileRunning(cite(), 'notifications.clearAll');
      assert.equal(editor.document.getText(), frontMatter);
      assert.equal(text('refs.bib'), old);
      assert.equal(vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === at('refs.bib'))?.isDirty ?? false, false);
    });
  });

  it('of mixed line ends: undoing in the bibliography never loses it', async () => {
    const mixed = '@article{a,\r\n  title = {A},\n}\r\n';
    const editor = await open(mixed);
    await cite();
    assert.match(editor.document.getText(), citation);
    await undoIn(vscode.Uri.file(at('refs.bib')));
    assert.ok(text('refs.bib').startsWith(mixed.trimEnd()));
  });

  describe('in a file system that an extension provides', () => {
    const files = new MemoryFiles();
    const uri = (name: string): vscode.Uri => vscode.Uri.parse(`sstestfs://server/share%20one/${String(counter)}/${name}`);
    let registration: vscode.Disposable;
    before(() => {
      registration = vscode.workspace.registerFileSystemProvider('sstestfs', files, { isCaseSensitive: true });
    });
    after(() => void registration.dispose());
    beforeEach(() => {
      files.rule = 'take';
      files.permissions = undefined;
    });
    async function openVirtual(): Promise<vscode.TextEditor> {
      files.put(uri('refs.bib'), old);
      files.put(uri('paper.md'), frontMatter);
      return openAtEnd(uri('paper.md'));
    }

    it('the entry goes into the file beside the document, of the same server', async () => {
      const editor = await openVirtual();
      await cite();
      assert.match(editor.document.getText(), citation);
      assert.ok(files.text(uri('refs.bib'))?.startsWith(old));
      assert.match(files.text(uri('refs.bib')) ?? '', entry);
    });

    for (const [lineEnds, before] of [['one kind of', old], ['mixed', '@article{a,\r\n  title = {A},\n}\r\n']] as const) {
      it(`a full disk and ${lineEnds} line ends: the file is as it was, and nothing lies beside it`, async () => {
        const editor = await openVirtual();
        files.put(uri('refs.bib'), before);
        files.rule = 'noSpace';
        await whileRunning(cite(), 'notifications.clearAll');
        assert.equal(editor.document.getText(), frontMatter);
        assert.equal(files.text(uri('refs.bib')), before);
        assert.deepEqual(files.readDirectory(vscode.Uri.joinPath(uri('refs.bib'), '..')).map(([name]) => name).sort(), ['paper.md', 'refs.bib']);
      });
    }

    it('a read-only file: nothing changes', async () => {
      const editor = await openVirtual();
      files.permissions = vscode.FilePermission.Readonly;
      await whileRunning(cite(), 'notifications.clearAll');
      assert.equal(editor.document.getText(), frontMatter);
      assert.equal(files.text(uri('refs.bib')), old);
      assert.ok(!vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri('refs.bib').toString()));
    });

    it('no permission to write: nothing is lost', async () => {
      const editor = await openVirtual();
      files.rule = 'noPermission';
      await whileRunning(cite(), 'notifications.clearAll');
      assert.equal(editor.document.getText(), frontMatter);
      assert.equal(files.text(uri('refs.bib')), old);
    });
  });
});
