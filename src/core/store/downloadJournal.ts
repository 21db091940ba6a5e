import type { Clock, FileStorage, Logger } from '../ports';
import { hashText } from '../util/hash';

/** A set of articles that was asked for, to be there without a network. */
export interface DownloadJob {
  /** Follows from the ids, so asking for the same set twice is one job. */
  readonly key: string;
  /** What the user called it: a series, a category, "2024". */
  readonly name: string;
  readonly ids: readonly string[];
  /** Milliseconds since 1970; `undefined` while articles are missing. */
  readonly finishedAt: number | undefined;
}

const folder = 'downloads';

/**
 * The jobs on disk, one file each. What a job still has to fetch is seen from the articles that are there, so nothing
 * has to be counted, and a stopped process or a second window leaves nothing wrong.
 */
export class DownloadJournal {
  constructor(
    private readonly storage: FileStorage,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  async begin(name: string, ids: readonly string[]): Promise<DownloadJob> {
    const unique = [...new Set(ids)];
    const job: DownloadJob = { key: hashText([...unique].sort().join('\n')), name, ids: unique, finishedAt: undefined };
    await this.#write(job);
    return job;
  }

  async finish(job: DownloadJob): Promise<void> {
    await this.#write({ ...job, finishedAt: this.clock.now() });
  }

  /** The articles stay, but may be evicted from now on. */
  async forget(key: string): Promise<void> {
    await this.storage.delete(`${folder}/${key}.json`);
  }

  async jobs(): Promise<DownloadJob[]> {
    const entries = await this.storage.list(folder);
    const jobs = await Promise.all(entries.filter(({ name }) => name.endsWith('.json')).map(({ name }) => this.#read(name)));
    return jobs.filter((job) => job !== undefined);
  }

  /** All articles that were downloaded on purpose. */
  async wantedIds(): Promise<Set<string>> {
    return new Set((await this.jobs()).flatMap(({ ids }) => ids));
  }

  #write(job: DownloadJob): Promise<void> {
    return this.storage.write(`${folder}/${job.key}.json`, new TextEncoder().encode(JSON.stringify(job)));
  }

  async #read(name: string): Promise<DownloadJob | undefined> {
    const bytes = await this.storage.read(`${folder}/${name}`);
    if (!bytes) return undefined;
    try {
      const job = decode(JSON.parse(new TextDecoder().decode(bytes)));
      return job && `${job.key}.json` === name ? job : undefined;
    } catch (error) {
      this.log.warn(`${folder}/${name} is no download and is left alone.`, error);
      return undefined;
    }
  }
}

function decode(value: unknown): DownloadJob | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { key, name, ids, finishedAt } = value as Record<string, unknown>;
  if (typeof key !== 'string' || typeof name !== 'string' || !Array.isArray(ids)) return undefined;
  return { key, name, ids: ids.filter((id) => typeof id === 'string'), finishedAt: typeof finishedAt === 'number' ? finishedAt : undefined };
}
