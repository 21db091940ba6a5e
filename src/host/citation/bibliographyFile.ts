import * as vscode from 'vscode';
import { ReaderError } from '../../core/model/errors';
import { ChangedMeanwhile, finishingFirst, isSame, withSafetyCopy } from './safetyCopy';

/** One run of text to put into a file. Offsets count UTF-16 units of the text as decoded, with its own line ends. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file as its next reader will find it: the open document if there is one, else the disk. */
export interface FileText {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly exists: boolean;
  readonly document: vscode.TextDocument | undefined;
  /** VS Code's name of the encoding. */
  readonly encoding: string;
  /** Bytes on the disk; empty when the file is only in the editor or does not exist. */
  readonly bytes: Uint8Array;
}

/**
 * Reads a file that the user owns.
 *
 * The encoding is the open document's; for a closed file the byte order mark's, else UTF-8 if the bytes are valid,
 * else GB 18030, which old Chinese bibliographies are in.
 *
 * @throws ReaderError `unreadable` (`encoding`) when no encoding gives the file's bytes back: writing would lose some.
 */
export async function readUserFile(uri: vscode.Uri): Promise<FileText> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const bytes = await readBytes(uri);
  if (document) {
    const saved = !document.isDirty && bytes && isUtf8(document.encoding) ? await decodeWhole(bytes, document.encoding) : undefined;
    if (bytes && saved !== undefined) {
      // The editor shows several kinds of line ends as one, and would save them so: such a file is written on the disk.
      if (hasUnusualLineEnds(saved)) return { uri, text: saved, exists: true, document: undefined, encoding: document.encoding, bytes };
      await untilReloaded(document, saved);
    }
    const losesBytes = document.getText().includes('\uFFFD') && bytes !== undefined && !(await decodesTo(bytes, document.encoding));
    if (losesBytes) throw new ReaderError('unreadable', uri.toString(), { reason: 'encoding' });
    return { uri, text: document.getText(), exists: true, document, encoding: document.encoding, bytes: bytes ?? new Uint8Array() };
  }
  if (!bytes) return { uri, text: '', exists: false, document: undefined, encoding: 'utf8', bytes: new Uint8Array() };
  for (const encoding of candidateEncodings(bytes)) {
    const text = await decodeWhole(bytes, encoding);
    if (text !== undefined) return { uri, text, exists: true, document, encoding, bytes };
  }
  throw new ReaderError('unreadable', uri.toString(), { reason: 'encoding' });
}

const longestReloadMs = 3000;

/** Another window or program may have written the file a moment ago: the editor takes that in by itself, a little later. */
async function untilReloaded(document: vscode.TextDocument, saved: string): Promise<void> {
  const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
  if (lines(document.getText()) === lines(saved)) return;
  await new Promise<void>((resolve) => {
    const changed = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) finish();
    });
    const timer = setTimeout(() => finish(), longestReloadMs);
    const finish = (): void => {
      clearTimeout(timer);
      changed.dispose();
      resolve();
    };
  });
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    if (uri.scheme === 'untitled') return undefined;
    throw error;
  }
}

function candidateEncodings(bytes: Uint8Array): string[] {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ['utf8bom'];
  if (a === 0xff && b === 0xfe) return ['utf16le'];
  if (a === 0xfe && b === 0xff) return ['utf16be'];
  return ['utf8', 'gb18030'];
}

/** The text of bytes; `undefined` where it would not give every byte back. UTF-8 is read here: the editor's decoder is a process away. */
async function decodeWhole(bytes: Uint8Array, encoding: string): Promise<string | undefined> {
  if (isUtf8(encoding)) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(encoding === 'utf8bom' ? bytes.subarray(3) : bytes);
    } catch {
      return undefined; // not UTF-8
    }
  }
  return (await decodesTo(bytes, encoding)) ? vscode.workspace.decode(bytes, { encoding }) : undefined;
}

const isUtf8 = (encoding: string): boolean => encoding === 'utf8' || encoding === 'utf8bom';

async function encodeWhole(text: string, encoding: string): Promise<Uint8Array> {
  return isUtf8(encoding) ? new TextEncoder().encode((encoding === 'utf8bom' ? '\ufeff' : '') + text) : vscode.workspace.encode(text, { encoding });
}

/** Whether decoding and encoding again gives every byte back. */
async function decodesTo(bytes: Uint8Array, encoding: string): Promise<boolean> {
  const again = await vscode.workspace.encode(await vscode.workspace.decode(bytes, { encoding }), { encoding });
  return isSame(again, bytes);
}

/** Beyond this many characters a closed file is written whole: opening it in the editor takes longer than anybody waits. */
const mostCharactersOpened = 4_000_000;

/**
 * Puts text into a file as one undo step, and saves it unless the user had unsaved changes there: compilers read the disk.
 *
 * A file of which the editor would change more than that when it saves (mixed line ends; where it is closed, also blanks
 * that a setting trims) is written on the disk instead, so that no other byte changes.
 *
 * @throws ReaderError `storage` when the editor or the disk refused.
 * @throws ChangedMeanwhile when the file is not any more what was read
 */
export async function applyToFile(file: FileText, replacement: Replacement): Promise<void> {
  if (!file.exists) return createFile(file, replacement);
  if (await isReadOnly(file.uri)) throw new ReaderError('storage', file.uri.toString(), { reason: 'editRefused' });
  if (file.document && (file.document.isDirty || file.document.isUntitled)) return edit(file.document, file.text, replacement);
  const { start, end, text } = replacement;
  const contents = await encodeWhole(file.text.slice(0, start) + text + file.text.slice(end), file.encoding);
  const isWritten = !file.document && (file.text.length > mostCharactersOpened || hasUnusualLineEnds(file.text) || savingTidies(file));
  // Not a WorkspaceEdit: undoing one that replaces a whole file would delete it.
  const writeWhole = async (): Promise<void> => vscode.workspace.fs.writeFile(file.uri, contents);
  await withSafetyCopy(file.uri, file.bytes, contents, isWritten ? writeWhole : () => editAndSave(file, replacement));
}

async function editAndSave(file: FileText, replacement: Replacement): Promise<void> {
  const document = file.document ?? (await vscode.workspace.openTextDocument(file.uri, { encoding: file.encoding }));
  await edit(document, file.text, replacement);
  if (!(await document.save())) throw new ReaderError('storage', file.uri.toString(), { reason: 'notSaved' });
}

/** The offsets are those of the text that was read: somebody may have typed since, or another program written. */
async function edit(document: vscode.TextDocument, textAsRead: string, { start, end, text }: Replacement): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (document.getText() !== textAsRead) throw new ChangedMeanwhile();
  if (!(await vscode.workspace.applyEdit(change))) throw new ReaderError('storage', document.uri.toString(), { reason: 'editRefused' });
}

/** As the file system says of itself. The editor would take the change and fail to save it. */
async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    return (await vscode.workspace.fs.stat(uri)).permissions === vscode.FilePermission.Readonly;
  } catch {
    return false; // not there on the disk: an open document may be
  }
}

function hasUnusualLineEnds(text: string): boolean {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const lf = text.match(/(?<!\r)\n/g)?.length ?? 0;
  return /\r(?!\n)/.test(text) || (crlf > 0 && lf > 0);
}

/** Whether the editor would change a file beyond our edit when it saves it, by the settings that hold for it. */
function savingTidies({ uri, text }: FileText): boolean {
  const scope = { uri, languageId: 'bibtex' };
  const files = vscode.workspace.getConfiguration('files', scope);
  const editor = vscode.workspace.getConfiguration('editor', scope);
  const byEditorConfig = vscode.extensions.getExtension('EditorConfig.EditorConfig') !== undefined;
  const isSet = (name: string): boolean => byEditorConfig || files.get(name) === true;
  return (
    editor.get('formatOnSave') === true ||
    Object.keys(editor.get<object>('codeActionsOnSave', {})).length > 0 ||
    (isSet('trimTrailingWhitespace') && /[ \t]$/m.test(text)) ||
    (isSet('trimFinalNewlines') && /\n\s*\n$/.test(text)) ||
    (isSet('insertFinalNewline') && !text.endsWith('\n'))
  );
}

async function createFile(file: FileText, { text }: Replacement): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file.uri, { contents: await encodeWhole(text, file.encoding) });
  if (await vscode.workspace.applyEdit(edit)) return;
  throw (await readBytes(file.uri)) ? new ChangedMeanwhile() : new ReaderError('storage', file.uri.toString(), { reason: 'editRefused' });
}

const turns = new Map<string, Promise<unknown>>();

/** What the file system says, as an error with a way out. */
export function toFileError(error: unknown, uri: vscode.Uri): unknown {
  if (!(error instanceof vscode.FileSystemError)) return error;
  if (error.code === 'FileIsADirectory') return new ReaderError('unreadable', uri.toString(), { reason: 'notABibliography', cause: error });
  return new ReaderError('storage', uri.toString(), { cause: error, ...(error.code === 'NoPermissions' && { reason: 'editRefused' }) });
}

/**
 * Runs changes of one file one after the other: each reads what the one before has written. One that broke off earlier is
 * finished first, see `finishingFirst`.
 *
 * @throws what `toFileError` makes of a failure
 */
export async function changeInTurn<T>(uri: vscode.Uri, change: () => Promise<T>): Promise<T> {
  const key = uri.toString();
  const run = (): Promise<T> => finishingFirst(uri, change);
  const turn = (turns.get(key) ?? Promise.resolve()).then(run, run);
  turns.set(key, turn);
  try {
    return await turn;
  } catch (error) {
    throw toFileError(error, uri);
  } finally {
    if (turns.get(key) === turn) turns.delete(key);
  }
}
