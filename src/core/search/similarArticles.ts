import type { ArticleSummary } from '../model/article';
import { eachInSteps, type Steps } from '../util/slices';
import { foldText } from './fold';
import type { Term } from './query';
import type { HitKind } from './ranking';
import type { SearchIndex } from './searchIndex';

/** A tag says more of what a post is about than two characters of its title. */
const TAG_WEIGHT = 2;
/** What it says of another post that it has a word of this one's title: there, in a heading, or in its text. */
const WORD_WEIGHT: Readonly<Partial<Record<HitKind, number>>> = { title: 1, heading: 0.5, text: 0.1 };

/**
 * Posts most like one, best first: those that have rare words and pairs of characters of its title in their own titles,
 * headings and texts, as far as texts are in the index, and those that share its tags. Others are left out.
 */
export function* similarArticles(article: ArticleSummary, index: SearchIndex, limit = 10): Steps<ArticleSummary[]> {
  const { articles } = index;
  const scores = new Map<ArticleSummary, number>();
  const add = (others: readonly ArticleSummary[], weightOf: (place: number) => number): void => {
    const rarity = Math.log(1 + articles.length / (1 + others.length));
    for (const [place, other] of others.entries()) if (other.id !== article.id) scores.set(other, (scores.get(other) ?? 0) + rarity * weightOf(place));
  };
  for (const word of wordsOf(article.title)) {
    const ranking = yield* index.searching({ terms: [termOf(word)], filters: [], field: undefined });
    yield* ranking.count();
    const hits = ranking.all();
    add(hits.map((hit) => hit.article), (place) => WORD_WEIGHT[hits[place]?.kind ?? 'filter'] ?? 0);
    yield;
  }
  const ofTag = new Map<string, ArticleSummary[]>(article.tags.map((tag) => [foldText(tag), []]));
  yield* eachInSteps(articles, (other) => {
    for (const tag of other.tags) ofTag.get(foldText(tag))?.push(other);
  });
  for (const others of ofTag.values()) add(others, () => TAG_WEIGHT);
  // A long title has something of many.
  const closeness = ([{ title, tags }, score]: readonly [ArticleSummary, number]): number => score / Math.sqrt(1 + wordsOf(title).size + tags.length);
  return [...scores]
    .map((scored) => ({ article: scored[0], closeness: closeness(scored) }))
    .sort((a, b) => b.closeness - a.closeness)
    .slice(0, limit)
    .map((scored) => scored.article);
}

/** Latin words, and Han characters as overlapping pairs. */
function wordsOf(title: string): Set<string> {
  const words = new Set<string>();
  const folded = foldText(title);
  for (const [word] of folded.matchAll(/[a-z][a-z0-9]+/g)) words.add(word);
  for (const [run] of folded.matchAll(/\p{Script=Han}{2,}/gu)) for (let index = 1; index < run.length; index++) words.add(run.slice(index - 1, index + 1));
  return words;
}

function termOf(folded: string): Term {
  return { kind: 'text', folded, isNegated: false, pinyin: undefined, number: undefined, pieces: undefined };
}
