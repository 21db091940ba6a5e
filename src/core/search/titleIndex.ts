import { parseOrdinal } from '../catalogue/ordinal';
import type { Series } from '../catalogue/series';
import type { ArticleSummary } from '../model/article';
import { eachInSteps, sortInSteps, type Steps } from '../util/slices';
import { foldTable, foldText, isAsciiWord, squeeze } from './fold';
import { matchPinyin, readPinyin } from './pinyin';
import type { Term } from './query';
import { SpellingStarts } from './spellingStarts';

/** How much a place of a term weighs; the text itself weighs 1. */
export const WEIGHT = { title: 12, number: 11, heading: 4, spelledInFull: 3, text: 1, spelled: 0.5, withinWords: 0.2 } as const;

const SHORT_SPELLING = 4;

interface InSeries {
  /** As the titles write it. */
  readonly name: string;
  readonly folded: string;
  readonly place: number;
  readonly rank: number | undefined;
}

interface TitleParts {
  readonly articles: readonly ArticleSummary[];
  readonly folded: readonly string[];
  readonly lines: Lines;
  /** Without blanks and braces, for LaTeX. */
  readonly squeezed: Lines;
  readonly spellings: SpellingStarts;
  readonly series: ReadonlyMap<string, InSeries>;
  readonly byRank: ReadonlyMap<number, readonly number[]>;
  readonly tie: Uint32Array;
}

/** Titles of all posts, and their series. Posts are numbered as they come: newest first. */
export class TitleIndex {
  private constructor(private readonly parts: TitleParts) {}

  static *inSteps(articles: readonly ArticleSummary[], series: readonly Series[]): Steps<TitleIndex> {
    const [folded, squeezed]: [string[], string[]] = [[], []];
    foldTable();
    yield;
    readPinyin();
    yield;
    yield* eachInSteps(articles, ({ title }) => {
      const text = foldText(title).replaceAll('\n', ' ');
      folded.push(text);
      squeezed.push(squeeze(text));
    });
    const seriesOf = yield* findPlaces(series);
    return new TitleIndex({
      articles,
      folded,
      lines: yield* Lines.inSteps(folded),
      squeezed: yield* Lines.inSteps(squeezed),
      spellings: yield* SpellingStarts.inSteps(folded),
      series: seriesOf,
      byRank: yield* groupByRank(articles, seriesOf),
      tie: yield* orderOfEquals(articles, seriesOf),
    });
  }

  get articles(): readonly ArticleSummary[] {
    return this.parts.articles;
  }

  /** The order of equals among titles: a series stands together, in its own order, where its newest post stands. */
  get tie(): Uint32Array {
    return this.parts.tie;
  }

  /** The name of the series that a post is in. */
  seriesName(id: string): string | undefined {
    return this.parts.series.get(id)?.name;
  }

  foldedSeriesName(id: string): string | undefined {
    return this.parts.series.get(id)?.folded;
  }

  /** Raises `weights` where a title holds the term, or, unless it is exact, its pinyin or its number. With pauses. */
  *weigh(term: Term, weights: Float64Array): Steps<void> {
    if (term.kind === 'latex') this.#weighSqueezed(term.folded, weights);
    else this.#weighText(term.folded, weights);
    if (term.number) this.#weighNumber(term.number, weights);
    if (term.pinyin !== undefined) yield* this.#weighPinyin(term.pinyin, weights);
  }

  #weighText(text: string, weights: Float64Array): void {
    this.parts.lines.visit(text, (post, start) => raise(weights, post, WEIGHT.title + bonus(this.parts.folded[post] ?? '', text, start)));
  }

  #weighSqueezed(text: string, weights: Float64Array): void {
    this.parts.squeezed.visit(text, (post) => raise(weights, post, WEIGHT.title));
  }

  #weighNumber({ rank, before }: { readonly rank: number; readonly before: string }, weights: Float64Array): void {
    for (const post of this.parts.byRank.get(rank) ?? []) {
      if (before === '' || this.parts.folded[post]?.includes(before)) raise(weights, post, WEIGHT.number);
    }
  }

  *#weighPinyin(letters: string, weights: Float64Array): Steps<void> {
    const { folded, spellings } = this.parts;
    if (letters.length === 1) {
      spellings.single(letters, (post, isWhole) => raise(weights, post, spelledWeight(false, isWhole ? 1 : 0)));
      return;
    }
    const candidates: number[] = [];
    spellings.candidates(letters, (post) => candidates.push(post));
    yield* eachInSteps(candidates, (post) => {
      if ((weights[post] ?? 0) >= WEIGHT.title) return;
      const match = matchPinyin(letters, folded[post] ?? '');
      if (match) raise(weights, post, spelledWeight(letters.length >= SHORT_SPELLING && match.characters !== 1, match.fullness));
    });
  }
}

function spelledWeight(isCertain: boolean, fullness: number): number {
  return (isCertain ? WEIGHT.spelledInFull : WEIGHT.spelled) + 0.4 * fullness;
}

function* findPlaces(series: readonly Series[]): Steps<Map<string, InSeries>> {
  const places = new Map<string, InSeries>();
  yield* eachInSteps(series, ({ name, members }) => {
    const folded = foldText(name);
    members.forEach(({ id, number }, place) => {
      places.set(id, { name, folded, place, rank: number === undefined ? undefined : parseOrdinal(foldText(number)) });
    });
  });
  return places;
}

function* groupByRank(articles: readonly ArticleSummary[], series: ReadonlyMap<string, InSeries>): Steps<Map<number, number[]>> {
  const byRank = new Map<number, number[]>();
  yield* eachInSteps(articles, ({ id }, post) => {
    const rank = series.get(id)?.rank;
    if (rank === undefined) return;
    const posts = byRank.get(rank);
    if (posts) posts.push(post);
    else byRank.set(rank, [post]);
  });
  return byRank;
}

function* orderOfEquals(articles: readonly ArticleSummary[], series: ReadonlyMap<string, InSeries>): Steps<Uint32Array> {
  const newest = new Map<string, number>();
  const places: { readonly post: number; readonly block: number; readonly place: number }[] = [];
  yield* eachInSteps(articles, ({ id }, post) => {
    const own = series.get(id);
    if (own && !newest.has(own.folded)) newest.set(own.folded, post);
    places.push({ post, block: own ? (newest.get(own.folded) ?? post) : post, place: own?.place ?? 0 });
  });
  const tie = new Uint32Array(places.length);
  yield* eachInSteps(yield* sortInSteps(places, (a, b) => a.block - b.block || a.place - b.place), ({ post }, order) => (tie[post] = order));
  return tie;
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

  /** @param together not put together of pieces: the first search would have to do it */
  private constructor(together: string, starts: Uint32Array) {
    this.#together = together;
    this.#starts = starts;
    this.#lineAt = new Uint32Array(together.length);
  }

  static *inSteps(lines: readonly string[]): Steps<Lines> {
    const starts = new Uint32Array(lines.length + 1);
    let end = 0;
    yield* eachInSteps(lines, (line, index) => {
      starts[index] = end;
      end += line.length + 1;
    });
    starts[lines.length] = end;
    const made = new Lines([...lines, ''].join('\n'), starts);
    yield;
    yield* eachInSteps(lines, (_, index) => made.#lineAt.fill(index, starts[index], starts[index + 1]));
    return made;
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
