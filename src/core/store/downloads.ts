import type { Article } from '../model/article';
import { isReaderError, type ReaderError } from '../model/errors';
import type { Clock, Logger } from '../ports';
import type { ArticleStore } from './articleStore';
import type { DownloadJob, DownloadJournal } from './downloadJournal';
import type { ImageStore } from './imageStore';

export interface DownloadProgress {
  /** Articles that are there, or could not be had. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Estimated from this run's own speed; `undefined` before its first article. */
  readonly secondsLeft: number | undefined;
  /** Set while the blog's request to pause is obeyed. */
  readonly waitSeconds: number | undefined;
}

export interface DownloadResult {
  /** `cancelled` and `stopped` may be resumed; what is there is not fetched again. */
  readonly kind: 'finished' | 'cancelled' | 'stopped';
  readonly done: number;
  readonly total: number;
  /** Articles that the blog doesn't have, or not as a page that can be read. */
  readonly failed: readonly { readonly id: string; readonly error: ReaderError }[];
  /** Why it stopped: no network, no room on the disk, the blog asks to wait too long. */
  readonly error: ReaderError | undefined;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

type Stores = {
  readonly articles: Pick<ArticleStore, 'keep' | 'cached' | 'storedIds'>;
  /** Without it only texts are downloaded. */
  readonly images?: Pick<ImageStore, 'cached' | 'read'>;
  readonly imagesOf?: (article: Article) => readonly string[];
};

/** How often other windows are told that the job is worked on. */
const holdEveryMs = 4000;
/** A pause that the blog asks for is waited for up to this. */
const longestWaitSeconds = 15 * 60;
/** Of a pause without a time. */
const unnamedWaitSeconds = 60;
/** The network may drop one article; after this many in a row it is gone. */
const mostUnreachable = 3;

/** Downloads sets of articles, one after the other, at the client's background pace. */
export class Downloads {
  constructor(
    private readonly stores: Stores,
    private readonly journal: DownloadJournal,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Notes the job on disk and runs it. Rejects only when the note itself can't be written (`storage`). */
  async start(name: string, ids: readonly string[], options: DownloadOptions): Promise<DownloadResult> {
    return this.resume(await this.journal.begin(name, ids), options);
  }

  /** The jobs that were cancelled, stopped, or cut off by the end of the process; none that a window is at work on. */
  async unfinished(): Promise<readonly DownloadJob[]> {
    return (await this.journal.unfinished()).jobs;
  }

  /** Fetches what is missing of a job. */
  async resume(job: DownloadJob, options: DownloadOptions): Promise<DownloadResult> {
    const stored = new Set(await this.stores.articles.storedIds());
    const run = new Run(job, stored, this.clock, options);
    run.report();
    const signsOfLife = setInterval(() => void this.journal.hold(job).catch((error: unknown) => this.log.warn(`${job.name} may be offered twice.`, error)), holdEveryMs);
    try {
      await this.journal.hold(job);
      for (const id of job.ids) await this.#fetchOne(id, run);
      await this.journal.finish(job);
      return run.result('finished');
    } catch (error) {
      if (options.signal.aborted) return run.result('cancelled');
      if (!isReaderError(error)) throw error;
      this.log.warn(`The download of ${job.name} stopped after ${run.done} of ${job.ids.length}: ${error.message}`);
      return run.result('stopped', error);
    } finally {
      clearInterval(signsOfLife);
      await this.journal.release(job).catch((error: unknown) => this.log.warn(`${job.name} stays held for a while.`, error));
    }
  }

  /** Throws what ends the run; a failure of this article alone is noted. */
  async #fetchOne(id: string, run: Run): Promise<void> {
    run.signal.throwIfAborted();
    const wasStored = run.stored.has(id);
    for (let unreachable = 0; ; ) {
      try {
        const article = await this.stores.articles.keep(id, run.signal);
        if (this.stores.images) await this.#fetchImages(article, run);
        return run.finished(wasStored);
      } catch (error) {
        if (run.signal.aborted || !isReaderError(error) || error.kind === 'storage') throw error;
        if (error.kind === 'busy') await this.#wait(error, run);
        else if (error.kind !== 'unreachable') return run.failedFor(id, error);
        else if (++unreachable >= mostUnreachable) throw error;
        else await this.clock.sleep(unreachable * 2000, run.signal);
      }
    }
  }

  /**
   * A picture that can't be had is missing from its page as well: the reader shows a link instead. If it's the network
   * that is gone, the next article will say so, and resuming the job looks at this one's pictures again.
   */
  async #fetchImages(article: Article, run: Run): Promise<void> {
    for (const url of this.stores.imagesOf?.(article) ?? []) {
      try {
        await this.stores.images?.read(article.id, url, run.signal, 'background');
      } catch (error) {
        if (run.signal.aborted || !isReaderError(error)) throw error;
        if (error.kind === 'busy' || error.kind === 'storage') throw error;
        this.log.debug(`No picture ${url}: ${error.message}`);
      }
    }
  }

  async #wait(error: ReaderError, run: Run): Promise<void> {
    const seconds = error.retryAfterSeconds ?? unnamedWaitSeconds;
    if (seconds > longestWaitSeconds || !run.mayWait(seconds)) throw error;
    run.report(seconds);
    await this.clock.sleep(seconds * 1000, run.signal);
  }
}

/** One run of a job: its counts and its clock. */
class Run {
  done = 0;
  #fetched = 0;
  #waitedSeconds = 0;
  readonly #failed: { id: string; error: ReaderError }[] = [];
  readonly #startedAt: number;

  constructor(
    private readonly job: DownloadJob,
    readonly stored: ReadonlySet<string>,
    private readonly clock: Clock,
    private readonly options: DownloadOptions,
  ) {
    this.#startedAt = clock.now();
  }

  get signal(): AbortSignal {
    return this.options.signal;
  }

  finished(wasStored: boolean): void {
    this.done++;
    if (!wasStored) this.#fetched++;
    this.#waitedSeconds = 0;
    this.report();
  }

  failedFor(id: string, error: ReaderError): void {
    this.#failed.push({ id, error });
    this.finished(false);
  }

  /** Whether a blog that keeps asking to wait may do so once more; an article that arrived starts the count anew. */
  mayWait(seconds: number): boolean {
    this.#waitedSeconds += seconds;
    return this.#waitedSeconds <= longestWaitSeconds;
  }

  report(waitSeconds?: number): void {
    const { done, job } = this;
    const missing = job.ids.slice(done).filter((id) => !this.stored.has(id)).length;
    const secondsEach = (this.clock.now() - this.#startedAt) / 1000 / this.#fetched;
    const secondsLeft = this.#fetched === 0 ? (missing === 0 ? 0 : undefined) : Math.round(secondsEach * missing);
    this.options.onProgress?.({ done, total: job.ids.length, failed: this.#failed.length, secondsLeft, waitSeconds });
  }

  result(kind: DownloadResult['kind'], error?: ReaderError): DownloadResult {
    return { kind, done: this.done, total: this.job.ids.length, failed: this.#failed, error };
  }
}
