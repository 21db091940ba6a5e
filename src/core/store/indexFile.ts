import { decodeCatalogue, encodeCatalogue } from '../catalogue/decodeCatalogue';
import type { CatalogueChanges } from '../catalogue/mergeIndex';
import type { ArticleSummary } from '../model/article';
import type { Validators } from '../net/blogClient';
import type { FileStorage, Logger } from '../ports';
import { eachInSteps, inSlices, type Steps } from '../util/slices';

/** When the blog was asked, and what it gave to tell an unchanged index by. */
export interface IndexFacts {
  /** Milliseconds since 1970; 0 for never. */
  readonly checkedAt: number;
  /** When the complete index was last read. */
  readonly completeAt: number;
  /** Of that complete index. */
  readonly validators: Validators | undefined;
}

/** How the list of posts differs from the shipped one. */
export interface KeptIndex extends IndexFacts {
  readonly articles: readonly ArticleSummary[];
  readonly removed: readonly string[];
}

const path = 'index.jsonl';
const version = 1;
const nothing: KeptIndex = { articles: [], removed: [], checkedAt: 0, completeAt: 0, validators: undefined };
/** Posts a line: a line is read or written in a few milliseconds. */
const lineLength = 2000;
const lineFeed = 10;

/**
 * The file `index.jsonl` of the storage: a line of facts, then lines of columns as in the shipped catalogue, so that a
 * list of any length is read and written in short steps. One that can't be read counts as none: the shipped catalogue is there.
 */
export class IndexFile {
  #updates: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly storage: FileStorage,
    private readonly log: Logger,
  ) {}

  read(): Promise<KeptIndex> {
    return this.#read((bytes) => inSlices(decodeIndex(bytes)));
  }

  /** Only the first line: what tells whether to ask the blog. */
  readFacts(): Promise<IndexFacts> {
    return this.#read((bytes) => decodeFacts(linesOf(bytes).next().value));
  }

  /** Lays changes over what is there now: another window may have written since this one last read. */
  update(changes: CatalogueChanges, facts: Partial<IndexFacts>): Promise<void> {
    const update = this.#updates.then(async () => {
      const old = await this.read();
      await this.storage.write(path, await inSlices(encodeIndex(old, changes, facts)));
    });
    this.#updates = update.catch(() => undefined); // its caller hears of it; the next update goes ahead
    return update;
  }

  async clear(): Promise<void> {
    await this.storage.delete(path);
  }

  async #read<T>(decode: (bytes: Uint8Array) => T | Promise<T>): Promise<T | KeptIndex> {
    try {
      const bytes = await this.storage.read(path);
      return bytes ? await decode(bytes) : nothing;
    } catch (error) {
      this.log.warn(`${path} could not be read; the shipped catalogue is used.`, error);
      return nothing;
    }
  }
}

function* encodeIndex(old: KeptIndex, { added, changed, removed: lost }: CatalogueChanges, facts: Partial<IndexFacts>): Steps<Uint8Array> {
  const articles = new Map<string, ArticleSummary>();
  const removed = new Set(old.removed);
  for (const list of [old.articles, added, changed]) yield* eachInSteps(list, (article) => articles.set(article.id, article));
  for (const list of [added, changed]) yield* eachInSteps(list, ({ id }) => removed.delete(id));
  yield* eachInSteps(lost, ({ id }) => {
    articles.delete(id);
    removed.add(id);
  });
  const { checkedAt, completeAt, validators } = { ...old, ...facts };
  const lines = [encodeLine({ version, checkedAt, completeAt, validators, removed: [...removed] })];
  const all = [...articles.values()];
  for (let start = 0; start < all.length; start += lineLength) {
    lines.push(encodeLine(encodeCatalogue(all.slice(start, start + lineLength))));
    yield;
  }
  return joined(lines);
}

const encodeLine = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function* decodeIndex(bytes: Uint8Array): Steps<KeptIndex> {
  const lines = linesOf(bytes);
  const first = lines.next().value;
  const { removed } = asRecord(first);
  const articles: ArticleSummary[] = [];
  for (const line of lines) {
    for (const article of decodeCatalogue(line)) articles.push(article);
    yield;
  }
  return { ...decodeFacts(first), articles, removed: Array.isArray(removed) ? removed.filter((id) => typeof id === 'string') : [] };
}

/** The value of each line. */
function* linesOf(bytes: Uint8Array): Generator<unknown, undefined> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, start);
    if (end < 0) throw new TypeError('the last line is cut');
    yield JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)));
    start = end + 1;
  }
  return undefined;
}

function decodeFacts(line: unknown): IndexFacts {
  const facts = asRecord(line);
  if (facts['version'] !== version) throw new TypeError(`not an index of version ${version}`);
  return { checkedAt: asTime(facts['checkedAt']), completeAt: asTime(facts['completeAt']), validators: decodeValidators(facts['validators']) };
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

const asTime = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
