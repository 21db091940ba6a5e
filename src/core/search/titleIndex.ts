import { parseOrdinal } from '../catalogue/ordinal';
import type { Series } from '../catalogue/series';
import type { ArticleSummary } from '../model/article';
import { groupBy } from '../util/groupBy';
import { foldText, isAsciiWord, squeeze } from './fold';
import { matchPinyin, readPinyin } from './pinyin';
import type { Term } from './query';

/** How much a place of a term weighs; the text itself weighs 1. */
export const WEIGHT = { title: 12, number: 11, heading: 4, spelledInFull: 3, text: 1, spelled: 0.5, withinWords: 0.2 } as const;

const SHORT_SPELLING = 4;

/** Titles of all posts, and their series. Posts are numbered as they come: newest first. */
export class TitleIndex {
  readonly #folded: readonly string[];
  readonly #lines: Lines;
  #squeezed: Lines | undefined;
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
    this.#lines = new Lines(this.#folded);
    for (const { name, members } of series) {
      members.forEach(({ id, number }, place) => {
        this.#series.set(id, { name: foldText(name), place, rank: number === undefined ? undefined : parseOrdinal(foldText(number)) });
      });
    }
    this.#byRank = groupBy(articles.keys(), (post) => this.#series.get(articles[post]?.id ?? '')?.rank);
    this.tie = this.#order();
  }

  /** Makes the tables that the first search would make, with pauses. */
  *prepare(): Generator<void, void> {
    yield;
    readPinyin();
    yield;
    this.#squeezed ??= new Lines(this.#folded.map(squeeze));
    yield;
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
    this.#lines.visit(text, (post, start) => raise(weights, post, WEIGHT.title + bonus(this.#folded[post] ?? '', text, start)));
  }

  #weighSqueezed(text: string, weights: Float64Array): void {
    (this.#squeezed ??= new Lines(this.#folded.map(squeeze))).visit(text, (post) => raise(weights, post, WEIGHT.title));
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

/** Up to 3: for a word that begins with the text, a title that does, and a title that is nothing else. How long the title is else does not count: a series keeps its order. */
function bonus(title: string, text: string, start: number): number {
  const isAtWord = start === 0 || !isAsciiWord(title.charCodeAt(start - 1)) || !isAsciiWord(text.charCodeAt(0));
  return (isAtWord ? 1 : 0) + (start === 0 ? 0.5 : 0) + (text.length === title.length ? 1.5 : 0);
}

/** Lines in one string, to be searched all at once. */
class Lines {
  readonly #together: string;
  readonly #starts: Uint32Array;
  /** The line of each place. */
  readonly #lineAt: Uint32Array;

  constructor(lines: readonly string[]) {
    this.#together = lines.map((line) => `${line}\n`).join('');
    this.#starts = new Uint32Array(lines.length + 1);
    this.#lineAt = new Uint32Array(this.#together.length);
    let end = 0;
    for (const [index, line] of lines.entries()) {
      this.#starts[index] = end;
      this.#lineAt.fill(index, end, (end += line.length + 1));
    }
    this.#starts[lines.length] = end;
  }

  /** Calls for each line with the text its number and the first place of the text in it. */
  visit(text: string, visit: (line: number, start: number) => void): void {
    for (let at = this.#together.indexOf(text); at >= 0; ) {
      const line = this.#lineAt[at] ?? 0;
      const next = this.#starts[line + 1] ?? 0;
      if (at + text.length < next) visit(line, at - (this.#starts[line] ?? 0));
      at = this.#together.indexOf(text, next);
    }
  }
}
