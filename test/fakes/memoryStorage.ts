import { ReaderError } from '../../src/core/model/errors';
import type { FileEntry, FileStorage } from '../../src/core/ports';

/** Files in a map. `failWrites` plays a full disk. */
export class MemoryStorage implements FileStorage {
  readonly files = new Map<string, { data: Uint8Array; modifiedAt: number }>();
  failWrites = false;
  /** Paths in the order they were written. */
  readonly written: string[] = [];

  constructor(private readonly now: () => number = () => 0) {}

  read(path: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.files.get(path)?.data);
  }

  write(path: string, data: Uint8Array): Promise<void> {
    if (this.failWrites) return Promise.reject(new ReaderError('storage', path, { reason: 'ENOSPC' }));
    this.written.push(path);
    this.files.set(path, { data: data.slice(), modifiedAt: this.now() });
    return Promise.resolve();
  }

  delete(path: string): Promise<void> {
    this.files.delete(path);
    return Promise.resolve();
  }

  list(folder: string): Promise<readonly FileEntry[]> {
    const prefix = `${folder}/`;
    const entries = [...this.files].filter(([path]) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'));
    return Promise.resolve(entries.map(([path, { data, modifiedAt }]) => ({ name: path.slice(prefix.length), bytes: data.length, modifiedAt })));
  }

  /** The text of a file, for looking at it. */
  text(path: string): string | undefined {
    const file = this.files.get(path);
    return file && new TextDecoder().decode(file.data);
  }

  setText(path: string, text: string): void {
    this.files.set(path, { data: new TextEncoder().encode(text), modifiedAt: this.now() });
  }
}
