import assert from 'node:assert/strict';
import { parseOrdinal } from '../../../src/core/catalogue/ordinal';
import { findSeries } from '../../../src/core/catalogue/series';
import { foldText, squeeze } from '../../../src/core/search/fold';
import { findMathRanges } from '../../../src/core/search/mathRanges';
import { matchPinyin, readingsOf } from '../../../src/core/search/pinyin';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import type { Text } from './plainScan';

/** One part of a query as it is typed, and what it asks of a post. */
interface Part {
  readonly typed: string;
  readonly holds: (text: Text) => boolean;
}

const fields = ['title', 'text', 'math'] as const;
type Field = (typeof fields)[number] | undefined;
const traditional = new Map([['阵', '陣'], ['损', '損'], ['维', '維'], ['总', '總'], ['实', '實'], ['对', '對'], ['这', '這'], ['数', '數'], ['学', '學'], ['变', '變'], ['时', '時']]);
const states = { read: 3, listed: 5, downloaded: 2 } as const;

/**
 * Puts whole queries together at random (text of one to eight characters, words and beginnings of words, LaTeX, quotes,
 * also within quotes, pinyin, also behind Chinese, numbers of series, filters, also with values that nothing has,
 * fields, several of them, some negated, in both widths and both scripts) out of what the texts hold,
 * and compares what the index finds with a scan of all texts that follows the README word for word. Another `seed`
 * draws others.
 */
export function compareWithScan(texts: readonly Text[], rounds: number, seed = 4711): { readonly hits: number; readonly misses: number } {
  const index = new SearchIndex(texts);
  for (const text of texts) index.add(text, text.markdown);
  const marked = (every: number): Set<string> => new Set(texts.filter((_, place) => place % every === 0).map(({ id }) => id));
  const options = { states: { read: marked(states.read), listed: marked(states.listed), downloaded: marked(states.downloaded) } };
  const series = new Map(findSeries(texts).flatMap(({ name, members }) => members.map(({ id, number }) => [id, { name: foldText(name), rank: number === undefined ? undefined : parseOrdinal(foldText(number)) }] as const)));
  const drawer = new Drawer(texts, series, options.states, seed);
  let [hits, misses] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const { typed, parts, pieces } = drawer.query();
    let expected = texts.filter((text) => parts.every(({ holds }) => holds(text)));
    // A fragment of LaTeX with blanks that is nowhere in one is found by its pieces.
    if (expected.length === 0 && pieces) expected = texts.filter((text) => pieces.every(({ holds }) => holds(text)));
    const found = index.search(typed, options).all().map(({ article }) => article.id);
    assert.deepEqual([...found].sort(), expected.map(({ id }) => id).sort(), JSON.stringify(typed));
    assert.deepEqual(index.search(typed, options).first(7).map(({ article }) => article.id), found.slice(0, 7), JSON.stringify(typed));
    if (found.length > 0) hits++;
    else misses++;
  }
  return { hits, misses };
}

interface Place {
  readonly name: string;
  readonly rank: number | undefined;
}

class Drawer {
  #state: number;

  constructor(
    private readonly texts: readonly Text[],
    private readonly series: ReadonlyMap<string, Place>,
    private readonly marks: Record<keyof typeof states, ReadonlySet<string>>,
    seed: number,
  ) {
    this.#state = seed;
  }

  query(): { readonly typed: string; readonly parts: readonly Part[]; readonly pieces: readonly Part[] | undefined } {
    const field = this.#below(4) === 0 ? fields[this.#below(3)] : undefined;
    const source = this.#pick(this.texts);
    const parts: Part[] = [];
    for (let count = 1 + this.#below(3); parts.length < count; ) {
      const part = this.#part(this.#below(5) === 0 ? this.#pick(this.texts) : source, field);
      if (part) parts.push(part);
    }
    // A letter alone beside LaTeX is a part of it.
    const latex = this.#below(3) === 0 && parts.every(({ typed }) => typed.length > 1) ? this.#latex(source, field) : undefined;
    if (this.#below(3) === 0) parts.push(this.#filter(source));
    const all = latex ? [...parts, latex.whole] : parts;
    const pieces = latex?.pieces ? [...parts, ...latex.pieces] : undefined;
    return { typed: [...(field ? [`in:${field}`] : []), ...all.map(({ typed }) => typed)].join(' '), parts: all, pieces };
  }

  #part(source: Text, field: Field): Part | undefined {
    const text = field === 'title' || this.#below(4) === 0 ? source.title : source.markdown;
    const isNegated = this.#below(6) === 0;
    const kind = this.#below(9);
    if (kind === 0) return this.#spelling(source, field);
    if (kind === 6) return this.#number(source, field);
    const pattern = kind === 1 ? /(?<![\\\w])[a-z]{2,}/gi : kind === 7 ? /[^\n"“”]{0,6}“[^\n"“”]{1,8}”[^\n"“”]{0,6}/g : kind === 2 ? /[^\s"“”\\^_{}-][^\n"“”]{1,24}/g : new RegExp(`[\\u4e00-\\u9fff]{${1 + this.#below(8)}}`, 'g');
    const found = this.#pick([...text.slice(this.#below(text.length)).matchAll(pattern)].map(([piece]) => piece));
    const piece = kind === 1 ? found?.slice(0, 2 + this.#below(6)) : kind === 8 && found ? this.#halfSpelled(found) : found;
    const isExact = kind === 2 || kind === 7;
    // What ends in a number may be that of a series, too.
    if (!piece || (!isExact && /[零一二三四五六七八九十百两]$/.test(piece))) return undefined;
    const written = this.#written(piece);
    const [open, close] = isExact ? this.#pick(['""', '“”', '＂＂']) : '  ';
    return { typed: (isNegated ? this.#pick('-－') : '') + `${open}${written}${close}`.trim(), holds: (one) => holdsText(one, field, foldText(piece), !isExact && !isNegated) !== isNegated };
  }

  /** A run of a title in pinyin: each character in full, in any of its readings, or by its initial. */
  #spelling({ title }: Text, field: Field): Part | undefined {
    const run = this.#pick([...foldText(title).matchAll(/[\u4e00-\u9fff]{2,}/g)].map(([piece]) => piece));
    if (!run || field === 'text' || field === 'math') return undefined;
    const start = this.#below(run.length - 1);
    const letters = [...run.slice(start, start + 1 + this.#below(6))].map((unit) => this.#pick(readingsOf(unit.charCodeAt(0))) ?? '').map((reading) => (this.#below(2) === 0 ? reading : reading.slice(0, 1))).join('');
    return letters === '' ? undefined : { typed: letters, holds: (one) => holdsText(one, field, letters, true) };
  }

  /** Pinyin in place of the end of a run: such a term is text, and no title is found by it that does not have it. */
  #halfSpelled(run: string): string | undefined {
    const start = 1 + this.#below(run.length - 1);
    const letters = [...foldText(run).slice(start)].map((unit) => readingsOf(unit.charCodeAt(0))[0] ?? '').join('');
    return run.length < 2 || letters === '' ? undefined : run.slice(0, start) + letters;
  }

  /** The number of a post in its series, 上中下 too, behind a piece of its title or alone. */
  #number({ id, title }: Text, field: Field): Part | undefined {
    const rank = this.series.get(id)?.rank;
    if (rank === undefined || rank > 10 || field === 'text' || field === 'math') return undefined;
    const before = this.#below(4) === 0 ? '' : (this.#pick([...foldText(title).matchAll(/[\u4e00-\u9fff]{2,3}/g)].map(([piece]) => piece)) ?? '');
    if (/[第零一二三四五六七八九十百两]$/.test(before)) return undefined;
    const typed = before + (this.#below(2) === 0 ? String(rank) : ' 一二三四五六七八九十'.charAt(rank));
    return { typed, holds: (one) => holdsText(one, field, typed, true) || (this.series.get(one.id)?.rank === rank && foldText(one.title).includes(before)) };
  }

  #latex({ markdown }: Text, field: Field): { readonly whole: Part; readonly pieces: readonly Part[] | undefined } | undefined {
    const formula = this.#pick([...markdown.matchAll(/\$([^$\n\u4e00-\u9fff"“”]{4,})\$/g)].map(([, inner = '']) => inner));
    const start = this.#below(formula?.length ?? 1);
    const drawn = formula?.slice(start, start + 3 + this.#below(30)).trim() ?? '';
    const piece = this.#below(2) === 0 ? drawn : drawn.replace(/[\s{}]/g, '');
    // Words within are terms of their own; what has no mark of LaTeX is none.
    if (!/^[\\^_]/.test(piece) || piece.split(/\s+/).some((word) => !/[\\^_{}]/.test(word) && /[a-z]{2}/i.test(word)) || squeeze(piece) === '' || /\s-|[:：]/.test(piece)) return undefined;
    const toPart = (typed: string): Part => ({ typed, holds: (one) => holdsLatex(one, field, squeeze(foldText(typed))) });
    const pieces = piece.split(/\s+/).filter((word) => squeeze(word) !== '');
    return { whole: toPart(piece), pieces: pieces.length > 1 ? pieces.map(toPart) : undefined };
  }

  #filter(source: Text): Part {
    if (this.#below(5) === 0) return this.#wrongFilter();
    const { id, date, tags, category } = source;
    const name = this.series.get(id)?.name;
    const state = this.#pick(['read', 'listed', 'downloaded'] as const) ?? 'read';
    const year = date.slice(0, 4);
    const choices: (Part | undefined)[] = [
      { typed: `year:${year}`, holds: (one) => one.date.startsWith(year) },
      { typed: `is:${state}`, holds: (one) => this.marks[state].has(one.id) },
      { typed: 'is:unread', holds: (one) => !this.marks.read.has(one.id) },
      category === undefined ? undefined : { typed: `category:${category.slice(0, 2)}`, holds: (one) => foldText(one.category ?? '').includes(foldText(category.slice(0, 2))) },
      tags[0] === undefined || /\s/.test(tags[0]) ? undefined : { typed: `tag:${tags[0]}`, holds: (one) => one.tags.some((tag) => foldText(tag).includes(foldText(tags[0] ?? ''))) },
      name === undefined || /\s/.test(name) ? undefined : { typed: `series:${name}`, holds: (one) => this.series.get(one.id)?.name.includes(name) === true },
    ];
    const filter = this.#pick(choices.filter((choice) => choice !== undefined));
    return this.#below(4) === 0 ? { typed: `${this.#pick('-－')}${filter.typed}`, holds: (one) => !filter.holds(one) } : filter;
  }

  /** A value that nothing has: nothing is found, or all where it is negated. A field that there is not is passed over. */
  #wrongFilter(): Part {
    const typed = this.#pick(['year:20x4', 'year:2021-2019', 'year:五', 'is:nothing', 'tag:无此标签', 'category:无此类', 'series:无此系列', 'in:nowhere']);
    const isNegated = this.#below(2) === 0;
    return { typed: (isNegated ? this.#pick('-－') : '') + typed, holds: () => isNegated || typed.startsWith('in:') };
  }

  /** As it stands, in full width, in traditional characters, or in capitals. */
  #written(piece: string): string {
    const way = this.#below(6);
    if (way === 0) return piece.replace(/[a-z0-9（）]/gi, (narrow) => (narrow.charCodeAt(0) < 0x7f ? String.fromCharCode(narrow.charCodeAt(0) + 0xfee0) : narrow));
    if (way === 1) return piece.replace(/./gsu, (unit) => traditional.get(unit) ?? unit);
    return way === 2 ? piece.toUpperCase() : piece;
  }

  #pick(list: string): string;
  #pick<T>(list: readonly T[]): T;
  #pick<T>(list: ArrayLike<T>): T {
    return list[this.#below(list.length)] as T;
  }

  #below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
}

function holdsText({ title, markdown }: Text, field: Field, folded: string, mayBePinyin: boolean): boolean {
  const letters = mayBePinyin && /^[a-z]/.test(folded) && !/\p{Script=Han}/u.test(folded) ? folded.replace(/[^a-z0-9]/g, '') : '';
  if (field !== 'text' && field !== 'math' && (foldText(title).includes(folded) || (letters !== '' && matchPinyin(letters, foldText(title))))) return true;
  if (field === 'title') return false;
  return partsOf(markdown, field).some((part) => foldText(part).includes(folded));
}

function holdsLatex({ title, markdown }: Text, field: Field, squeezed: string): boolean {
  if (field !== 'text' && field !== 'math' && squeeze(foldText(title)).includes(squeezed)) return true;
  return field !== 'title' && partsOf(markdown, field).some((part) => squeeze(foldText(part)).includes(squeezed));
}

function partsOf(markdown: string, field: Field): string[] {
  return field === 'math' ? findMathRanges(markdown).map(({ start, end }) => markdown.slice(start, end)) : [markdown];
}
