import { texOf } from './formulas';

/** A stretch of the article: a text node, or a formula as a whole. */
export interface Segment {
  readonly node: Text | HTMLElement;
  /** Where it begins in the index. */
  readonly start: number;
  /** For each character of the index, its offset in the text node; empty for a formula. */
  readonly offsets: readonly number[];
}

/** One find: segments from first to last, with offsets in the first and last text node. */
export interface Match {
  readonly first: { readonly node: Text | HTMLElement; readonly offset: number };
  readonly last: { readonly node: Text | HTMLElement; readonly offset: number };
  /** Every formula that the find touches. */
  readonly formulas: readonly HTMLElement[];
}

/** Half-width and lower case, one UTF-16 unit for one. */
function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  const lower = narrow.toLowerCase();
  return lower.length === 1 ? lower : narrow;
}

const word = /[a-z0-9]/;

/**
 * Text as it is compared: half-width, lower case, without `{`, `}`, `$`; white space only between Latin words.
 *
 * @returns the characters, and where each stood
 */
export function fold(text: string): { text: string; offsets: number[] } {
  const units: string[] = [];
  const offsets: number[] = [];
  let space = -1;
  for (let at = 0; at < text.length; at++) {
    const unit = foldUnit(text.charAt(at));
    if (/[{}$]/.test(unit)) continue;
    if (/\s/.test(unit)) {
      if (space < 0) space = at;
      continue;
    }
    if (space >= 0 && word.test(unit) && word.test(units.at(-1) ?? '')) {
      units.push(' ');
      offsets.push(space);
    }
    space = -1;
    units.push(unit);
    offsets.push(at);
  }
  return { text: units.join(''), offsets };
}

/** The text of an article, formulas as LaTeX, in which passages and words are found whatever markup lies between. */
export class TextIndex {
  readonly #segments: Segment[] = [];
  readonly #text: string;

  constructor(root: Node) {
    const parts: string[] = [];
    let start = 0;
    const add = (node: Text | HTMLElement, text: string, offsets: readonly number[]): void => {
      if (text === '') return;
      this.#segments.push({ node, start, offsets });
      parts.push(text);
      start += text.length;
    };
    const walk = (node: Node): void => {
      if (node.nodeType === 3) {
        const folded = fold(node.nodeValue ?? '');
        add(node as Text, folded.text, folded.offsets);
      } else if (node.nodeType === 1) {
        const element = node as HTMLElement;
        if (element.hasAttribute('data-tex')) add(element, squeeze(texOf(element)), []);
        else if (!/^(?:button|script|style|template)$/.test(element.localName)) element.childNodes.forEach(walk);
      }
    };
    walk(root);
    this.#text = parts.join('');
  }

  /** Where a term stands, in the order of the text, never overlapping. An empty term stands nowhere. */
  find(term: string): Match[] {
    const folded = fold(term).text;
    const squeezed = squeeze(term);
    const found = [...this.#positions(folded), ...(squeezed === folded ? [] : this.#positions(squeezed))].sort((a, b) => a.start - b.start);
    let end = -1;
    return found.filter(({ start, length }) => (start >= end ? ((end = start + length), true) : false)).map(({ start, length }) => this.#match(start, length));
  }

  #positions(pattern: string): { start: number; length: number }[] {
    const found: { start: number; length: number }[] = [];
    if (pattern === '') return found;
    for (let at = this.#text.indexOf(pattern); at >= 0; at = this.#text.indexOf(pattern, at + pattern.length)) found.push({ start: at, length: pattern.length });
    return found;
  }

  #segmentAt(position: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #match(start: number, length: number): Match {
    const from = this.#segmentAt(start);
    const to = this.#segmentAt(start + length - 1);
    const touched = this.#segments.slice(from, to + 1);
    const point = (segment: Segment | undefined, position: number, after: number): Match['first'] => {
      if (!segment) throw new RangeError('a match lies outside of its index');
      return { node: segment.node, offset: (segment.offsets[position - segment.start] ?? -after) + after };
    };
    return {
      first: point(touched[0], start, 0),
      last: point(touched.at(-1), start + length - 1, 1),
      formulas: touched.map(({ node }) => node).filter((node): node is HTMLElement => node.nodeType === 1),
    };
  }
}

function squeeze(text: string): string {
  return fold(text).text.replace(/ /g, '');
}
