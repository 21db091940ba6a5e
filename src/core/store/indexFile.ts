import type { CatalogueChanges, IndexedArticle } from '../catalogue/mergeIndex';
import type { Validators } from '../net/blogClient';
import type { FileStorage, Logger } from '../ports';

/** How the list of posts differs from the shipped one, and when the blog was asked. */
export interface KeptIndex {
  readonly articles: readonly IndexedArticle[];
  readonly removed: readonly string[];
  /** Milliseconds since 1970; 0 for never. */
  readonly checkedAt: number;
  /** When the complete index was last read. */
  readonly completeAt: number;
  /** Of that complete index. */
  readonly validators: Validators | undefined;
}

const path = 'index.json';
const nothing: KeptIndex = { articles: [], removed: [], checkedAt: 0, completeAt: 0, validators: undefined };

/** The file `index.json` of the storage. One that can't be read counts as none: the shipped catalogue is there. */
export class IndexFile {
  #updates: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly storage: FileStorage,
    private readonly log: Logger,
  ) {}

  async read(): Promise<KeptIndex> {
    try {
      const bytes = await this.storage.read(path);
      return bytes ? decode(JSON.parse(new TextDecoder().decode(bytes))) : nothing;
    } catch (error) {
      this.log.warn(`${path} could not be read; the shipped catalogue is used.`, error);
      return nothing;
    }
  }

  /** Lays changes over what is there now: another window may have written since this one last read. */
  update(changes: CatalogueChanges, facts: Partial<KeptIndex>): Promise<void> {
    const update = this.#updates.then(async () => {
      const old = await this.read();
      const articles = new Map(old.articles.map((article) => [article.id, article]));
      const removed = new Set(old.removed);
      for (const { id, title, date, category, tags } of [...changes.added, ...changes.changed]) {
        articles.set(id, { id, title, date, category, tags });
        removed.delete(id);
      }
      for (const { id } of changes.removed) {
        articles.delete(id);
        removed.add(id);
      }
      const kept: KeptIndex = { ...old, ...facts, articles: [...articles.values()], removed: [...removed] };
      await this.storage.write(path, new TextEncoder().encode(JSON.stringify(kept)));
    });
    this.#updates = update.catch(() => undefined); // its caller hears of it; the next update goes ahead
    return update;
  }

  async clear(): Promise<void> {
    await this.storage.delete(path);
  }
}

function decode(value: unknown): KeptIndex {
  const record = asRecord(value);
  return {
    articles: asArray(record['articles']).map(decodeArticle),
    removed: asArray(record['removed']).filter((id) => typeof id === 'string'),
    checkedAt: asTime(record['checkedAt']),
    completeAt: asTime(record['completeAt']),
    validators: decodeValidators(record['validators']),
  };
}

function decodeArticle(value: unknown): IndexedArticle {
  const { id, title, date, category, tags } = asRecord(value);
  if (typeof id !== 'string' || typeof title !== 'string') throw new TypeError('no article');
  return {
    id,
    title,
    ...(typeof date === 'string' && { date }),
    ...(typeof category === 'string' && { category }),
    ...(Array.isArray(tags) && { tags: tags.filter((tag) => typeof tag === 'string') }),
  };
}

function decodeValidators(value: unknown): Validators | undefined {
  if (value === undefined) return undefined;
  const { etag, lastModified } = asRecord(value);
  return { ...(typeof etag === 'string' && { etag }), ...(typeof lastModified === 'string' && { lastModified }) };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('no object');
  return value as Record<string, unknown>;
}

const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const asTime = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
