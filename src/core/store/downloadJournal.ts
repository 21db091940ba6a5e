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

/** The jobs that were not finished. */
export interface UnfinishedJobs {
  /** Those that nobody works on. */
  readonly jobs: readonly DownloadJob[];
  /** When the first of those that some window works on may be free, in milliseconds since 1970; `undefined` where there is none. */
  readonly heldUntil: number | undefined;
}

const folder = 'downloads';
const heldEnding = '.held';
/** How long a window keeps a job for itself without a sign of life: a killed one is taken for dead after this. */
const holdMs = 15_000;

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

  /** Keeps the job from being offered in other windows for a quarter of a minute. To be called again as the work goes on. */
  async hold({ key }: DownloadJob): Promise<void> {
    const until = this.clock.now() + holdMs;
    await this.storage.write(`${folder}/${key}${heldEnding}`, new TextEncoder().encode(String(until)));
  }

  async release({ key }: DownloadJob): Promise<void> {
    await this.storage.delete(`${folder}/${key}${heldEnding}`);
  }

  async unfinished(): Promise<UnfinishedJobs> {
    const unfinished = (await this.jobs()).filter(({ finishedAt }) => finishedAt === undefined);
    const now = this.clock.now();
    const holds = await Promise.all(unfinished.map(async (job) => ({ job, until: await this.#heldUntil(job) })));
    // A time further away than any hold lasts is of a clock that has been put back.
    const held = holds.filter(({ until }) => until > now && until <= now + holdMs);
    return {
      jobs: holds.filter((hold) => !held.includes(hold)).map(({ job }) => job),
      heldUntil: held.length > 0 ? Math.min(...held.map(({ until }) => until)) : undefined,
    };
  }

  async finish(job: DownloadJob): Promise<void> {
    await this.#write({ ...job, finishedAt: this.clock.now() });
  }

  /** The articles stay, but may be evicted from now on. */
  async forget(key: string): Promise<void> {
    await this.storage.delete(`${folder}/${key}.json`);
    await this.storage.delete(`${folder}/${key}${heldEnding}`);
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

  async #heldUntil({ key }: DownloadJob): Promise<number> {
    const bytes = await this.storage.read(`${folder}/${key}${heldEnding}`);
    return bytes ? Number(new TextDecoder().decode(bytes)) : 0;
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
