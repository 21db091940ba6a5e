import { parseOrdinal } from '../catalogue/ordinal';
import type { Series } from '../catalogue/series';
import type { ArticleSummary } from '../model/article';
import { groupBy } from '../util/groupBy';
import { foldText, squeeze } from './fold';
import { matchPinyin } from './pinyin';
import type { Term } from './query';

/** How much a place of a term weighs; the text itself weighs 1. */
export const WEIGHT = { title: 12, number: 11, heading: 4, spelledInFull: 3, text: 1, spelled: 0.5, withinWords: 0.2 } as const;

const SHORT_SPELLING = 4;

/** Titles of all posts, and their series. Posts are numbered as they come: newest first. */
export class TitleIndex {
  readonly #folded: readonly string[];
  readonly #together: string;
  readonly #ends: Uint32Array;
  readonly #series = new Map<string, { readonly name: string; readonly place: number; readonly rank: number | undefined }>();
  readonly #byRank: ReadonlyMap<number | undefined, readonly number[]>;
  /** Titles that the first two letters of a spelling fit: only they can fit the whole. */
  readonly #spelledFrom = new Map<string, readonly number[]>();
  /** The order of equals among titles: a series stands together, in its own order, where its newest post stands. */
  readonly tie: Uint32Array;

  constructor(
    readonly articles: readonly ArticleSummary[],
    series: readonly Series[],
  ) {
    this.#folded = articles.map(({ title }) => foldText(title).replaceAll('\n', ' '));
    this.#together = this.#folded.map((title) => `${title}\n`).join('');
    let end = 0;
    this.#ends = Uint32Array.from(this.#folded, (title) => (end += title.length + 1));
    for (const { name, members } of series) {
      members.forEach(({ id, number }, place) => {
        this.#series.set(id, { name: foldText(name), place, rank: number === undefined ? undefined : parseOrdinal(foldText(number)) });
      });
    }
    this.#byRank = groupBy(articles.keys(), (post) => this.#series.get(articles[post]?.id ?? '')?.rank);
    this.tie = this.#order();
  }

  seriesName(id: string): string | undefined {
    return this.#series.get(id)?.name;
  }

  /** Raises `weights` where a title holds the term, or, unless it is exact, its pinyin or its number. */
  weigh(term: Term, weights: Float64Array): void {
    if (term.kind === 'latex') this.#weighSqueezed(term.folded, weights);
    else this.#weighText(term.folded, weights);
    if (term.number) this.#weighNumber(term.number, weights);
    if (term.pinyin !== undefined) this.#weighPinyin(term.pinyin, weights);
  }

  #weighText(text: string, weights: Float64Array): void {
    for (let at = this.#together.indexOf(text); at >= 0; ) {
      const post = this.#postAt(at);
      const end = this.#ends[post] ?? 0;
      const title = this.#folded[post] ?? '';
      const start = at - (end - title.length - 1);
      if (start + text.length <= title.length) raise(weights, post, WEIGHT.title + bonus(title, text, start));
      at = this.#together.indexOf(text, end);
    }
  }

  #weighSqueezed(text: string, weights: Float64Array): void {
    this.#folded.forEach((title, post) => {
      if (squeeze(title).includes(text)) raise(weights, post, WEIGHT.title);
    });
  }

  #weighNumber({ rank, before }: { readonly rank: number; readonly before: string }, weights: Float64Array): void {
    for (const post of this.#byRank.get(rank) ?? []) {
      if (before === '' || this.#folded[post]?.includes(before)) raise(weights, post, WEIGHT.number);
    }
  }

  #weighPinyin(letters: string, weights: Float64Array): void {
    for (const post of this.#spelled(letters.slice(0, 2))) {
      if ((weights[post] ?? 0) >= WEIGHT.title) continue;
      const match = matchPinyin(letters, this.#folded[post] ?? '');
      if (!match) continue;
      const isCertain = letters.length >= SHORT_SPELLING && match.characters !== 1;
      raise(weights, post, (isCertain ? WEIGHT.spelledInFull : WEIGHT.spelled) + 0.4 * match.fullness);
    }
  }

  #spelled(letters: string): readonly number[] {
    const known = this.#spelledFrom.get(letters);
    if (known) return known;
    const posts: number[] = [];
    this.#folded.forEach((title, post) => {
      if (matchPinyin(letters, title)) posts.push(post);
    });
    this.#spelledFrom.set(letters, posts);
    return posts;
  }

  #postAt(place: number): number {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #order(): Uint32Array {
    const newest = new Map<string, number>();
    this.articles.forEach(({ id }, post) => {
      const name = this.#series.get(id)?.name;
      if (name !== undefined && !newest.has(name)) newest.set(name, post);
    });
    const places = this.articles.map(({ id }, post) => {
      const series = this.#series.get(id);
      return series ? { post, block: newest.get(series.name) ?? post, place: series.place } : { post, block: post, place: 0 };
    });
    places.sort((a, b) => a.block - b.block || a.place - b.place);
    const tie = new Uint32Array(places.length);
    places.forEach(({ post }, order) => (tie[post] = order));
    return tie;
  }
}

function raise(weights: Float64Array, post: number, weight: number): void {
  if ((weights[post] ?? 0) < weight) weights[post] = weight;
}

/** Up to 3: for a title that begins with the text, a word that does, and a title that is little else. */
function bonus(title: string, text: string, start: number): number {
  const isAtWord = start === 0 || !/[a-z0-9]/.test(title.charAt(start - 1)) || !/[a-z0-9]/.test(text.charAt(0));
  return (isAtWord ? 1 : 0) + (start === 0 ? 0.5 : 0) + (1.5 * text.length) / Math.max(1, title.length);
}
