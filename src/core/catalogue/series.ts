import type { ArticleSummary } from '../model/article';
import { atOnce, eachInSteps, sliceLength, sortInSteps, type Steps } from '../util/slices';
import { labelLength, prefixReadings } from './seriesPrefix';
import { foldTitle, foldTitles, numberedReadings, seriesKey, type SeriesReading } from './seriesTitle';

export interface SeriesMember {
  readonly id: string;
  /** The number as the title writes it, `"十八"`, `"18"`, `"上"`; `undefined` where it has none. */
  readonly number: string | undefined;
}

/** Posts that belong together by their titles, in reading order. A post is in one series at most. */
export interface Series {
  readonly name: string;
  readonly members: readonly SeriesMember[];
}

interface Candidate {
  readonly article: ArticleSummary;
  /** Before the keys in the index: the blog, so that equal titles of two blogs stay apart. */
  readonly blog: string;
  readonly readings: readonly SeriesReading[];
}

interface Group {
  readonly key: string;
  readonly members: { readonly article: ArticleSummary; readonly reading: SeriesReading }[];
}

/** A name without numbers is a series only when this many posts bear it: fewer may be chance. */
const FEWEST_WITHOUT_NUMBER = 3;

/**
 * Finds series from titles alone, the series with the newest post first.
 *
 * A number makes a series when two posts share the words before it and differ in it; words alone do when they stand
 * as a label or before a colon in three posts. Where a title holds two numbers the first is the series', the other
 * its own (`…（七）：方差估计（上）`).
 */
export function findSeries(articles: readonly ArticleSummary[]): Series[] {
  return atOnce(findSeriesInSteps(articles));
}

/**
 * As {@link findSeries}, in steps: for lists of tens of thousands. Of titles that turn out to be in no series, which most
 * are, next to nothing is kept meanwhile: to read one again costs less than to hold it.
 */
export function* findSeriesInSteps(articles: readonly ArticleSummary[]): Steps<Series[]> {
  const numbered = new Map<ArticleSummary, Candidate>();
  yield* foldInSteps(articles, (article, folded) => {
    const readings = numberedReadings(article.title, folded);
    if (readings.length > 0) numbered.set(article, { article, blog: blogOf(article.id), readings });
  });
  const groups = yield* groupByNumber([...numbered.values()]);
  yield* mergeRenamed(groups);
  const taken = new Set<ArticleSummary>();
  yield* eachInSteps(groups.values(), ({ members }) => members.forEach(({ article }) => taken.add(article)));
  const prefixed = new Map<string, ArticleSummary[]>();
  const rest = articles.filter((article) => !taken.has(article));
  yield* foldInSteps(rest, (article, folded) => placeUnnumbered(article, folded, numbered.get(article)?.readings ?? [], groups, prefixed));
  for (const group of yield* chooseFrequent(prefixed)) groups.set(groups.has(group.key) ? `${group.key}\n` : group.key, group);
  const found: { series: Series; newest: string }[] = [];
  for (const group of groups.values()) {
    found.push(toSeries(group));
    yield; // one series may have thousands
  }
  return (yield* sortInSteps(found, (a, b) => compareText(b.newest, a.newest))).map(({ series }) => series);
}

/** Calls `action` with each post and its title, folded. */
function* foldInSteps(articles: readonly ArticleSummary[], action: (article: ArticleSummary, folded: string) => void): Steps<void> {
  for (let start = 0; start < articles.length; start += sliceLength) {
    const slice = articles.slice(start, start + sliceLength);
    const titles = foldTitles(slice.map(({ title }) => title));
    slice.forEach((article, index) => action(article, titles[index] ?? ''));
    yield;
  }
}

function blogOf(id: string): string {
  return id.slice(0, id.indexOf(':') + 1);
}

/** Each post goes to the first of its readings whose key is shared by posts of different numbers. */
function* groupByNumber(candidates: readonly Candidate[]): Steps<Map<string, Group>> {
  let open = candidates;
  for (;;) {
    const groups = new Map<string, Group>();
    const shared = yield* countRanks(open);
    yield* eachInSteps(open, ({ article, blog, readings }) => {
      const reading = readings.find(({ key }) => (shared.get(blog + key)?.size ?? 0) > 1);
      if (reading) addTo(groups, blog + reading.key, article, reading);
    });
    const lonely = new Set<string>();
    yield* eachInSteps(groups.values(), ({ key, members }) => {
      if (new Set(members.map(({ reading }) => reading.rank)).size < 2) lonely.add(key);
    });
    if (lonely.size === 0) return groups;
    const rest: Candidate[] = [];
    yield* eachInSteps(open, (candidate) => rest.push({ ...candidate, readings: candidate.readings.filter(({ key }) => !lonely.has(candidate.blog + key)) }));
    open = rest;
  }
}

function* countRanks(candidates: readonly Candidate[]): Steps<Map<string, Set<number | undefined>>> {
  const ranks = new Map<string, Set<number | undefined>>();
  yield* eachInSteps(candidates, ({ blog, readings }) => {
    for (const { key, rank } of readings) ranks.set(blog + key, (ranks.get(blog + key) ?? new Set()).add(rank));
  });
  return ranks;
}

function addTo(groups: Map<string, Group>, key: string, article: ArticleSummary, reading: SeriesReading): void {
  const group = groups.get(key);
  if (group) group.members.push({ article, reading });
  else groups.set(key, { key, members: [{ article, reading }] });
}

/** One series under two names: `A——B(1)` … `(4)` goes on as `A(5)`. The shorter name stays. */
function mergeRenamed(groups: Map<string, Group>): Steps<void> {
  return eachInSteps(groups, ([key, group]) => {
    const border = /^(.{2,}?)(?:——|:)/.exec(key);
    const short = border?.[1] === undefined ? undefined : groups.get(border[1]);
    if (!short || !continues(group, short)) return;
    short.members.unshift(...group.members);
    groups.delete(key);
  });
}

function continues(earlier: Group, later: Group): boolean {
  const [before, after] = [ranksOf(earlier), ranksOf(later)];
  return Math.max(...before) < Math.min(...after) || Math.max(...after) < Math.min(...before);
}

function ranksOf({ members }: Group): number[] {
  return members.map(({ reading }) => reading.rank ?? Infinity);
}

/** A title without a number that fits: behind a label, under a series' own name, or as its first part. */
function placeUnnumbered(article: ArticleSummary, folded: string, readings: readonly SeriesReading[], groups: Map<string, Group>, prefixed: Map<string, ArticleSummary[]>): void {
  const blog = blogOf(article.id);
  const label = labelLength(folded);
  if (label > 0) {
    const behindLabel = numberedReadings(article.title.slice(label), folded.slice(label)).find(({ key }) => groups.has(blog + key));
    if (behindLabel) return addTo(groups, blog + behindLabel.key, article, behindLabel);
  }
  const known = readings.find(({ key }) => groups.has(blog + key));
  if (known) return addTo(groups, blog + known.key, article, known);
  const prefixes = prefixReadings(article.title, folded);
  const own = prefixes.find(({ key, isMarked, isAppendix }) => (isMarked || isAppendix) && groups.has(blog + key));
  if (own) return addTo(groups, blog + own.key, article, own);
  const name = seriesKey(folded.replace(/[?!…]+$/, ''));
  const opened = groups.get(blog + name);
  if (opened && !ranksOf(opened).includes(1)) {
    return addTo(groups, opened.key, article, { key: name, name: article.title, number: undefined, rank: 1 });
  }
  for (const { key } of prefixes) {
    const others = prefixed.get(blog + key);
    if (others) others.push(article);
    else prefixed.set(blog + key, [article]);
  }
}

/** The larger group first, and each post once. */
function* chooseFrequent(prefixed: ReadonlyMap<string, readonly ArticleSummary[]>): Steps<Group[]> {
  const chosen: Group[] = [];
  const taken = new Set<ArticleSummary>();
  const frequent: [string, readonly ArticleSummary[]][] = [];
  yield* eachInSteps(prefixed, (entry) => {
    if (entry[1].length >= FEWEST_WITHOUT_NUMBER) frequent.push(entry);
  });
  yield* eachInSteps(yield* sortInSteps(frequent, ([, a], [, b]) => b.length - a.length), ([key, articles]) => {
    const free = articles.filter((article) => !taken.has(article));
    if (free.length < FEWEST_WITHOUT_NUMBER) return;
    for (const article of free) taken.add(article);
    chosen.push({ key, members: free.flatMap((article) => prefixMembers(article, key)) });
  });
  return chosen;
}

function prefixMembers(article: ArticleSummary, key: string): Group['members'] {
  const blog = blogOf(article.id);
  return prefixReadings(article.title, foldTitle(article.title)).filter((reading) => blog + reading.key === key).map((reading) => ({ article, reading }));
}

function toSeries({ members }: Group): { series: Series; newest: string } {
  const byDate = [...members].sort((a, b) => compareText(a.article.date, b.article.date) || compareText(a.article.id.padStart(9), b.article.id.padStart(9)));
  const ordered = byDate.filter(({ reading }) => reading.rank !== undefined).sort((a, b) => (a.reading.rank ?? 0) - (b.reading.rank ?? 0));
  for (const member of byDate) {
    if (member.reading.rank !== undefined) continue;
    // Without a number a post stands behind all that were there when it was written.
    const after = ordered.findLastIndex(({ article }) => article.date <= member.article.date);
    ordered.splice(after + 1, 0, member);
  }
  return {
    series: {
      name: shortest(ordered.map(({ reading }) => reading.name)),
      members: ordered.map(({ article, reading }) => ({ id: article.id, number: reading.number })),
    },
    newest: byDate.at(-1)?.article.date ?? '',
  };
}

function shortest(names: readonly string[]): string {
  return names.reduce((short, name) => (name.length < short.length ? name : short));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
