import * as vscode from 'vscode';

/** What a file system in memory does with a write. `killed`: as if the process had died half-way, see `MemoryFiles.killedAt`. */
export type WriteRule = 'take' | 'noSpace' | 'noPermission' | 'killed';

/** A file system of its own scheme, all in memory, whose disk can be full or closed to writing. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, { bytes: Uint8Array; mtime: number }>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  rule: WriteRule = 'take';
  permissions: vscode.FilePermission | undefined;
  /** How the name of the file ends at which the process dies. */
  killedAt = '';
  #isDead = false;
  #lateAnswers: (() => void)[] = [];

  put(uri: vscode.Uri, text: string): void {
    this.#files.set(uri.toString(), { bytes: new TextEncoder().encode(text), mtime: Date.now() });
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  text(uri: vscode.Uri): string | undefined {
    const file = this.#files.get(uri.toString());
    return file && new TextDecoder().decode(file.bytes);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.toString());
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.bytes.length, ...(this.permissions === undefined ? {} : { permissions: this.permissions }) };
    if ([...this.#files.keys()].some((key) => key.startsWith(`${uri.toString().replace(/\/$/, '')}/`))) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const start = `${uri.toString().replace(/\/$/, '')}/`;
    return [...this.#files.keys()].filter((key) => key.startsWith(start) && !key.slice(start.length).includes('/')).map((key) => [decodeURIComponent(key.slice(start.length)), vscode.FileType.File]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.toString());
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.bytes;
  }

  /** A full disk has lost the old bytes by the time it refuses the new ones, as real ones do. */
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void | Promise<void> {
    if (this.#isDead || (this.rule === 'killed' && uri.path.endsWith(this.killedAt))) return this.#die(uri, bytes);
    if (this.rule === 'noPermission') throw vscode.FileSystemError.NoPermissions(uri);
    if (this.rule === 'noSpace') {
      this.#files.set(uri.toString(), { bytes: new Uint8Array(), mtime: Date.now() });
      throw new vscode.FileSystemError('ENOSPC: no space left on device');
    }
    this.#files.set(uri.toString(), { bytes, mtime: Date.now() });
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** Half of the bytes are there, and whoever waits for an answer waits for ever: nothing that he planned for later is done. */
  #die(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    if (!this.#isDead) this.#files.set(uri.toString(), { bytes: bytes.slice(0, bytes.length / 2), mtime: Date.now() });
    this.#isDead = true;
    return new Promise((_, reject) => this.#lateAnswers.push(() => reject(vscode.FileSystemError.Unavailable(uri))));
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** A process of its own after the one that died: all that this one still waits for has failed. */
  startAgain(): void {
    this.rule = 'take';
    this.#isDead = false;
    for (const answer of this.#lateAnswers.splice(0)) answer();
  }

  delete(uri: vscode.Uri): void {
    if (!this.#files.delete(uri.toString())) throw vscode.FileSystemError.FileNotFound(uri);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    void this.writeFile(to, this.readFile(from));
    this.delete(from);
  }

  createDirectory(): void {
    // folders are there as soon as a file is
  }
}
