import type { FileStorage, Logger } from '../ports';
import { Emitter } from '../util/event';

/** What a reader has noted about posts: read ones, those on the reading list, and new ones not yet opened. */
export type Mark = 'read' | 'listed' | 'new';

const marks: readonly Mark[] = ['read', 'listed', 'new'];
const path = 'marks.json';

type Kept = Record<Mark, string[]>;

/** Marks on posts, kept in one small file. The reading list keeps its order: what was added last comes last. */
export class ReadingMarks {
  readonly #changed = new Emitter<Mark>();
  /** Tells which mark was set or taken away. */
  readonly onDidChange = this.#changed.event;
  #kept: Record<Mark, ReadonlySet<string>> | undefined;
  #loading: Promise<void> | undefined;
  /** Changes go to the disk one after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly storage: FileStorage,
    private readonly log: Logger,
  ) {}

  /** Reads the disk at the first call only; until then nothing is marked. */
  load(): Promise<void> {
    this.#loading ??= this.#read().then((kept) => void (this.#kept ??= asSets(kept)));
    return this.#loading;
  }

  has(mark: Mark, id: string): boolean {
    return this.#kept?.[mark].has(id) ?? false;
  }

  all(mark: Mark): readonly string[] {
    return [...(this.#kept?.[mark] ?? [])];
  }

  /**
   * Sets or takes away a mark. Another window's marks are read anew before, so that neither window loses any.
   *
   * Rejects with a ReaderError `storage`.
   */
  set(mark: Mark, ids: readonly string[], value: boolean): Promise<void> {
    const change = async (): Promise<void> => {
      const kept = await this.#read();
      const marked = new Set(ids);
      const without = kept[mark].filter((id) => !marked.has(id));
      const next = { ...kept, [mark]: value ? [...without, ...marked] : without };
      await this.storage.write(path, new TextEncoder().encode(JSON.stringify(next)));
      this.#kept = asSets(next);
      this.#changed.fire(mark);
    };
    this.#writing = this.#writing.catch(() => undefined).then(change);
    return this.#writing;
  }

  async #read(): Promise<Kept> {
    const empty: Kept = { read: [], listed: [], new: [] };
    try {
      const bytes = await this.storage.read(path);
      return bytes ? { ...empty, ...checkKept(JSON.parse(new TextDecoder().decode(bytes))) } : empty;
    } catch (error) {
      this.log.warn('The marks could not be read; they begin anew.', error);
      return empty;
    }
  }
}

const asSets = ({ read, listed, new: fresh }: Kept): Record<Mark, ReadonlySet<string>> => ({ read: new Set(read), listed: new Set(listed), new: new Set(fresh) });

function checkKept(value: unknown): Partial<Kept> {
  if (typeof value !== 'object' || value === null) return {};
  const kept = value as Partial<Record<Mark, unknown>>;
  return Object.fromEntries(marks.map((mark) => [mark, idsOf(kept[mark])]));
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
