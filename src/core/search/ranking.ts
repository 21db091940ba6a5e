import type { ArticleSummary } from '../model/article';
import { atOnce, type Steps } from '../util/slices';

/** Why a post was found, by its strongest term. */
export type HitKind = 'title' | 'pinyin' | 'heading' | 'text' | 'filter';

export interface Hit {
  readonly article: ArticleSummary;
  readonly kind: HitKind;
  readonly score: number;
}

/** Reads the text where the index alone cannot tell. */
export type Check = (post: number) => boolean;

/** Fine enough that a word in every post still weighs something. */
const SCORE_STEPS = 2 ** 20;
const RECENT = 16;
/** Where more than one of so many posts are to be put in order, each is put in its place. */
const MANY = 16;
/** Posts put in order between two pauses: a millisecond. */
const ORDERED = 4096;
/** Texts read between two pauses: of formulas, where all of a text is, a few milliseconds. */
const SLICE = 10;

/** All hits of a query, best first, found as far as they are asked for. */
export class Ranking {
  /** Candidates by score, each score's as a chain: its first post, and of each post the {@link #next}; −1 ends it. */
  readonly #buckets = new Map<number, { first: number }>();
  readonly #next: Int32Array;
  readonly #scoresLeft: number[];
  readonly #candidates: number;
  #bucket: readonly number[] = [];
  #nextInBucket = 0;
  #taken = 0;
  readonly #found: number[] = [];

  /**
   * @param scores of each post, 0 where it is no candidate
   * @param titleOrder the order of equals among posts found by title; other equals come by number, newest first
   * @param check `undefined` where every candidate is a hit
   */
  constructor(
    private readonly articles: readonly ArticleSummary[],
    private readonly scores: Float64Array,
    private readonly kindOf: (post: number) => HitKind,
    private readonly titleOrder: Uint32Array,
    private readonly isOrderedAsTitle: (post: number) => boolean,
    private readonly check: Check | undefined,
  ) {
    let candidates = 0;
    const next = (this.#next = new Int32Array(scores.length));
    // Most posts share their score with one not far from them: it saves looking the bucket up.
    const lastScores = new Float64Array(RECENT);
    const lastBuckets: ({ first: number } | undefined)[] = new Array<undefined>(RECENT).fill(undefined);
    for (let post = scores.length - 1; post >= 0; post--) {
      const weight = scores[post] ?? 0;
      if (weight <= 0) continue;
      const score = Math.ceil(weight * SCORE_STEPS);
      candidates++;
      const slot = score & (RECENT - 1);
      let bucket = lastScores[slot] === score ? lastBuckets[slot] : undefined;
      if (!bucket) {
        bucket = this.#buckets.get(score);
        if (!bucket) this.#buckets.set(score, (bucket = { first: -1 }));
        lastScores[slot] = score;
        lastBuckets[slot] = bucket;
      }
      next[post] = bucket.first;
      bucket.first = post;
    }
    this.#candidates = candidates;
    this.#scoresLeft = [...this.#buckets.keys()].sort((a, b) => a - b);
  }

  /** The best hits: the same ones, in the same order, that begin {@link all}. */
  first(limit: number): Hit[] {
    atOnce(this.finding(limit));
    return this.#found.slice(0, limit).map((post) => this.#toHit(post));
  }

  all(): Hit[] {
    return this.first(Infinity);
  }

  /** How many hits there are; `undefined` while texts are unread that decide it. */
  get total(): number | undefined {
    if (!this.check) return this.#candidates;
    return this.#taken === this.#candidates ? this.#found.length : undefined;
  }

  /** Finds the total, with pauses. */
  *count(): Steps<number> {
    if (this.total === undefined) yield* this.finding(Infinity);
    return this.total ?? 0;
  }

  /** Finds the best hits with pauses, so that {@link first} has them. */
  *finding(limit: number): Steps<void> {
    for (let step = 1; this.#found.length < limit && this.#taken < this.#candidates; step++) {
      if (this.#nextInBucket === this.#bucket.length) yield* this.#openNext();
      else this.#checkNext();
      if (step % SLICE === 0) yield;
    }
  }

  /** Goes on to the posts of the next score, unless somebody else has during a pause. */
  *#openNext(): Steps<void> {
    const score = this.#scoresLeft.at(-1) ?? 0;
    const posts = yield* this.#ordered(this.#buckets.get(score)?.first ?? -1);
    if (this.#scoresLeft.at(-1) !== score) return;
    this.#scoresLeft.pop();
    this.#bucket = posts;
    this.#nextInBucket = 0;
  }

  #checkNext(): void {
    this.#taken++;
    const post = this.#bucket[this.#nextInBucket++];
    if (post !== undefined && (this.check === undefined || this.check(post))) this.#found.push(post);
  }

  /** The posts of a bucket: those that {@link isOrderedAsTitle} by `titleOrder`, then the others by number. */
  *#ordered(first: number): Steps<readonly number[]> {
    const byTitle: number[] = [];
    const others: number[] = [];
    for (let post = this.#part(first, byTitle, others); post >= 0; post = this.#part(post, byTitle, others)) yield;
    if (byTitle.length === 0) return others;
    const sorted = byTitle.length > this.titleOrder.length / MANY ? yield* this.#sortedMany(byTitle) : byTitle.sort((a, b) => (this.titleOrder[a] ?? 0) - (this.titleOrder[b] ?? 0));
    return others.length === 0 ? sorted : [...sorted, ...others];
  }

  /** Shares out the posts of a chain from `first` on; returns the one to go on with after a pause, −1 behind the last. */
  #part(first: number, byTitle: number[], others: number[]): number {
    let post = first;
    for (let count = 0; post >= 0 && count < ORDERED; count++) {
      (this.isOrderedAsTitle(post) ? byTitle : others).push(post);
      post = this.#next[post] ?? -1;
    }
    return post;
  }

  /** The posts by `titleOrder`, in which each has another number. */
  *#sortedMany(posts: readonly number[]): Steps<number[]> {
    const byOrder = new Int32Array(this.titleOrder.length).fill(-1);
    for (const post of posts) byOrder[this.titleOrder[post] ?? 0] = post;
    const sorted: number[] = [];
    for (let start = 0; start < byOrder.length; start += ORDERED) {
      if (start > 0) yield;
      for (const post of byOrder.subarray(start, start + ORDERED)) if (post >= 0) sorted.push(post);
    }
    return sorted;
  }

  #toHit(post: number): Hit {
    return { article: this.articles[post] as ArticleSummary, kind: this.kindOf(post), score: this.scores[post] ?? 0 };
  }
}
