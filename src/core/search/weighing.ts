import type { Steps } from '../util/slices';
import type { Term } from './query';
import type { Check, HitKind } from './ranking';
import { type TitleIndex, WEIGHT } from './titleIndex';

/** A term over all posts: its weight in each, 0 where it is not, and where the text must be read to know. */
export interface Weighed {
  readonly term: Term;
  readonly weights: Float64Array;
  /** 1 where the weight holds only if the text has the term. */
  readonly unsure: Uint8Array | undefined;
  readonly check: Check;
}

/** What a term weighs by its `Presence` in a text. */
export const TEXT_WEIGHTS = Float64Array.of(0, WEIGHT.text, WEIGHT.withinWords, WEIGHT.text, WEIGHT.heading);
/** The same where formulas alone count. */
export const MATH_WEIGHTS = Float64Array.of(0, WEIGHT.text, WEIGHT.withinWords, WEIGHT.text, WEIGHT.text);

/** Raises weights where the title has the term, with pauses: there, the text need not be read. */
export function* weighTitles(titles: TitleIndex, term: Term, weights: Float64Array, unsure: Uint8Array | undefined): Steps<void> {
  if (!unsure) {
    yield* titles.weigh(term, weights);
    return;
  }
  const inTitles = new Float64Array(weights.length);
  yield* titles.weigh(term, inTitles);
  for (let post = 0; post < weights.length; post++) {
    const weight = inTitles[post] ?? 0;
    if (weight === 0) continue;
    if (weight > (weights[post] ?? 0) || unsure[post]) weights[post] = weight;
    unsure[post] = 0;
  }
}

/** Adds rarity times weight where all terms so far are, else leaves 0. */
export function addScores(scores: Float64Array, weights: Float64Array, isFirst: boolean): void {
  let count = 0;
  for (let post = 0; post < weights.length; post++) if ((weights[post] ?? 0) > 0) count++;
  const rarity = Math.log(1 + (weights.length - count + 0.5) / (count + 0.5));
  for (let post = 0; post < scores.length; post++) {
    const weight = weights[post] ?? 0;
    const before = scores[post] ?? 0;
    scores[post] = weight > 0 && (isFirst || before > 0) ? before + weight * rarity : 0;
  }
}

/** Of each post the weight of its strongest term. */
export function strongest([first, ...others]: readonly Weighed[], length: number): Float64Array {
  if (!first) return new Float64Array(length);
  if (others.length === 0) return first.weights;
  const best = first.weights.slice();
  for (const { weights } of others) {
    for (let post = 0; post < length; post++) best[post] = Math.max(best[post] ?? 0, weights[post] ?? 0);
  }
  return best;
}

/** Reads the texts of which the weights alone do not tell whether all terms hold; `undefined` where they do for all posts. */
export function toCheck(weighed: readonly Weighed[], excluded: readonly Weighed[]): Check | undefined {
  const wanted = weighed.filter(({ unsure }) => unsure);
  const unwanted = excluded.filter(({ unsure }) => unsure);
  if (wanted.length + unwanted.length === 0) return undefined;
  return (post) =>
    wanted.every(({ unsure, check }) => !unsure?.[post] || check(post)) && unwanted.every(({ unsure, check }) => !unsure?.[post] || !check(post));
}

/** Whether the title gave it, by its words or in full pinyin. */
export function isTitleWeight(weight: number): boolean {
  return weight >= WEIGHT.number || (weight >= WEIGHT.spelledInFull && weight < WEIGHT.heading);
}

/** Where a post was found, by the weight of its strongest term. */
export function toKind(weight: number): HitKind {
  if (weight >= WEIGHT.number) return 'title';
  if (weight === WEIGHT.heading) return 'heading';
  if (weight === WEIGHT.text || weight === WEIGHT.withinWords) return 'text';
  return weight === 0 ? 'filter' : 'pinyin';
}
