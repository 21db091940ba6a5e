import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { table, type TargetRow } from '../../core/citation/cite/table';
import { closeAll, encode, entries, onDisk, setText, whileAnswering, workspaceFolder, writeAndOpen } from './citingWorld';

/** Two posts of the shipped list in place of the table's 题目1 and 题目2. */
const first = { id: '10088', title: 'Cool Papers更新：简单搭建了一个站内检索系统', date: 'May. 07, 2024' };
const second = { id: '10007', title: '用傅里叶级数拟合一维概率密度函数', date: 'Mar. 07, 2024' };

interface EntryState {
  readonly text: string;
  readonly keys: readonly [string, string];
  /** How many of the posts it has. */
  readonly has: number;
}
const states: Readonly<Record<string, EntryState>> = {
  'new entry': { text: '@book{x,\n  title = {X}\n}\n', keys: ['kexuefm-10088', 'kexuefm-10007'], has: 0 },
  'existing entry': { text: '@online{su-one,\n  title = {X},\n  url = {http://spaces.ac.cn/archives/10088/}\n}\n', keys: ['su-one', 'kexuefm-10007'], has: 1 },
};

interface Kind {
  readonly name: string;
  readonly before: (row: TargetRow) => string;
  readonly after: (row: TargetRow) => string;
  readonly posts: readonly (string | { id: string; locator: string })[];
}
const written = (row: TargetRow, citation: string, tail = ''): string => row.frame.replace('|', () => citation) + tail;
const kinds: readonly Kind[] = [
  { name: 'one', before: (row) => row.frame, after: (row) => written(row, row.one, row.tail?.one), posts: [first.id] },
  { name: 'several', before: (row) => row.frame, after: (row) => written(row, row.several, row.tail?.several), posts: [first.id, second.id] },
  { name: 'locator', before: (row) => row.frame, after: (row) => written(row, row.locator, row.tail?.one), posts: [{ id: first.id, locator: '2' }] },
  { name: 'extend', before: (row) => (row.standing === '' ? '' : written(row, row.standing)), after: (row) => written(row, row.extended, row.tail?.extended), posts: [first.id] },
];

/** The table's text with the posts that the extension knows. */
function named(text: string, keys: readonly [string, string]): string {
  return text
    .replace(/\bA\b/g, keys[0])
    .replace(/\bB\b/g, keys[1])
    .replaceAll('(May. 07, 2024). 《题目2', `(${second.date}). 《题目2`)
    .replaceAll('题目1', first.title)
    .replaceAll('题目2', second.title)
    .replace(/archives\/1\b/g, `archives/${first.id}`)
    .replace(/archives\/2\b/g, `archives/${second.id}`);
}

let counter = 0;

describe('citing: every target × one, several, locator, extend × line ends × state of the entry', () => {
  const settings = vscode.workspace.getConfiguration('scientificSpaces.citation');
  afterEach(closeAll);
  after(() => settings.update('markdownForm', undefined, vscode.ConfigurationTarget.Workspace));

  for (const row of table) {
    for (const [endName, end] of [['LF', '\n'], ['CRLF', '\r\n']] as const) {
      it(`${row.name}, ${endName}`, async () => {
        await settings.update('markdownForm', row.markdownForm, vscode.ConfigurationTarget.Workspace);
        for (const [stateName, state] of Object.entries(states).slice(0, row.usesKeys ? 2 : 1)) {
          const bench = await setUp(row, end, state);
          for (const kind of kinds.filter((each) => each.before(row) !== '')) await check(bench, kind, `${kind.name}, ${stateName}`);
        }
      });
    }
  }
});

/** A document of a row beside its bibliography, both open. */
interface Bench {
  readonly row: TargetRow;
  readonly state: EntryState;
  readonly withEnds: (text: string) => string;
  readonly editor: vscode.TextEditor;
  readonly bib: vscode.Uri;
}

async function setUp(row: TargetRow, end: string, state: EntryState): Promise<Bench> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), 'table', String(counter++));
  const withEnds = (text: string): string => text.replaceAll('\n', end);
  // Rows that name no bibliography are asked about: the nearest file is the first answer.
  const name = /bibliography: \[?(\w+\.bib)|(?:addbibresource\{|bibtex-file: |bibliography-database: )(\w+\.bib)/.exec(row.frame);
  const bib = vscode.Uri.joinPath(folder, name?.[1] ?? name?.[2] ?? 'refs.bib');
  await vscode.workspace.fs.writeFile(bib, encode(withEnds(state.text)));
  return { row, state, withEnds, bib, editor: await writeAndOpen(vscode.Uri.joinPath(folder, row.path), end) };
}

async function check({ row, state, withEnds, editor, bib }: Bench, kind: Kind, label: string): Promise<void> {
  const { document } = editor;
  const before = withEnds(named(kind.before(row), state.keys));
  await setText(editor, before);
  await whileAnswering(vscode.commands.executeCommand('scientificSpaces.insertCitation', { posts: kind.posts }));
  assert.equal(document.getText(), withEnds(named(kind.after(row), state.keys)), label);
  const saved = await onDisk(bib);
  const old = withEnds(state.text);
  const added = row.usesKeys ? kind.posts.length - state.has : 0;
  assert.equal(entries(saved), 1 + added, `${label}: entries`);
  assert.ok(saved.startsWith(old), `${label}: what stood in the bibliography stands there`);
  assert.equal(/(?<!\r)\n/.test(saved), withEnds('\n') === '\n', `${label}: line ends of the bibliography`);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), before.replace('|', ''), `${label}: undone in one step`);
  if (added === 0) return;
  if (kind.name === 'locator' || kind.name === 'extend') return reset(bib, old); // the entry is that of `one`
  const bibEditor = await vscode.window.showTextDocument(bib, { preview: false, viewColumn: vscode.ViewColumn.Two });
  await vscode.commands.executeCommand('undo');
  assert.equal(bibEditor.document.getText(), old, `${label}: bibliography undone in one step`);
  await bibEditor.document.save();
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.One });
}

/** Puts the bibliography back without showing it. */
async function reset(bib: vscode.Uri, old: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(bib);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(bib, new vscode.Range(0, 0, document.lineCount, 0), old);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
