import type { FileStorage, Logger } from '../../core/ports';
import { Emitter, type Disposable } from '../../core/util/event';
import type { GroupNode } from './articleTree';

type RowFacts = Pick<GroupNode, 'id' | 'name' | 'label' | 'description'>;

/** A group as the last window showed it: what is in it is known once the list of posts has been read. */
export interface KeptGroup extends RowFacts {
  readonly kind: 'kept';
  /** `undefined` where there is no such group any more. */
  whole(): Promise<GroupNode | undefined>;
}

/** By then the rows are on the screen. */
const checkAfterMs = 500;

/**
 * The topmost rows of a tree, kept on disk, so that a window shows them before it has read the list of posts. Once it has,
 * they are compared, and the tree is told where they differ.
 */
export class KeptRows implements Disposable {
  readonly #outdated = new Emitter<void>();
  /** The rows given last are not those of the list. */
  readonly onDidOutdate = this.#outdated.event;
  readonly #path: string;
  #keptText = '';
  #listIsRead = false;
  #reading: Promise<readonly GroupNode[]> | undefined;
  #check: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param name of the tree, for the file
   * @param groups reads the list of posts
   */
  constructor(
    name: string,
    readonly groups: () => Promise<readonly GroupNode[]>,
    private readonly storage: FileStorage,
    private readonly log: Logger,
  ) {
    this.#path = `rows-${name}.json`;
  }

  async rows(): Promise<readonly (GroupNode | KeptGroup)[]> {
    const kept = this.#listIsRead ? [] : await this.#read();
    if (kept.length === 0) return this.#whole();
    const read = (): Promise<readonly GroupNode[]> => (this.#reading ??= this.#readAndCompare(this.#keptText));
    this.#check ??= setTimeout(() => void read().catch(() => undefined), checkAfterMs); // a failure shows in the tree
    return kept.map((facts) => ({ ...facts, kind: 'kept', whole: async () => (await read()).find(({ id }) => id === facts.id) }));
  }

  dispose(): void {
    clearTimeout(this.#check);
    this.#outdated.dispose();
  }

  async #readAndCompare(shown: string): Promise<readonly GroupNode[]> {
    let isSame = false;
    try {
      const groups = await this.#whole();
      isSame = this.#keptText === shown;
      return groups;
    } finally {
      if (!isSame) this.#outdated.fire();
    }
  }

  async #whole(): Promise<readonly GroupNode[]> {
    try {
      const groups = await this.groups();
      this.#keep(groups);
      return groups;
    } finally {
      this.#listIsRead = true;
    }
  }

  #keep(groups: readonly GroupNode[]): void {
    const text = JSON.stringify(groups.map(({ id, name, label, description }) => [id, name, label, description]));
    if (text === this.#keptText) return;
    this.#keptText = text;
    this.storage.write(this.#path, new TextEncoder().encode(text)).catch((error: unknown) => this.log.warn(`${this.#path} was not written; the next window begins with older rows.`, error));
  }

  async #read(): Promise<RowFacts[]> {
    try {
      const bytes = await this.storage.read(this.#path);
      if (!bytes) return [];
      this.#keptText = new TextDecoder().decode(bytes);
      return asRows(JSON.parse(this.#keptText));
    } catch (error) {
      this.log.warn(`${this.#path} could not be read; the list of posts is read first.`, error);
      return [];
    }
  }
}

function asRows(value: unknown): RowFacts[] {
  if (!Array.isArray(value)) throw new TypeError('no list of rows');
  return value.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== 4 || row.some((fact) => typeof fact !== 'string')) throw new TypeError('no row');
    const [id, name, label, description] = row as [string, string, string, string];
    return { id, name, label, description };
  });
}
