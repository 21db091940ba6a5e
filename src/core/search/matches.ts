import { foldText, isIgnorable } from './fold';
import { findMathRanges, type Range } from './mathRanges';
import { matchPinyin } from './pinyin';
import type { Query, Term } from './query';

export type { Range } from './mathRanges';

/** Where the terms of a query stand in a title, for marking: sorted, without overlap. Pinyin and numbers count too. */
export function matchTitle(query: Query, title: string): Range[] {
  if (query.field === 'text' || query.field === 'math') return [];
  const folded = foldText(title);
  const ranges = positiveTerms(query).flatMap((term): Range[] => {
    const found = occurrences(term, folded);
    if (found.length > 0) return found;
    const spelled = term.pinyin === undefined ? undefined : matchPinyin(term.pinyin, folded);
    return spelled ? [spelled] : [];
  });
  return joined(ranges);
}

/** Where the terms of a query stand in an article's Markdown, in order of appearance: what the reader goes to and marks. */
export function matchText(query: Query, markdown: string): Range[] {
  if (query.field === 'title') return [];
  const folded = foldText(markdown);
  const ranges = positiveTerms(query).flatMap((term) => {
    const found = occurrences(term, folded);
    return found.length > 0 ? found : (term.pieces ?? []).flatMap((piece) => occurrences(piece, folded));
  });
  if (query.field !== 'math') return joined(ranges);
  const formulas = findMathRanges(folded);
  return joined(ranges.filter(({ start, end }) => formulas.some((formula) => start >= formula.start && end <= formula.end)));
}

export interface Passage {
  /** One line; formulas as their source. */
  readonly text: string;
  /** In `text`. */
  readonly matches: readonly Range[];
  /** The first match, in the Markdown. */
  readonly match: Range;
  /** How many places match in the whole text. */
  readonly count: number;
}

/** The part of a text around the place where most different terms meet; `undefined` where none stands. */
export function findPassage(query: Query, markdown: string, width = 120): Passage | undefined {
  const matches = matchText(query, markdown);
  const match = densest(matches, markdown, width);
  if (!match) return undefined;
  const { start, end } = frame(match, markdown, width);
  const text = markdown.slice(start, end).replace(/\s/g, ' ');
  const inside = matches.filter((range) => range.start >= start && range.end <= end).map((range) => ({ start: range.start - start, end: range.end - start }));
  return { text, matches: inside, match, count: matches.length };
}

function positiveTerms({ terms }: Query): Term[] {
  return terms.filter(({ isNegated }) => !isNegated);
}

function occurrences(term: Term, folded: string): Range[] {
  const ranges: Range[] = [];
  if (term.kind === 'latex') {
    for (let from = 0; ; ) {
      const range = nextSqueezed(term.folded, folded, from);
      if (!range) return ranges;
      ranges.push(range);
      from = range.end;
    }
  }
  for (let at = folded.indexOf(term.folded); at >= 0; at = folded.indexOf(term.folded, at + term.folded.length)) {
    ranges.push({ start: at, end: at + term.folded.length });
  }
  return ranges;
}

function nextSqueezed(squeezed: string, folded: string, from: number): Range | undefined {
  const first = squeezed.charAt(0);
  for (let start = folded.indexOf(first, from); start >= 0; start = folded.indexOf(first, start + 1)) {
    let at = start;
    let index = 0;
    for (; index < squeezed.length && at < folded.length; at++) {
      const unit = folded.charCodeAt(at);
      if (unit === squeezed.charCodeAt(index)) index++;
      else if (!isIgnorable(unit)) break;
    }
    if (index === squeezed.length) return { start, end: at };
  }
  return undefined;
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else result.push({ start: range.start, end: range.end });
  }
  return result;
}

/** The match with which the most different words begin within `width`. */
function densest(matches: readonly Range[], markdown: string, width: number): Range | undefined {
  let best: Range | undefined;
  let most = 0;
  for (const [index, match] of matches.entries()) {
    const words = new Set<string>();
    for (let next = index; next < matches.length; next++) {
      const { start, end } = matches[next] ?? match;
      if (end - match.start > width) break;
      words.add(foldText(markdown.slice(start, end)));
    }
    if (words.size <= most) continue;
    most = words.size;
    best = match;
  }
  return best;
}

/** A window with a third of it before the match, moved so that no short formula and no surrogate pair is cut. */
function frame(match: Range, markdown: string, width: number): Range {
  let start = Math.max(0, Math.min(match.start - Math.floor(width / 3), markdown.length - width));
  let end = Math.min(markdown.length, Math.max(match.end, start + width));
  const near = Math.max(0, start - width);
  for (const formula of findMathRanges(markdown.slice(near, end + width))) {
    const range = { start: formula.start + near, end: formula.end + near };
    if (range.end - range.start > width) continue;
    if (range.start < start && range.end > start) start = range.start;
    if (range.start < end && range.end > end) end = range.end;
  }
  if (isLowSurrogate(markdown.charCodeAt(start))) start--;
  if (isLowSurrogate(markdown.charCodeAt(end))) end++;
  return { start, end };
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
