import * as vscode from 'vscode';
import { ReaderError } from '../../core/model/errors';

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
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i]);
}

/** Beyond this many characters a closed file is written whole: opening it in the editor takes longer than anybody waits. */
const mostCharactersOpened = 4_000_000;

/**
 * Puts text into a file as one undo step, and saves it unless the user had unsaved changes there: compilers read the disk.
 *
 * A closed file whose line ends an editor would make uniform (mixed, or CR alone) is written whole by one
 * WorkspaceEdit on the file itself, so that no other byte changes.
 *
 * @throws ReaderError `storage` when the editor or the disk refused.
 */
export async function applyToFile(file: FileText, replacement: Replacement): Promise<void> {
  if (!file.document && (!file.exists || file.text.length > mostCharactersOpened || hasUnusualLineEnds(file.text))) {
    return replaceWholeFile(file, replacement);
  }
  const document = file.document ?? (await vscode.workspace.openTextDocument(file.uri, { encoding: file.encoding }));
  // The offsets are those of the text that was read: somebody may have typed since, or another program written.
  if (document.getText() !== file.text) throw new ReaderError('storage', file.uri.toString(), { reason: 'editRefused' });
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(replacement.start), document.positionAt(replacement.end));
  edit.replace(document.uri, range, replacement.text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new ReaderError('storage', file.uri.toString(), { reason: 'editRefused' });
  if (!wasDirty && !document.isUntitled && !(await document.save())) {
    throw new ReaderError('storage', file.uri.toString(), { reason: 'notSaved' });
  }
}

function hasUnusualLineEnds(text: string): boolean {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const lf = text.match(/(?<!\r)\n/g)?.length ?? 0;
  return /\r(?!\n)/.test(text) || (crlf > 0 && lf > 0);
}

async function replaceWholeFile(file: FileText, { start, end, text }: Replacement): Promise<void> {
  const now = (await readBytes(file.uri)) ?? new Uint8Array();
  const isAsRead = now.length === file.bytes.length && now.every((byte, i) => byte === file.bytes[i]);
  if (!isAsRead) throw new ReaderError('storage', file.uri.toString(), { reason: 'editRefused' });
  const contents = await encodeWhole(file.text.slice(0, start) + text + file.text.slice(end), file.encoding);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file.uri, { overwrite: file.exists, contents });
  if (!(await vscode.workspace.applyEdit(edit))) throw new ReaderError('storage', file.uri.toString(), { reason: 'editRefused' });
}

const turns = new Map<string, Promise<unknown>>();

/** Runs changes of one file one after the other: each reads what the one before has written. */
export async function inTurn<T>(uri: vscode.Uri, change: () => Promise<T>): Promise<T> {
  const key = uri.toString();
  const turn = (turns.get(key) ?? Promise.resolve()).then(change, change);
  turns.set(key, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(key) === turn) turns.delete(key);
  }
}
