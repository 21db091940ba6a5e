import * as vscode from 'vscode';
import { ReaderError } from '../core/model/errors';
import type { FileEntry, FileStorage } from '../core/ports';

/**
 * Files below one folder of VS Code's virtual file systems, for the web.
 *
 * There `globalStorageUri` lies in the browser's database, which takes a whole file in one transaction: a plain write
 * is atomic, while a temporary file and `rename` would leave a moment without the file.
 */
export class WorkspaceFileStorage implements FileStorage {
  constructor(private readonly root: vscode.Uri) {}

  async read(file: string): Promise<Uint8Array | undefined> {
    try {
      return await vscode.workspace.fs.readFile(this.#place(file));
    } catch (cause) {
      if (isMissing(cause)) return undefined;
      throw storageError(file, cause);
    }
  }

  async write(file: string, data: Uint8Array): Promise<void> {
    try {
      await vscode.workspace.fs.writeFile(this.#place(file), data);
    } catch (cause) {
      throw storageError(file, cause);
    }
  }

  async delete(file: string): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.#place(file), { useTrash: false });
    } catch (cause) {
      if (!isMissing(cause)) throw storageError(file, cause);
    }
  }

  async list(folder: string): Promise<readonly FileEntry[]> {
    try {
      const place = this.#place(folder);
      const entries = await vscode.workspace.fs.readDirectory(place);
      const files = entries.filter(([, type]) => (type & vscode.FileType.File) !== 0);
      return (await Promise.all(files.map(([name]) => entryOf(place, name)))).filter((entry) => entry !== undefined);
    } catch (cause) {
      if (isMissing(cause)) return [];
      throw storageError(folder, cause);
    }
  }

  #place(file: string): vscode.Uri {
    const names = file.split('/');
    if (names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\\'))) {
      throw new ReaderError('storage', file, { reason: 'unsafeName' });
    }
    return vscode.Uri.joinPath(this.root, ...names);
  }
}

async function entryOf(folder: vscode.Uri, name: string): Promise<FileEntry | undefined> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name));
    return { name, bytes: size, modifiedAt: mtime };
  } catch (error) {
    if (isMissing(error)) return undefined; // deleted by another window since
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof vscode.FileSystemError && error.code === 'FileNotFound';

function storageError(file: string, cause: unknown): ReaderError {
  if (cause instanceof ReaderError) return cause;
  return new ReaderError('storage', file, { reason: cause instanceof vscode.FileSystemError ? cause.code : 'unknown', cause });
}
