import { close, fstatSync, open as openByCallback, read, readFile } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ReaderError } from '../core/model/errors';
import type { FileEntry, FileStorage } from '../core/ports';

const openFile = promisify(openByCallback);
const readInto = promisify(read);
const readRest = promisify(readFile);

const temporaryFolder = 'tmp';
/** What a stopped process left behind is swept away after this; younger files may be another window's. */
const temporaryLifeMs = 10 * 60 * 1000;

/**
 * Files below one folder of the disk.
 *
 * A write goes to a temporary file, is forced to the disk and takes the place of the old file by a rename: neither a
 * full disk, a killed process nor a second window leaves half a file.
 */
export class NodeFileStorage implements FileStorage {
  #swept: Promise<void> | undefined;
  #written = 0;

  constructor(private readonly root: string) {}

  async read(file: string): Promise<Uint8Array | undefined> {
    const place = this.#place(file);
    try {
      return await readWhole(place);
    } catch (cause) {
      if (isMissing(cause)) return undefined;
      throw new ReaderError('storage', file, { reason: codeOf(cause), cause });
    }
  }

  async write(file: string, data: Uint8Array): Promise<void> {
    const place = this.#place(file);
    const temporary = path.join(this.root, temporaryFolder, `${process.pid}-${Date.now().toString(36)}-${this.#written++}`);
    try {
      await mkdir(path.dirname(temporary), { recursive: true });
      await mkdir(path.dirname(place), { recursive: true });
      await (this.#swept ??= this.#sweep());
      await writeThrough(temporary, data);
      await renamePatiently(temporary, place);
    } catch (cause) {
      await rm(temporary, { force: true }).catch(() => undefined); // the next start sweeps it
      throw new ReaderError('storage', file, { reason: codeOf(cause), cause });
    }
  }

  async delete(file: string): Promise<void> {
    const place = this.#place(file);
    try {
      await rm(place, { force: true });
    } catch (cause) {
      throw new ReaderError('storage', file, { reason: codeOf(cause), cause });
    }
  }

  async list(folder: string): Promise<readonly FileEntry[]> {
    const place = this.#place(folder);
    try {
      const names = await readdir(place);
      const entries = await Promise.all(names.map((name) => entryOf(place, name)));
      return entries.filter((entry) => entry !== undefined);
    } catch (cause) {
      if (isMissing(cause)) return [];
      throw new ReaderError('storage', folder, { reason: codeOf(cause), cause });
    }
  }

  #place(file: string): string {
    const names = file.split('/');
    if (names.some((name) => name === '' || name === '.' || name === '..' || /[\\:\0]/.test(name))) {
      throw new ReaderError('storage', file, { reason: 'unsafeName' });
    }
    return path.join(this.root, ...names);
  }

  async #sweep(): Promise<void> {
    const before = Date.now() - temporaryLifeMs;
    for (const entry of await this.list(temporaryFolder)) {
      if (entry.modifiedAt < before) await this.delete(`${temporaryFolder}/${entry.name}`);
    }
  }
}

/**
 * The bytes of a file, asked for at once: `readFile` asks for half a megabyte at a time, and each question waits for a
 * thread. One byte more than there should be is asked for, so that the answer says whether the file has grown. What needs
 * no disk, the size of an open file, is asked without a thread; nobody waits for the file to be closed.
 */
async function readWhole(file: string): Promise<Uint8Array> {
  const descriptor = await openFile(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.allocUnsafeSlow(size + 1);
    const { bytesRead } = await readInto(descriptor, bytes, 0, bytes.length, null);
    if (bytesRead === size) return bytes.subarray(0, size);
    // it has changed since, or the answer was in parts
    return Buffer.concat([bytes.subarray(0, bytesRead), await readRest(descriptor)]);
  } finally {
    close(descriptor, () => undefined); // nothing was written to it that could be lost
  }
}

async function writeThrough(file: string, data: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows refuses to replace a file that a virus scanner or another window holds open, for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt === 5 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}

async function entryOf(folder: string, name: string): Promise<FileEntry | undefined> {
  try {
    const status = await stat(path.join(folder, name));
    return status.isFile() ? { name, bytes: status.size, modifiedAt: status.mtimeMs } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined; // deleted by another window since
    throw error;
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown';
const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
