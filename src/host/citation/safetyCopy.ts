import * as vscode from 'vscode';
import { isReaderError, ReaderError } from '../../core/model/errors';

/**
 * Changes a file on the disk while a copy beside it has all of the new text: a write that breaks off, with its process or
 * with the power, has emptied the file by then. A disk that has no room refuses the copy, and the file is as it was.
 *
 * The copy stays where the process ends meanwhile, and where the change fails with the file no longer as before; the next
 * change refuses to go over it, unless the file says the same. See `finishingFirst`.
 *
 * @throws ReaderError `storage` (`brokenOff`) with the address of a copy that an earlier change has left
 */
export async function withSafetyCopy(uri: vscode.Uri, before: Uint8Array, wanted: Uint8Array, change: () => Promise<void>): Promise<void> {
  const copy = copyOf(uri);
  const left = await readIfThere(copy);
  if (left && !isSame(left, before)) throw new ReaderError('storage', copy.toString(), { reason: 'brokenOff' });
  const copies = hasAllOf(wanted, before) ? [[copy, wanted] as const] : ([[formerOf(uri), before], [copy, wanted]] as const);
  const removeCopies = (): Promise<void> => remove(...copies.map(([each]) => each));
  try {
    for (const [each, contents] of copies) await writeCopy(each, contents);
    await change();
  } catch (error) {
    if (isSame(await readIfThere(uri), before)) await removeCopies();
    throw error;
  }
  await removeCopies();
}

/** Runs a change of a file. Where an earlier one broke off, that one is finished first, if nothing is lost by it. */
export async function finishingFirst<T>(uri: vscode.Uri, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!isReaderError(error) || error.reason !== 'brokenOff' || !(await finishBrokenOff(uri))) throw error;
    return change();
  }
}

/**
 * Finishes a change that broke off: the copy becomes the file, whether that had been written in part or not at all. A file
 * that has all of the copy by now loses the copy.
 *
 * @returns whether there is no copy any more; it stays where the file has anything else, and beside unsaved changes
 */
export async function finishBrokenOff(uri: vscode.Uri): Promise<boolean> {
  const isDirty = vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
  const [left, former, now] = await Promise.all([copyOf(uri), formerOf(uri), uri].map(readIfThere));
  if (!left || !now || isDirty) return !left;
  if (!hasAllOf(now, left)) {
    if (!hasAllOf(left, now) && !isSame(former, now)) return false;
    await vscode.workspace.fs.writeFile(uri, left);
    void vscode.window.showInformationMessage(vscode.l10n.t('An earlier change of {0} had broken off. It is finished now.', vscode.workspace.asRelativePath(uri)));
  }
  await remove(copyOf(uri), formerOf(uri));
  return true;
}

/** Whether `whole` is `part` with one run of bytes put in: at any place, also its end. */
function hasAllOf(whole: Uint8Array, part: Uint8Array): boolean {
  const more = whole.length - part.length;
  let same = 0;
  while (same < part.length && whole[same] === part[same]) same++;
  return more >= 0 && isSame(whole.subarray(same + more), part.subarray(same));
}

const copyOf = (uri: vscode.Uri): vscode.Uri => uri.with({ path: `${uri.path}.unfinished` });

/** What a file was before a change that takes something away: it tells one that was not yet written from one that somebody else has changed. */
const formerOf = (uri: vscode.Uri): vscode.Uri => uri.with({ path: `${uri.path}.unfinished.before` });

/** Under its name there is only ever a whole copy; none in a folder that takes no files, but may have one that can be written. */
async function writeCopy(copy: vscode.Uri, contents: Uint8Array): Promise<void> {
  const part = copy.with({ path: `${copy.path}.part` });
  try {
    await vscode.workspace.fs.writeFile(part, contents);
    await vscode.workspace.fs.rename(part, copy, { overwrite: true });
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'NoPermissions') return;
    await remove(part);
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

async function remove(...copies: readonly vscode.Uri[]): Promise<void> {
  for (const copy of copies) {
    try {
      await vscode.workspace.fs.delete(copy);
    } catch {
      // It was not made, or is the same as the file and in nobody's way.
    }
  }
}

/** Whether two files have the same bytes. */
export function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a?.length === b.length && a.every((byte, i) => byte === b[i]);
}
