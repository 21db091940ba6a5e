import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { applyToFile, readUserFile, toFileError } from '../../../src/host/citation/bibliographyFile';
import { finishingFirst } from '../../../src/host/citation/safetyCopy';
import { describeFailure } from '../../../src/host/userErrors';
import { closeAll, openAtEnd, whileRunning, workspaceFolder } from './citingWorld';
import { MemoryFiles } from './memoryFiles';

const old = '@article{old,\n  title = {Old},\n}\n';
const mixed = '@article{a,\r\n  title = {A},\n}\r\n';
const frontMatter = '---\nbibliography: refs.bib\n---\n\n';
const entry = '\n@misc{new}\n';
const cite = (): Thenable<unknown> => vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');

/** Puts an entry at the end of a file that lacks it, as citing does. */
function append(uri: vscode.Uri): Promise<void> {
  return finishingFirst(uri, async () => {
    const file = await readUserFile(uri);
    if (file.text.includes(entry)) return;
    try {
      await applyToFile(file, { start: file.text.length, end: file.text.length, text: entry });
    } catch (error) {
      throw toFileError(error, uri);
    }
  });
}

/** What the user is told when an entry cannot be added. */
async function refusal(uri: vscode.Uri): Promise<string> {
  const error: unknown = await append(uri).then(() => assert.fail('it was added'), (reason: unknown) => reason);
  return describeFailure(error);
}

describe('a bibliography in a read-only folder', () => {
  let counter = 0;
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  const text = (name: string): string => readFileSync(at(name), 'utf8');

  /** @returns whether the folder takes no new file now; what belongs to the system's own user takes it in spite of its mode */
  function close(): boolean {
    chmodSync(folder, 0o555);
    if (isClosed()) return true;
    spawnSync('chattr', ['+i', folder]);
    return isClosed();
  }
  function isClosed(): boolean {
    try {
      writeFileSync(at('probe'), '');
    } catch {
      return true;
    }
    rmSync(at('probe'));
    return false;
  }
  function open(): void {
    spawnSync('chattr', ['-i', folder]);
    chmodSync(folder, 0o755);
  }

  beforeEach(() => {
    folder = path.join(workspaceFolder().fsPath, 'closed', String(counter++));
    mkdirSync(folder, { recursive: true });
    writeFileSync(at('paper.md'), frontMatter);
  });
  afterEach(async () => {
    open();
    await closeAll();
  });

  for (const [name, before] of [['of one kind of line ends', old], ['of mixed line ends', mixed]] as const) {
    it(`${name}, the file itself writable: the entry goes in, nothing else is made`, async function () {
      writeFileSync(at('refs.bib'), before);
      if (!close()) this.skip();
      const editor = await openAtEnd(vscode.Uri.file(at('paper.md')));
      await cite();
      assert.match(editor.document.getText(), /^\[@kexuefm-10088\]$/m);
      assert.ok(text('refs.bib').startsWith(before.trimEnd()));
      assert.match(text('refs.bib'), /\{kexuefm-10088,/);
      assert.deepEqual(readdirSync(folder).sort(), ['paper.md', 'refs.bib']);
    });
  }

  it('not there yet: neither file nor citation, and told to choose another', async function () {
    if (!close()) this.skip();
    const editor = await openAtEnd(vscode.Uri.file(at('paper.md')));
    await whileRunning(cite(), 'workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(editor.document.getText(), frontMatter);
    assert.equal(existsSync(at('refs.bib')), false);
    assert.match(await refusal(vscode.Uri.file(at('refs.bib'))), /refs\.bib could not be changed: it is read-only.*choose another file/);
  });
});

describe('a bibliography whose write is cut off by the end of the process', () => {
  const files = new MemoryFiles();
  let counter = 0;
  const uri = (name: string): vscode.Uri => vscode.Uri.parse(`sskilledfs://server/${String(counter)}/${name}`);
  let registration: vscode.Disposable;
  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('sskilledfs', files, { isCaseSensitive: true });
  });
  after(() => void registration.dispose());
  beforeEach(() => void counter++);
  afterEach(async () => {
    files.startAgain();
    await closeAll();
  });

  async function killAt(name: string, before: string): Promise<void> {
    files.put(uri('refs.bib'), before);
    files.rule = 'killed';
    files.killedAt = name;
    append(uri('refs.bib')).catch(() => undefined);
    while (!files.isDead) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  for (const [name, before] of [['through the editor', old], ['on the disk', mixed]] as const) {
    it(`${name}: a copy beside it has every byte, and the next citation finishes it`, async () => {
      await killAt('refs.bib', before);
      assert.equal(files.text(uri('refs.bib'))?.startsWith(before), false, 'the write did break off');
      assert.equal(files.text(uri('refs.bib.unfinished')), before + entry);
      files.startAgain();
      const held = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri('refs.bib').toString());
      if (held) await vscode.window.showTextDocument(held); // closed below: it died with the process
      await closeAll();
      await append(uri('refs.bib'));
      assert.equal(files.text(uri('refs.bib')), before + entry);
      assert.equal(files.text(uri('refs.bib.unfinished')), undefined);
    });
  }

  for (const present of [old, '']) {
    it(`before it began, in a file of ${present.length} bytes: the next citation finishes it`, async () => {
      files.put(uri('refs.bib'), present);
      files.put(uri('refs.bib.unfinished'), `${old}${entry}`);
      await append(uri('refs.bib'));
      assert.equal(files.text(uri('refs.bib')), old + entry);
      assert.equal(files.text(uri('refs.bib.unfinished')), undefined);
    });
  }

  it('and a file that has something else by now: neither is changed, and what to do is told', async () => {
    const mine = `% mine\n${old}`;
    files.put(uri('refs.bib'), mine);
    files.put(uri('refs.bib.unfinished'), old + entry);
    assert.match(await refusal(uri('refs.bib')), /refs\.bib\.unfinished is left from a change that broke off.*delete it, then try again/);
    assert.equal(files.text(uri('refs.bib')), mine);
    assert.equal(files.text(uri('refs.bib.unfinished')), old + entry);
  });

  it('while the copy is made: the file is as it was, and what there is of the copy is in nobody’s way', async () => {
    await killAt('.part', old);
    assert.equal(files.text(uri('refs.bib')), old);
    files.startAgain();
    await append(uri('refs.bib'));
    assert.equal(files.text(uri('refs.bib')), old + entry);
    assert.deepEqual(files.readDirectory(vscode.Uri.joinPath(uri('refs.bib'), '..')).map(([name]) => name), ['refs.bib']);
  });

  it('after the write: a copy that says the same is in nobody’s way', async () => {
    files.put(uri('refs.bib'), old);
    files.put(uri('refs.bib.unfinished'), old);
    await append(uri('refs.bib'));
    assert.equal(files.text(uri('refs.bib')), old + entry);
    assert.equal(files.text(uri('refs.bib.unfinished')), undefined);
  });
});
