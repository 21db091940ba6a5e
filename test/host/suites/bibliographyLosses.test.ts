import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { applyToFile, changeInTurn, readUserFile } from '../../../src/host/citation/bibliographyFile';
import { checkBibliography } from '../../../src/host/citation/checkBibliography';
import { describeFailure } from '../../../src/host/userErrors';
import { whenAsked } from './answers';
import { closeAll, openAtEnd, whileRunning, workspaceFolder } from './citingWorld';
import { MemoryFiles } from './memoryFiles';

const old = '@article{old,\n  title = {Old},\n}\n';
const mixed = '@article{a,\r\n  title = {A},\n}\r\n';
const frontMatter = '---\nbibliography: refs.bib\n---\n\n';
const entry = '\n@misc{new}\n';
const cite = (): Thenable<unknown> => vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');

/** Puts an entry at the end of a file that lacks it, as citing does. */
function append(uri: vscode.Uri): Promise<void> {
  return changeInTurn(uri, async () => {
    const file = await readUserFile(uri);
    if (file.text.includes(entry)) return;
    await applyToFile(file, { start: file.text.length, end: file.text.length, text: entry });
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

  it('and a file that has got more since: the copy goes, nothing is told', async () => {
    files.put(uri('refs.bib'), `${old}${entry}\n@misc{mine}\n`);
    files.put(uri('refs.bib.unfinished'), old + entry);
    assert.deepEqual(await whenAsked([], () => append(uri('refs.bib'))), []);
    await changeInTurn(uri('refs.bib'), async () => applyToFile(await readUserFile(uri('refs.bib')), { start: 0, end: 0, text: '% top\n' }));
    assert.equal(files.text(uri('refs.bib')), `% top\n${old}${entry}\n@misc{mine}\n`);
    assert.equal(files.text(uri('refs.bib.unfinished')), undefined);
  });

  describe('of repairs', () => {
    const wrapped = (id: number): string => `@online{kexuefm-${id},\n  url = {\\url{https://kexue.fm/archives/${id}}},\n}\n`;
    const bare = (id: number): string => wrapped(id).replace(/\\url\{(.*)\}\}/, '$1}');
    const [faulty, mended] = [wrapped(10088) + wrapped(10007), bare(10088) + bare(10007)];
    const check = async (): Promise<void> => checkBibliography(await vscode.workspace.openTextDocument(uri('refs.bib')), []);
    const left = (): string[] => files.readDirectory(vscode.Uri.joinPath(uri('refs.bib'), '..')).map(([name]) => name);

    /** @param after what the file has after the end of the process, where that is not half of its new text */
    async function killRepairs(after?: string): Promise<void> {
      files.put(uri('refs.bib'), faulty);
      files.rule = 'killed';
      files.killedAt = 'refs.bib';
      let isOver = false;
      whileRunning(check(), 'workbench.action.acceptSelectedQuickOpenItem').catch(() => undefined).finally(() => (isOver = true));
      while (!files.isDead) await new Promise((resolve) => setTimeout(resolve, 20));
      files.startAgain();
      while (!isOver) await new Promise((resolve) => setTimeout(resolve, 20));
      if (after !== undefined) files.put(uri('refs.bib'), after);
      await vscode.window.showTextDocument(uri('refs.bib')); // closed below: it died with the process
      await closeAll();
    }

    for (const [name, after] of [['half-way', undefined], ['before it began', faulty], ['with nothing written', '']] as const) {
      it(`${name}: the next check finishes them`, async () => {
        await killRepairs(after);
        assert.notEqual(files.text(uri('refs.bib')), mended);
        const [finished, outcome] = await whenAsked([], check);
        assert.match(finished?.message ?? '', /An earlier change of .*refs\.bib had broken off\. It is finished now\./);
        assert.match(outcome?.message ?? '', /Nothing is wrong/);
        assert.equal(files.text(uri('refs.bib')), mended);
        assert.deepEqual(left(), ['refs.bib']);
      });

      it(`${name}: the next citation finishes them`, async () => {
        await killRepairs(after);
        await append(uri('refs.bib'));
        assert.equal(files.text(uri('refs.bib')), mended + entry);
        assert.deepEqual(left(), ['refs.bib']);
      });
    }

    it('and a file that has something else by now: it is left alone', async () => {
      const mine = faulty.replace('10007', '10017');
      await killRepairs(mine);
      assert.match(await refusal(uri('refs.bib')), /refs\.bib\.unfinished is left from a change that broke off/);
      assert.equal(files.text(uri('refs.bib')), mine);
      assert.equal(files.text(uri('refs.bib.unfinished')), mended);
    });

    it('nothing lies beside the file when they are made', async () => {
      files.put(uri('refs.bib'), faulty);
      await whileRunning(check(), 'workbench.action.acceptSelectedQuickOpenItem');
      assert.equal(files.text(uri('refs.bib')), mended);
      assert.deepEqual(left(), ['refs.bib']);
    });

    for (const [name, start] of [['of one kind of line ends', ''], ['of mixed line ends', '% mixed\r\n']] as const) {
      it(`a file ${name} that was changed while the list was open: mended where the fields stand by now`, async () => {
        files.put(uri('refs.bib'), start + faulty);
        const done = check();
        await new Promise((resolve) => setTimeout(resolve, 1000));
        files.put(uri('refs.bib'), `${start}% top\n${faulty}`);
        await whileRunning(done, 'workbench.action.acceptSelectedQuickOpenItem');
        assert.equal(files.text(uri('refs.bib')), `${start}% top\n${mended}`);
      });
    }

    it('a file that was mended by somebody else while the list was open: nothing is written, and so it is told', async () => {
      files.put(uri('refs.bib'), faulty);
      const done = check().then(() => assert.fail('it was mended'), describeFailure);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      files.put(uri('refs.bib'), mended);
      await whileRunning(done, 'workbench.action.acceptSelectedQuickOpenItem');
      assert.match(await done, /refs\.bib could not be changed: it is read-only, or was changed meanwhile/);
      assert.equal(files.text(uri('refs.bib')), mended);
    });
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

describe('a bibliography that another window changes at the same time', () => {
  const files = new MemoryFiles();
  const theirs = `${old}\n@misc{theirs}\n`;
  let counter = 0;
  let uri: vscode.Uri;
  let registration: vscode.Disposable;
  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('sssharedfs', files, { isCaseSensitive: true });
  });
  after(() => void registration.dispose());
  beforeEach(() => {
    uri = vscode.Uri.parse(`sssharedfs://server/${String(counter++)}/refs.bib`);
    files.put(uri, old);
  });
  afterEach(closeAll);

  const left = (): string[] => files.readDirectory(vscode.Uri.joinPath(uri, '..')).map(([name]) => name);

  it('is waited for: both entries, nothing is told', async () => {
    const copy = uri.with({ path: `${uri.path}.unfinished` });
    files.put(copy, theirs);
    setTimeout(() => {
      files.put(uri, theirs);
      files.delete(copy);
    }, 300);
    assert.deepEqual(await whenAsked([], () => append(uri)), []);
    assert.equal(files.text(uri), theirs + entry);
    assert.deepEqual(left(), ['refs.bib']);
  });

  for (const [name, start] of [['of one kind of line ends', ''], ['of mixed line ends', '% mixed\r\n']] as const) {
    it(`${name}, between our reading and writing: is read again, both entries`, async () => {
      files.put(uri, start + old);
      let tries = 0;
      await changeInTurn(uri, async () => {
        const { text, ...file } = await readUserFile(uri);
        if (tries++ === 0) files.put(uri, start + theirs);
        await applyToFile({ text, ...file }, { start: text.length, end: text.length, text: entry });
      });
      assert.equal(files.text(uri), start + theirs + entry);
      assert.deepEqual(left(), ['refs.bib']);
    });
  }

  it('and again each time: nothing is written, and so it is told', async () => {
    let tries = 0;
    const change = changeInTurn(uri, async () => {
      const file = await readUserFile(uri);
      files.put(uri, `${old}% ${String(tries++)}\n`);
      await applyToFile(file, { start: 0, end: 0, text: entry });
    });
    assert.match(describeFailure(await change.then(() => assert.fail('it was added'), (reason: unknown) => reason)), /refs\.bib could not be changed: it is read-only, or was changed meanwhile/);
    assert.equal(files.text(uri), `${old}% ${String(tries - 1)}\n`);
    assert.deepEqual(left(), ['refs.bib']);
  });
});
