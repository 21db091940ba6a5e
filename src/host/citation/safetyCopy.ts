import * as vscode from 'vscode';
import { ReaderError } from '../../core/model/errors';

/**
 * Changes a file on the disk while a copy beside it has all of the new text: a write that breaks off, with its process or
 * with the power, has emptied the file by then. A disk that has no room refuses the copy, and the file is as it was.
 *
 * The copy stays where the process ends meanwhile, and where the change fails with the file no longer as before; the next
 * change refuses to go over it, unless the file says the same.
 *
 * @throws ReaderError `storage` (`brokenOff`) with the address of a copy that an earlier change has left
 */
export async function withSafetyCopy(uri: vscode.Uri, before: Uint8Array, wanted: Uint8Array, change: () => Promise<void>): Promise<void> {
  const copy = uri.with({ path: `${uri.path}.unfinished` });
  const left = await readIfThere(copy);
  if (left && !isSame(left, before)) throw new ReaderError('storage', copy.toString(), { reason: 'brokenOff' });
  const isCopied = await writeCopy(copy, wanted);
  try {
    await change();
  } catch (error) {
    if (isCopied && isSame(await readIfThere(uri), before)) await remove(copy);
    throw error;
  }
  if (isCopied) await remove(copy);
}

/** @returns whether the folder takes files; one that does not may still have a file that can be written */
async function writeCopy(copy: vscode.Uri, contents: Uint8Array): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(copy, contents);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'NoPermissions') return false;
    await remove(copy);
    throw error;
  }
}

async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

async function remove(copy: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(copy);
  } catch {
    // It was not made, or is the same as the file and in nobody's way.
  }
}

/** Whether two files have the same bytes. */
export function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a?.length === b.length && a.every((byte, i) => byte === b[i]);
}
