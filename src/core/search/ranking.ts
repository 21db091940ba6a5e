import type { ArticleSummary } from '../model/article';

/** Why a post was found, by its strongest term. */
export type HitKind = 'title' | 'pinyin' | 'heading' | 'text' | 'filter';

export interface Hit {
  readonly article: ArticleSummary;
  readonly kind: HitKind;
  readonly score: number;
}

/** Reads the text where the index alone cannot tell. */
export type Check = (post: number) => boolean;

const SCORE_STEPS = 1024;
const TIE_SPACE = 2 ** 20;
/** Texts read between two pauses: about a millisecond. */
const SLICE = 100;

/** All hits of a query, best first, found as far as they are asked for. */
export class Ranking {
  readonly #order: Float64Array;
  readonly #found: number[] = [];
  #next = 0;

  /**
   * @param scores of each post, 0 where it is no candidate
   * @param tie the order of posts with equal scores
   * @param check `undefined` where every candidate is a hit
   */
  constructor(
    private readonly articles: readonly ArticleSummary[],
    private readonly scores: Float64Array,
    private readonly kinds: (post: number) => HitKind,
    tie: (post: number) => number,
    private readonly check: Check | undefined,
  ) {
    const order: number[] = [];
    this.#postOf = new Map();
    for (let post = 0; post < scores.length; post++) {
      const score = scores[post] ?? 0;
      if (score <= 0) continue;
      const key = -Math.round(score * SCORE_STEPS) * TIE_SPACE + tie(post);
      order.push(key);
      this.#postOf.set(key, post);
    }
    this.#order = Float64Array.from(order).sort();
  }
  readonly #postOf: Map<number, number>;

  /** The best hits: the same ones, in the same order, that begin {@link all}. */
  first(limit: number): Hit[] {
    while (this.#found.length < limit && this.#next < this.#order.length) this.#checkNext();
    return this.#found.slice(0, limit).map((post) => this.#toHit(post));
  }

  all(): Hit[] {
    return this.first(Infinity);
  }

  /** How many hits there are; `undefined` while texts are unread that decide it. */
  get total(): number | undefined {
    if (!this.check) return this.#order.length;
    return this.#next === this.#order.length ? this.#found.length : undefined;
  }

  /** Finds the total, with pauses. */
  *count(): Generator<void, number> {
    while (this.total === undefined) {
      for (let step = 0; step < SLICE && this.#next < this.#order.length; step++) this.#checkNext();
      yield;
    }
    return this.total;
  }

  #checkNext(): void {
    const post = this.#postOf.get(this.#order[this.#next++] ?? 0) ?? 0;
    if (this.check === undefined || this.check(post)) this.#found.push(post);
  }

  #toHit(post: number): Hit {
    return { article: this.articles[post] as ArticleSummary, kind: this.kinds(post), score: this.scores[post] ?? 0 };
  }
}
