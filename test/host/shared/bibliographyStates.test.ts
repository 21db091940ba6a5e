import assert from 'node:assert/strict';
import { linkSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { suiteLog } from '../suiteLog';
import { closeAll, whileRunning, workspaceFolder } from '../suites/citingWorld';

const corpus = JSON.parse(readFileSync(path.join(process.env['SHARED_DIR'] ?? '../shared', 'corpora/bibtex-file-states.json'), 'utf8')) as readonly { id: string; state: string }[];

/** `lossless`: whether the encoding is recognised or refused, no byte is lost. */
type Outcome = 'added' | 'present' | 'refused' | 'lossless';
interface State {
  readonly outcome: Outcome;
  /** The bibliography's file, made by the state itself where bytes alone don't tell. */
  readonly name?: string;
  readonly bytes?: Buffer;
  readonly prepare?: (file: string) => void;
  /** In which states of the editor this can be tried. */
  readonly editors?: readonly EditorState[];
  readonly encoding?: string;
}
type EditorState = 'closed' | 'open' | 'dirty';

const entry = '@article{old,\n  title = {Old},\n}\n';
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const utf16le = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const big = Array.from({ length: 50_000 }, (_, i) => `@article{key${String(i)},\n  title = {Title ${String(i)}},\n  author = {Somebody, Some},\n  journal = {${'x'.repeat(300)}},\n}\n`).join('\n');

/** By the words of the corpus. What cannot be made in one process of one user is left out and counted. */
const states: Readonly<Record<string, State>> = {
  'empty file': { outcome: 'added', bytes: utf8('') },
  'only whitespace': { outcome: 'added', bytes: utf8('  \n\n\t\n') },
  'no final newline': { outcome: 'added', bytes: utf8(entry.trimEnd()) },
  CRLF: { outcome: 'added', bytes: utf8(entry.replaceAll('\n', '\r\n')) },
  'CR only': { outcome: 'added', bytes: utf8(entry.replaceAll('\n', '\r')), editors: ['closed', 'open'] },
  'mixed CRLF/LF': { outcome: 'added', bytes: utf8('@article{a,\r\n  title = {A},\n}\r\n'), editors: ['closed', 'open'] },
  'UTF-8 BOM': { outcome: 'added', bytes: utf8(`\ufeff${entry}`) },
  'UTF-16LE BOM': { outcome: 'added', bytes: utf16le(entry), encoding: 'utf16le' },
  'GBK (see gbk_test.bib)': { outcome: 'added', bytes: Buffer.from([...utf8('@article{a,\n  title = {'), 0xbf, 0xc6, 0xd1, 0xa7, ...utf8('},\n}\n')]), encoding: 'gb18030', editors: ['closed'] },
  'GB18030 4-byte': { outcome: 'added', bytes: Buffer.from([...utf8('@article{a,\n  title = {'), 0xbf, 0xc6, 0x95, 0x32, 0x82, 0x36, ...utf8('},\n}\n')]), encoding: 'gb18030', editors: ['closed'] },
  'Latin-1': { outcome: 'lossless', bytes: Buffer.from('@article{a,\n  title = {Poincar\u00e9 \u00fcber alles},\n}\n', 'latin1'), editors: ['closed'] },
  'Shift-JIS': { outcome: 'lossless', bytes: Buffer.from([...utf8('@article{a,\n  title = {'), 0x93, 0xfa, 0x96, 0x7b, ...utf8('},\n}\n')]), editors: ['closed'] },
  'dangling symlink': { outcome: 'lossless', prepare: (file) => symlinkSync(`${file}.gone`, file), editors: ['closed'] },
  'last entry unclosed': { outcome: 'added', bytes: utf8(`${entry}\n@article{open,\n  title = {Open},\n`) },
  'trailing @comment jabref-meta': { outcome: 'added', bytes: utf8(`${entry}\n@Comment{jabref-meta: databaseType:bibtex;}\n`) },
  '@preamble at end': { outcome: 'added', bytes: utf8(`${entry}\n@preamble{"\\newcommand{\\noop}[1]{}"}\n`) },
  'same key exists (case-insensitive)': { outcome: 'added', bytes: utf8('@article{KexueFM-10088,\n  title = {Another},\n  url = {https://example.org/},\n}\n') },
  'same key inside @comment': { outcome: 'added', bytes: utf8('@comment{@misc{kexuefm-10088, title={x}}}\n') },
  'same URL under another key': { outcome: 'present', bytes: utf8('@online{mine,\n  title = {T},\n  url = {http://spaces.ac.cn/archives/10088/},\n}\n') },
  '50 000 entries / 20 MB': { outcome: 'added', bytes: utf8(big), editors: ['closed'] },
  symlink: { outcome: 'added', bytes: utf8(entry), prepare: (file) => (writeFileSync(`${file}.target`, entry), symlinkSync(`${file}.target`, file)) },
  'hard link': { outcome: 'added', bytes: utf8(entry), prepare: (file) => (writeFileSync(`${file}.other`, entry), linkSync(`${file}.other`, file)) },
  'file is a folder': { outcome: 'refused', prepare: (file) => mkdirSync(file), editors: ['closed'] },
  'in git with merge-conflict markers': { outcome: 'refused', bytes: utf8(`<<<<<<< HEAD\n${entry}=======\n${entry}>>>>>>> other\n`) },
  'path with spaces, CJK, %, #': { outcome: 'added', bytes: utf8(entry), name: 'my 文献 100% #1.bib' },
  'open and dirty in the editor': { outcome: 'added', bytes: utf8(entry), editors: ['dirty'] },
  'open and dirty with the same entry added': { outcome: 'present', bytes: utf8('@online{mine,\n  url = {https://kexue.fm/archives/10088},\n}\n'), editors: ['dirty'] },
  'undo must restore exactly': { outcome: 'added', bytes: utf8(entry), editors: ['open'] },
};

/** What `citingTrouble.test.ts` and `bibliographyLosses.test.ts` in `test/host/suites` try, with file systems and settings of their own. */
const triedElsewhere = new Set([
  'read-only file (0444)',
  'file in read-only folder',
  'kill -9 at write',
  'file deleted between pick and write',
  'open in two windows',
  'changed on disk while dirty (conflict)',
  'untitled .bib',
  'virtual FS (vscode-vfs, memfs)',
  'network path (UNC)',
  'disk full at write',
  'files.trimFinalNewlines / formatOnSave / editorconfig active',
  'readonlyInclude set',
]);

describe('bibliographies in every state, closed, open and dirty', () => {
  const tried = new Set<string>();
  let checks = 0;
  let counter = 0;
  afterEach(closeAll);
  after(() => {
    suiteLog(`${tried.size} of ${corpus.length} states, ${checks} checks; ${corpus.filter(({ state }) => triedElsewhere.has(state)).length} states in the suites of troubles; not tried: ${corpus.filter(({ state }) => !tried.has(state) && !triedElsewhere.has(state)).map(({ state }) => state).join('; ')}`);
  });

  for (const { state } of corpus) {
    const made = states[state];
    if (!made) continue;
    for (const editorState of made.editors ?? (['closed', 'open', 'dirty'] as const)) {
      it(`${state}, ${editorState}`, async () => {
        tried.add(state);
        checks++;
        await check(made, editorState);
      });
    }
  }

  it('two appends at the same time', async () => {
    tried.add('two appends at the same time');
    const folder = path.join(workspaceFolder().fsPath, 'states', String(counter++));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'refs.bib'), entry);
    writeFileSync(path.join(folder, 'paper.md'), '---\nbibliography: refs.bib\n---\n\n');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(path.join(folder, 'paper.md')), { preview: false });
    editor.selection = new vscode.Selection(4, 0, 4, 0);
    await Promise.all(['10088', '10007'].map((id) => vscode.commands.executeCommand('scientificSpaces.citeArticle', id)));
    const text = readFileSync(path.join(folder, 'refs.bib'), 'utf8');
    assert.ok(text.startsWith(entry));
    for (const key of ['kexuefm-10088', 'kexuefm-10007']) assert.equal(occurrences(text, `{${key},`), 1);
  });

  async function check({ outcome, name = 'refs.bib', bytes, prepare, encoding }: State, editorState: EditorState): Promise<void> {
    const folder = path.join(workspaceFolder().fsPath, 'states', String(counter++));
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, name);
    if (prepare) prepare(file);
    else writeFileSync(file, bytes ?? '');
    const paper = path.join(folder, 'paper.md');
    const frontMatter = `---\nbibliography: "${name}"\n---\n\n`;
    writeFileSync(paper, frontMatter);
    let mine = '';
    if (editorState !== 'closed') {
      const bibEditor = await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
      if (editorState === 'dirty') {
        mine = '% mine\n';
        await bibEditor.edit((builder) => builder.insert(new vscode.Position(0, 0), mine));
      }
    }
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(paper), { preview: false });
    editor.selection = new vscode.Selection(4, 0, 4, 0);
    await whileRunning(vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088'), outcome === 'refused' || outcome === 'lossless' ? 'workbench.action.closeQuickOpen' : 'noop');
    const cited = editor.document.getText().slice(frontMatter.length);
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
    const before = bytes ?? Buffer.alloc(0);
    if (outcome === 'refused') {
      assert.equal(cited, '', 'the document is as it was');
      if (bytes) assert.deepEqual(readFileSync(file), before);
      return;
    }
    if (outcome === 'lossless') {
      assert.ok(!bytes || keepsEverything(before, readFileSync(file)), 'no byte lost');
      assert.equal(cited === '', !bytes || readFileSync(file).equals(before), 'cited if and only if the entry is there');
      return;
    }
    const text = editorState === 'dirty' ? (open?.getText() ?? '') : decodeOld(readFileSync(file), encoding);
    const old = editorState === 'dirty' ? mine + decodeOld(before, encoding).replaceAll('\r\n', (open?.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n')) : decodeOld(before, encoding);
    const key = /^\[@([^\]]+)\]$/.exec(cited)?.[1];
    assert.ok(key, `cited: ${cited}`);
    assert.ok(text.includes(`{${key},`), 'the key is in the bibliography');
    if (outcome === 'present') assert.equal(key, 'mine');
    const added = outcome === 'added' ? 1 : 0;
    assert.equal(occurrences(text, 'archives/10088') - occurrences(old, 'archives/10088') > 0 ? 1 : 0, added, 'entries');
    if (editorState !== 'dirty') assert.ok(keepsEverything(before, readFileSync(file)), 'no byte lost');
    else assert.deepEqual(readFileSync(file), before, 'unsaved changes stay unsaved');
    assert.ok(lstatSync(file).isSymbolicLink() || !prepare || lstatSync(file).nlink > 1, 'a link stays a link');
  }
});

/** All old bytes stand in the new ones, in order, around one run of new bytes. */
function keepsEverything(before: Buffer, after: Buffer): boolean {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < before.length - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return start + tail === before.length;
}

const decodeOld = (bytes: Buffer, encoding: string | undefined): string => new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : (encoding ?? 'utf-8')).decode(bytes);
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

