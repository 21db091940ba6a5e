import { findMathRanges } from '../../core/search/mathRanges';
import { matchText, matchTitle, type Range } from '../../core/search/matches';
import type { Query, Term } from '../../core/search/query';
import type { Landing } from '../../protocol';

const mostTerms = 20;
/** Text on either side of the match by which its place is known. */
const contextUnits = 24;
/** Where text of the page is no longer that of the Markdown: marks of emphasis, links, code, HTML, escapes, formulas. */
const markup = /[*_`[\]()<>!#|\\\n$&~]/;

/** The query with those terms only that must be looked for in the text, because the title does not hold them. */
export function textQuery(query: Query, title: string): Query {
  const isInText = query.field === 'text' || query.field === 'math';
  const terms = query.field === 'title' ? [] : query.terms.filter((term) => !term.isNegated && (isInText || matchTitle(only(query, term), title).length === 0));
  return { ...query, filters: [], terms };
}

/**
 * Where the reader goes for a hit and what it marks there; `undefined` when the title is what was looked for, or the
 * text has none of it. Terms are given as the text writes them: it may be in traditional characters, the query not.
 *
 * @param match the place to land at, in the Markdown
 */
export function landingIn(query: Query, title: string, markdown: string, match: Range | undefined): Landing | undefined {
  const wanted = textQuery(query, title);
  const terms = wanted.terms.flatMap((term) => spellings(only(wanted, term), markdown)).slice(0, mostTerms);
  if (terms.length === 0) return undefined;
  return { terms, ...(match && { passage: passageAround(match, markdown) }) };
}

function only(query: Query, term: Term): Query {
  return { ...query, terms: [term] };
}

/** Each way in which the text writes a term, but for case, width, blanks and braces, which the page overlooks. */
function spellings(query: Query, markdown: string): string[] {
  const found = matchText(query, markdown).map(({ start, end }) => markdown.slice(start, end));
  const byKey = new Map(found.map((text) => [text.normalize('NFKC').toLowerCase().replace(/[\s{}$]+/g, ''), text]));
  return [...byKey.values()];
}

/** A stretch of plain text around the match, or the inside of the formula that holds it: what the page surely has too. */
function passageAround({ start, end }: Range, markdown: string): string {
  const formula = findMathRanges(markdown).find((range) => range.start <= start && range.end >= end);
  const isBorder = (at: number): boolean => (formula ? at < formula.start || at >= formula.end || markdown.charAt(at) === '$' : markup.test(markdown.charAt(at)));
  let from = start;
  while (from > 0 && start - from < contextUnits && !isBorder(from - 1)) from--;
  let to = end;
  while (to < markdown.length && to - end < contextUnits && !isBorder(to)) to++;
  return markdown.slice(from, to);
}
