import { parseOrdinal } from '../catalogue/ordinal';
import { foldText, squeeze } from './fold';

/** Where a term must stand: `in:title`, `in:text`, `in:math`. */
export type SearchField = 'title' | 'text' | 'math';
/** What a reader has done with a post: `is:unread` and so on. */
export type ArticleState = 'unread' | 'read' | 'listed' | 'downloaded';

export const SEARCH_FIELDS: readonly SearchField[] = ['title', 'text', 'math'];
export const ARTICLE_STATES: readonly ArticleState[] = ['unread', 'read', 'listed', 'downloaded'];
/** Filters by their words, in the order in which they are offered. */
export const FILTER_NAMES = ['series', 'year', 'tag', 'category', 'is', 'in'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface Term {
  /** `text`: a word or a piece of text; `exact`: in quotes; `latex`: without blanks and braces. */
  readonly kind: 'text' | 'exact' | 'latex';
  /** Folded; for `latex` squeezed too. */
  readonly folded: string;
  readonly isNegated: boolean;
  /** Letters that may be pinyin of a title; `undefined` where they cannot be. */
  readonly pinyin: string | undefined;
  /** A series number, alone or behind words: `18`, `十八`, `漫谈18`. */
  readonly number: { readonly rank: number; readonly before: string } | undefined;
  /** The pieces of a LaTeX fragment with blanks, for the case that it is nowhere in one. */
  readonly pieces: readonly Term[] | undefined;
}

export interface Filter {
  readonly name: Exclude<FilterName, 'in'>;
  /** Folded. */
  readonly value: string;
  readonly isNegated: boolean;
}

/** A query, read. All terms and filters must hold. */
export interface Query {
  readonly terms: readonly Term[];
  readonly filters: readonly Filter[];
  readonly field: SearchField | undefined;
}

interface Token {
  readonly text: string;
  readonly isNegated: boolean;
  readonly isQuoted: boolean;
  readonly filter: FilterName | undefined;
}

/**
 * An optional minus, an optional filter, and a text in quotes or without blanks, in both widths. Chinese quotes may stand
 * within straight ones and within Chinese ones; a quote may still be open, or closed by another kind.
 */
const TOKEN =
  /([-－]?)(series|year|tag|category|is|in)[:：](?=\s|$)|([-－]?)(?:(series|year|tag|category|is|in)[:：])?(?:["＂]([^"＂]*)["＂]|“((?:[^“”]|“[^“”]*”)*)”|["＂“]([^"＂”]*)["＂”]?|(\S+))/giu;
const LATEX_MARK = /[\\^_{}]/;
const HAN = /\p{Script=Han}/u;
/** What may stand beside LaTeX as a part of it: operators, digits, single letters. */
const LATEX_NEIGHBOUR = /^(?:[a-z]|[^a-z\s"]+)$/i;

/** Reads what a person has typed. Never throws: what cannot be a filter is a term. */
export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  const filters: Filter[] = [];
  let field: SearchField | undefined;
  let open: Token[] = [];
  const flush = (): void => {
    terms.push(...toTerms(open));
    open = [];
  };
  for (const token of tokenize(text)) {
    if (token.filter) flush();
    if (token.filter === 'in') {
      const wanted = SEARCH_FIELDS.find((name) => token.text !== '' && name.startsWith(token.text.toLowerCase()));
      if (wanted && !token.isNegated) field = wanted;
    } else if (token.filter) {
      const value = foldText(token.text).trim();
      if (value !== '') filters.push({ name: token.filter, value, isNegated: token.isNegated });
    } else if (token.isQuoted || token.isNegated) {
      flush();
      const term = token.isQuoted ? exactTerm(token) : plainTerm(token.text, true);
      if (term) terms.push(term);
    } else {
      open.push(token);
    }
  }
  flush();
  return { terms: once(terms), filters, field };
}

/** A term typed again says nothing more. */
function once(terms: readonly Term[]): Term[] {
  const byMeaning = new Map<string, Term>();
  for (const term of terms) {
    const key = JSON.stringify([term.kind, term.folded, term.isNegated, term.pieces?.map(({ folded }) => folded)]);
    if (!byMeaning.has(key)) byMeaning.set(key, term);
  }
  return [...byMeaning.values()];
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [whole, emptyMinus = '', emptyFilter, minus = emptyMinus, filter, straight, chinese, open, plain] of text.matchAll(TOKEN)) {
    const quoted = straight ?? chinese ?? open;
    const isWord = quoted !== undefined || filter !== undefined || /[\p{L}\p{N}]{2}|\p{Script=Han}/u.test(plain ?? '');
    const isNegated = minus !== '' && isWord && !/^[\\^_{]/.test(plain ?? '');
    const name = (filter ?? emptyFilter)?.toLowerCase() as FilterName | undefined;
    const content = emptyFilter !== undefined ? '' : (quoted ?? (isNegated || name ? plain : whole)) ?? '';
    tokens.push({ text: content, isNegated, isQuoted: quoted !== undefined, filter: name });
  }
  return tokens;
}

/** Tokens beside each other: runs that are LaTeX become one fragment, the others a term each. */
function toTerms(tokens: readonly Token[]): Term[] {
  const terms: Term[] = [];
  for (let index = 0; index < tokens.length; ) {
    let end = index;
    while (end < tokens.length && mayBeLatex(tokens[end]?.text ?? '')) end++;
    const run = tokens.slice(index, end).map(({ text }) => text);
    if (run.some((text) => LATEX_MARK.test(foldText(text)))) {
      const term = latexTerm(run);
      if (term) terms.push(term);
      index = end;
    } else {
      for (const { text } of tokens.slice(index, Math.max(end, index + 1))) {
        const term = plainTerm(text, false);
        if (term) terms.push(term);
      }
      index = Math.max(end, index + 1);
    }
  }
  return terms;
}

function mayBeLatex(text: string): boolean {
  const folded = foldText(text);
  return LATEX_MARK.test(folded) || (LATEX_NEIGHBOUR.test(folded) && !HAN.test(folded));
}

function exactTerm({ text, isNegated }: Token): Term | undefined {
  const folded = foldText(text);
  return folded === '' ? undefined : { kind: 'exact', folded, isNegated, pinyin: undefined, number: undefined, pieces: undefined };
}

function latexTerm(run: readonly string[]): Term | undefined {
  const folded = squeeze(foldText(run.join('')));
  if (folded === '') return undefined;
  const pieces = run.length < 2 ? [] : run.flatMap((text) => latexTerm([text]) ?? []);
  return { kind: 'latex', folded, isNegated: false, pinyin: undefined, number: undefined, pieces: pieces.length > 1 ? pieces : undefined };
}

function plainTerm(text: string, isNegated: boolean): Term | undefined {
  const folded = foldText(text).trim();
  if (folded === '') return undefined;
  if (LATEX_MARK.test(folded)) {
    const latex = latexTerm([text]);
    return latex && { ...latex, isNegated };
  }
  const letters = HAN.test(folded) ? '' : folded.replaceAll('ü', 'v').replace(/[^a-z0-9]/g, '');
  return {
    kind: 'text',
    folded,
    isNegated,
    pinyin: !isNegated && /^[a-z]/.test(letters) ? letters : undefined,
    number: isNegated ? undefined : numberIn(folded),
    pieces: undefined,
  };
}

function numberIn(folded: string): Term['number'] {
  const [, before = '', digits = ''] = /^(.*?)(?:第)?(\d{1,3}|[零一二三四五六七八九十百两]{1,6})$/.exec(folded) ?? [];
  const rank = digits === '' ? undefined : parseOrdinal(digits);
  if (rank === undefined || (before !== '' && !/\p{Script=Han}$/u.test(before))) return undefined;
  return { rank, before };
}
