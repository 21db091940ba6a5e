import * as vscode from 'vscode';
import { isReaderError, ReaderError } from '../../core/model/errors';

/** The file is not any more what was read: by another window, a program, or whoever types. Nothing was written. */
export class ChangedMeanwhile extends Error {}

/**
 * Changes a file on the disk while a copy beside it has all of the new text: a write that breaks off, with its process or
 * with the power, has emptied the file by then. A disk that has no room refuses the copy, and the file is as it was.
 *
 * The copy also keeps other windows out as long as it is there. It stays where the process ends meanwhile, and where the
 * change fails with the file no longer as before. See `finishingFirst`.
 *
 * @throws ReaderError `storage` (`brokenOff`) with the address of a copy that is there already
 * @throws ChangedMeanwhile where the file is not as before
 */
export async function withSafetyCopy(uri: vscode.Uri, before: Uint8Array, wanted: Uint8Array, change: () => Promise<void>): Promise<void> {
  const copy = copyOf(uri);
  if (await readIfThere(copy)) throw new ReaderError('storage', copy.toString(), { reason: 'brokenOff' });
  const copies = hasAllOf(wanted, before) ? [[copy, wanted] as const] : ([[formerOf(uri), before], [copy, wanted]] as const);
  const removeCopies = (): Promise<void> => remove(...copies.map(([each]) => each));
  try {
    for (const [each, contents] of copies) await writeCopy(each, contents, { overwrite: each !== copy });
    if (!isSame(await readIfThere(uri), before)) throw new ChangedMeanwhile();
    await change();
  } catch (error) {
    if (isBrokenOff(error)) await remove(formerOf(uri));
    else if (error instanceof ChangedMeanwhile || isSame(await readIfThere(uri), before)) await removeCopies();
    throw error;
  }
  await removeCopies();
}

const mostTries = 6;

/**
 * Runs a change of a file, anew where the file was changed meanwhile. What another window is about is waited for; a change
 * that broke off earlier is finished first, if nothing is lost by it.
 */
export async function finishingFirst<T>(uri: vscode.Uri, change: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await change();
    } catch (error) {
      if (tries < mostTries && (await canTryAgain(uri, error))) continue;
      throw error instanceof ChangedMeanwhile ? new ReaderError('storage', uri.toString(), { reason: 'editRefused', cause: error }) : error;
    }
  }
}

async function canTryAgain(uri: vscode.Uri, error: unknown): Promise<boolean> {
  if (error instanceof ChangedMeanwhile) return true;
  return isBrokenOff(error) && finishBrokenOff(uri);
}

function isBrokenOff(error: unknown): boolean {
  return isReaderError(error) && error.reason === 'brokenOff';
}

/** A copy as old as this is no longer somebody's at work. */
const longestChangeMs = 2000;

/** Waits as long as a copy may still be in use. @returns whether there is none, or none any more */
async function isGoneSoon(copy: vscode.Uri): Promise<boolean> {
  for (const end = Date.now() + longestChangeMs; ; ) {
    const madeAt = await timeOf(copy);
    if (madeAt === undefined) return true;
    if (Math.min(madeAt + longestChangeMs, end) < Date.now()) return false;
    await new Promise((resolve) => setTimeout(resolve, 30 + 40 * Math.random()));
  }
}

async function timeOf(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).mtime;
  } catch {
    return undefined; // not there
  }
}

/**
 * Finishes a change that broke off, unless it is that of another window at work, which is waited for: the copy becomes the
 * file, whether that had been written in part or not at all. A file that has all of the copy by now loses the copy.
 *
 * @returns whether there is no copy any more; it stays where the file has anything else, and beside unsaved changes
 */
export async function finishBrokenOff(uri: vscode.Uri): Promise<boolean> {
  if (await isGoneSoon(copyOf(uri))) return true;
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

/**
 * Under its name there is only ever a whole copy; none in a folder that takes no files, but may have one that can be written.
 *
 * @throws ReaderError `storage` (`brokenOff`) where another window has one by now
 * @throws ChangedMeanwhile where it became that of another window
 */
async function writeCopy(copy: vscode.Uri, contents: Uint8Array, options: { readonly overwrite: boolean }): Promise<void> {
  const part = copy.with({ path: `${copy.path}.part` });
  try {
    await vscode.workspace.fs.writeFile(part, contents);
    await vscode.workspace.fs.rename(part, copy, options);
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    if (code === 'NoPermissions') return;
    await remove(part);
    throw code === 'FileExists' || code === 'FileNotFound' ? new ReaderError('storage', copy.toString(), { reason: 'brokenOff', cause: error }) : error;
  }
  if (isSame(await readIfThere(copy), contents)) return;
  await remove(copy);
  throw new ChangedMeanwhile();
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
