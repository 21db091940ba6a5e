import type { Series } from '../catalogue/series';
import type { ArticleSummary } from '../model/article';
import { atOnce, eachInSteps, type Steps } from '../util/slices';
import { makeFilter, type ArticleStates } from './filters';
import { findMathRanges } from './mathRanges';
import { parseQuery, type Query, type Term } from './query';
import { Ranking, type Check } from './ranking';
import { squeeze } from './fold';
import { makePosts, type Posts } from './posts';
import { SegmentStore, type Places } from './segmentStore';
import { Presence } from './textSegment';
import { addScores, isTitleWeight, MATH_WEIGHTS, strongest, TEXT_WEIGHTS, toCheck, toKind, weighTitles, type Weighed } from './weighing';

export interface SearchOptions {
  readonly states?: ArticleStates;
}

/**
 * Finds posts by title and, of those whose text was added, by text.
 *
 * **A hit** is a post for which every filter and every term holds, and no negated term does. With *folding* as in
 * `foldTable` (case, width, traditional to simplified; one unit for one), a term holds
 *
 * - as **text** (`扩散`, `lora`) when the folded title or the folded Markdown has the folded term as a substring,
 *   and for a term of Latin letters also when `matchPinyin` finds it in the title, and for one that ends in a number
 *   also when the post's number in its series is that number and the title has what stands before it;
 * - **exact** (`"低秩 近似"`) when the folded title or Markdown has it as a substring, blanks included, nothing else;
 * - as **LaTeX**, which is what has one of `\ ^ _ { }`, when the folded title or Markdown without blanks, line ends
 *   and braces has the folded term without them as a substring. Where a fragment with blanks is nowhere in one,
 *   its pieces are terms of their own.
 *
 * A negated term excludes by the same rules without pinyin and numbers. `in:title` looks at titles only, `in:text` at
 * the Markdown only, `in:math` at its formulas only.
 *
 * **The order**: the sum over the terms of rarity times place: title 12 (and up to 3 more at the beginning of title or
 * word and for short titles), series number 11, heading 4, pinyin 3, text 1, short pinyin ½, text within Latin words
 * 0.2. Rarity is BM25's: ln(1 + (N − n + ½) / (n + ½)). Equals: newer first; among titles a series in its own order.
 */
export class SearchIndex {
  readonly #texts: SegmentStore;
  #articles: readonly ArticleSummary[];
  /** Posts that came one by one: they are among {@link #articles} from the next search on. */
  readonly #added = new Map<string, ArticleSummary>();
  #posts: Posts | undefined;
  /** The articles that {@link #posts} was made of: others while it is made anew. */
  #madeOf: readonly ArticleSummary[] | undefined;

  constructor(articles: readonly ArticleSummary[] = [], texts = new SegmentStore()) {
    this.#articles = articles;
    this.#texts = texts;
  }

  /** Restores the texts that {@link serialise} kept; `undefined` when the bytes are of another version, or not whole. */
  static load(articles: readonly ArticleSummary[], bytes: Uint8Array): SearchIndex | undefined {
    return atOnce(SearchIndex.loading(articles, bytes));
  }

  /** Like {@link load}, with pauses. */
  static *loading(articles: readonly ArticleSummary[], bytes: Uint8Array): Steps<SearchIndex | undefined> {
    const texts = yield* SegmentStore.loading(bytes);
    return texts && new SearchIndex(articles, texts);
  }

  /** Takes over all posts that can be found by title, with pauses; until then, those of before can. */
  *setArticles(articles: readonly ArticleSummary[]): Steps<void> {
    this.#articles = articles;
    yield* this.prepare();
  }

  get articles(): readonly ArticleSummary[] {
    return this.#known.articles;
  }

  get(id: string): ArticleSummary | undefined {
    const { articles, numbers } = this.#known;
    return articles[numbers.get(id) ?? -1];
  }

  /** How many texts are in it. */
  get textCount(): number {
    return this.#texts.size;
  }

  /** Bytes held for the texts and what stands where. */
  get byteLength(): number {
    return this.#texts.byteLength;
  }

  /** The stamp under which the text was added, `undefined` where it was not: whether it must be added anew. */
  stampOf(id: string): string | undefined {
    return this.#texts.stampOf(id);
  }

  /** Adds or replaces the text of a post. `stamp` is whatever tells a newer text from an older one. */
  add(summary: ArticleSummary, markdown: string, stamp = ''): void {
    this.#texts.add(summary.id, markdown, stamp);
    const { articles, numbers } = this.#posts ?? this.#known;
    const known = this.#added.get(summary.id) ?? articles[numbers.get(summary.id) ?? -1];
    if (known?.title !== summary.title || known.date !== summary.date) this.#added.set(summary.id, summary);
  }

  /** Takes the text of a post out; its title stays. */
  remove(id: string): void {
    this.#texts.remove(id);
  }

  /** Puts what was added into its final form and small parts together, with pauses. Searching works at any time. */
  *settle(): Steps<void> {
    yield* this.#texts.settle();
    yield* this.prepare();
  }

  /** The texts, for the disk: with {@link load}. Call {@link settle} before. */
  serialise(): Uint8Array {
    return atOnce(this.serialising());
  }

  /** Like {@link serialise}, with pauses. */
  serialising(): Steps<Uint8Array> {
    return this.#texts.serialise();
  }

  /** Makes what the first search needs besides the texts, with pauses. It is made by the first search otherwise, at once. */
  *prepare(): Steps<void> {
    const articles = this.#withAdded();
    if (this.#madeOf !== articles) {
      const posts = yield* makePosts(articles);
      if (articles !== this.#articles) return; // others have come, and are prepared by who brought them
      this.#posts = posts;
      this.#madeOf = articles;
    }
    yield* this.#texts.locate(this.#known.numbers);
  }

  /** The series that the posts are in. */
  get series(): readonly Series[] {
    return this.#known.series;
  }

  /** The name of the series that a post is in. */
  seriesName(id: string): string | undefined {
    return this.#known.titles.seriesName(id);
  }

  search(query: Query | string, options: SearchOptions = {}): Ranking {
    return atOnce(this.searching(query, options));
  }

  /** Like {@link search}, with pauses. What is added meanwhile may not be found yet. */
  *searching(query: Query | string, options: SearchOptions = {}): Steps<Ranking> {
    const parsed = typeof query === 'string' ? parseQuery(query) : query;
    const ranking = yield* this.#rank(parsed, options);
    if (!parsed.terms.some(({ pieces }) => pieces)) return ranking;
    yield* ranking.finding(1);
    if (ranking.first(1).length > 0) return ranking;
    return yield* this.#rank({ ...parsed, terms: parsed.terms.flatMap((term) => term.pieces ?? [term]) }, options);
  }

  /** Like {@link searching}, and the best hits are found: `first(limit)` gives them at once. */
  *finding(query: Query | string, limit: number, options: SearchOptions = {}): Steps<Ranking> {
    const ranking = yield* this.searching(query, options);
    yield* ranking.finding(limit);
    return ranking;
  }

  *#rank(query: Query, { states = {} }: SearchOptions): Steps<Ranking> {
    const known = this.#known;
    const { articles, titles } = known;
    const weighed: Weighed[] = [];
    const excluded: Weighed[] = [];
    for (const term of query.terms) {
      (term.isNegated ? excluded : weighed).push(yield* this.#weigh(term, query, known));
      yield;
    }
    const passes = makeFilter(query.filters, titles, states);
    const scores = new Float64Array(articles.length);
    if (weighed.length === 0 && (query.filters.length > 0 || excluded.length > 0)) scores.fill(1);
    for (const [index, { weights }] of weighed.entries()) addScores(scores, weights, index === 0);
    const best = strongest(weighed, articles.length);
    for (const { weights, unsure } of excluded) {
      for (let post = 0; post < scores.length; post++) if ((weights[post] ?? 0) > 0 && !unsure?.[post]) scores[post] = 0;
    }
    if (passes) yield* eachInSteps(articles, (article, post) => scores[post] !== 0 && !passes(article) && (scores[post] = 0));
    yield;
    const isByTitle = (post: number): boolean => weighed.length === 0 || isTitleWeight(best[post] ?? 0);
    return new Ranking(articles, scores, (post) => toKind(best[post] ?? 0), titles.tie, isByTitle, toCheck(weighed, excluded));
  }

  *#weigh(term: Term, { field }: Query, { titles, numbers }: Posts): Steps<Weighed> {
    const weights = new Float64Array(titles.articles.length);
    const isSqueezed = term.kind === 'latex';
    const places = this.#texts.places(numbers);
    const isMath = field === 'math';
    let unsure: Uint8Array | undefined;
    if (field !== 'title') {
      // By what is known of the text; formulas must be read, headings do not count there.
      const weightOf = isMath ? MATH_WEIGHTS : TEXT_WEIGHTS;
      // Read once: it is imported, and the loop is over all texts.
      const { none, maybe } = Presence;
      for (const [index, segment] of this.#texts.segments().entries()) {
        const postOf = places.posts[index] ?? new Int32Array();
        const presences = segment.presence(term.folded, isSqueezed);
        for (let document = 0; document < presences.length; document++) {
          const presence = presences[document] ?? none;
          const post = postOf[document] ?? -1;
          if (presence === none || post < 0) continue;
          weights[post] = weightOf[presence] ?? 0;
          if (presence !== maybe && !isMath) continue;
          unsure ??= new Uint8Array(weights.length);
          unsure[post] = 1;
        }
      }
    }
    const check = this.#checker(term, isMath, places);
    if (field === undefined || field === 'title') yield* weighTitles(titles, term, weights, unsure);
    return { term, weights, unsure, check };
  }

  #checker(term: Term, isMathOnly: boolean, { segmentOf, documentOf }: Places): Check {
    const segments = this.#texts.segments();
    const isSqueezed = term.kind === 'latex';
    let matchers: readonly Check[] | undefined;
    return (post) => {
      matchers ??= segments.map((segment) => segment.matcher(term.folded, isSqueezed));
      const segment = segmentOf[post] ?? -1;
      const document = documentOf[post] ?? -1;
      if (!matchers[segment]?.(document)) return false;
      if (!isMathOnly) return true;
      const text = segments[segment]?.textOf(document) ?? '';
      return findMathRanges(text).some(({ start, end }) => {
        const formula = text.slice(start, end);
        return (isSqueezed ? squeeze(formula) : formula).includes(term.folded);
      });
    };
  }

  get #known(): Posts {
    if (!this.#posts || this.#added.size > 0) {
      this.#madeOf = this.#withAdded();
      this.#posts = atOnce(makePosts(this.#madeOf));
    }
    return this.#posts;
  }

  #withAdded(): readonly ArticleSummary[] {
    if (this.#added.size > 0) {
      this.#articles = [...this.#articles.filter(({ id }) => !this.#added.has(id)), ...this.#added.values()];
      this.#added.clear();
    }
    return this.#articles;
  }
}
