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
/** Posts a line: a line is read or written in a few milliseconds. */
const lineLength = 2000;
const lineFeed = 10;
const neverAsked: IndexFacts = { checkedAt: 0, completeAt: 0, validators: undefined };

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
    return this.#read((bytes) => decodeFacts(linesOf(bytes).next().value?.value));
  }

  /** Lays changes over what is there now: another window may have written since this one last read. */
  update(changes: CatalogueChanges, facts: Partial<IndexFacts>): Promise<void> {
    const update = this.#updates.then(async () => this.storage.write(path, await this.#read((bytes) => inSlices(updatedIndex(bytes, changes, facts)))));
    this.#updates = update.catch(() => undefined); // its caller hears of it; the next update goes ahead
    return update;
  }

  async clear(): Promise<void> {
    await this.storage.delete(path);
  }

  async #read<T>(decode: (bytes: Uint8Array) => T | Promise<T>): Promise<T> {
    try {
      const bytes = await this.storage.read(path);
      if (bytes) return await decode(bytes);
    } catch (error) {
      this.log.warn(`${path} could not be read; the shipped catalogue is used.`, error);
    }
    return decode(encodeFirstLine(neverAsked, []));
  }
}

/** Lines in which nothing changes are taken as they are: of a long list nearly all. */
function* updatedIndex(bytes: Uint8Array, { added, changed, removed: lost }: CatalogueChanges, facts: Partial<IndexFacts>): Steps<Uint8Array> {
  const lines = linesOf(bytes);
  const first = lines.next().value?.value;
  const removed = new Set(decodeRemoved(first));
  const fresh = new Map<string, ArticleSummary>();
  for (const list of [added, changed]) {
    yield* eachInSteps(list, (article) => {
      fresh.set(article.id, article);
      removed.delete(article.id);
    });
  }
  const gone = new Set<string>();
  yield* eachInSteps(lost, ({ id }) => {
    gone.add(id);
    removed.add(id);
  });
  const parts = [encodeFirstLine({ ...decodeFacts(first), ...facts }, [...removed])];
  let last: readonly ArticleSummary[] = [];
  for (const line of lines) {
    const before = decodeCatalogue(line.value);
    last = before.filter(({ id }) => !gone.has(id)).map((article) => fresh.get(article.id) ?? article);
    for (const { id } of last) fresh.delete(id);
    const isSame = last.length === before.length && last.every((article, index) => article === before[index]);
    parts.push(isSame ? line.bytes : encodePosts(last));
    yield;
  }
  const rest = [...fresh.values()];
  if (rest.length > 0 && last.length > 0 && last.length < lineLength) {
    parts.pop();
    rest.unshift(...last);
  }
  for (let start = 0; start < rest.length; start += lineLength) {
    parts.push(encodePosts(rest.slice(start, start + lineLength)));
    yield;
  }
  return joined(parts);
}

const encodeFirstLine = ({ checkedAt, completeAt, validators }: IndexFacts, removed: readonly string[]): Uint8Array => encodeLine({ version, checkedAt, completeAt, validators, removed });

const encodePosts = (articles: readonly ArticleSummary[]): Uint8Array => encodeLine(encodeCatalogue(articles));

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
  const first = lines.next().value?.value;
  const articles: ArticleSummary[] = [];
  for (const { value } of lines) {
    for (const article of decodeCatalogue(value)) articles.push(article);
    yield;
  }
  return { ...decodeFacts(first), articles, removed: decodeRemoved(first) };
}

interface Line {
  readonly bytes: Uint8Array;
  readonly value: unknown;
}

function* linesOf(bytes: Uint8Array): Generator<Line, undefined> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, start) + 1;
    if (end === 0) throw new TypeError('the last line is cut');
    const line = bytes.subarray(start, end);
    yield { bytes: line, value: JSON.parse(new TextDecoder().decode(line)) };
    start = end;
  }
  return undefined;
}

function decodeRemoved(line: unknown): readonly string[] {
  const { removed } = asRecord(line);
  return Array.isArray(removed) ? removed.filter((id) => typeof id === 'string') : [];
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
