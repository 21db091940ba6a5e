import { decodeHTMLStrict } from 'entities/decode';

/** One formula of a page. */
export interface Formula {
  /** With its delimiters, entities decoded, `<br/>` as a line break: what a reader of the page's source would write. */
  readonly source: string;
  readonly display: boolean;
  /** The piece of HTML that it was. */
  readonly html: string;
}

export interface ProtectedHtml {
  /** The page with `\uFDD0<index>\uFDD1` in place of each formula. */
  readonly html: string;
  readonly formulas: readonly Formula[];
}

/** Marks of a placeholder: noncharacters, which no text may contain (Unicode 3.4), so those of a page are dropped. */
export const FORMULA_START = '\uFDD0';
export const FORMULA_END = '\uFDD1';

const [LT, GT, DOLLAR, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, DASH] = [60, 62, 36, 92, 123, 125, 45];
/** Elements that MathJax does not look into. Their end tag is looked for by name, as browsers do for the first three. */
const OPAQUE = new Set(['script', 'style', 'textarea', 'title', 'pre', 'code', 'noscript', 'xmp', 'svg', 'annotation']);
/** Names that make `<x …>` a tag even inside what looks like a formula. */
const TAGS = new Set(
  'a abbr address article aside audio b big blockquote body br button caption center cite code col colgroup dd del details div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li link main mark meta nav noscript object ol optgroup option p param picture pre q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr'.split(' '),
);
const TAG = /<(\/?)([a-zA-Z][^\s/><"'=]*)(?:\s+[^\s"'<>/=]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*\/?>/y;
const NAME = /<\/?([a-zA-Z][^\s/>]*)/y;
const ENVIRONMENT = /\\begin\{([^{}<>$\n]{1,40})\}/y;
const REFERENCE = /\\(?:eq)?ref\{[^{}<>]{1,200}\}/y;
const CJK = /[\u3000-\u9FFF\uFF00-\uFFEF]/;

/** A page made to be slow may look ahead in vain for so much in all; what comes after is text. */
const wasteLimit = (length: number): number => 4 * length + 1_000_000;

/**
 * Takes the formulas out of a page before any HTML parser sees it: there an unescaped `<` of a formula destroys text.
 * Finds what MathJax 2's tex2jax finds (`$ $`, `$$ $$`, `\( \)`, `\[ \]`, environments, `\ref`, `\eqref`; braces
 * balanced; no tag inside but `<br>`, `<wbr>` and comments; not in code), and formulas with a bare `<` beside.
 * Linear in the length of the page.
 */
export function protectMath(page: string): ProtectedHtml {
  const html = /[\uFDD0\uFDD1]/.test(page) ? page.replace(/[\uFDD0\uFDD1]/g, '') : page;
  const formulas: Formula[] = [];
  const scanner = new MathScanner(html);
  let out = '';
  let copied = 0;
  let at = 0;
  for (;;) {
    at = scanner.findMark(at);
    if (at >= html.length) break;
    const code = html.charCodeAt(at);
    if (code === LT) {
      at = scanner.afterTag(at);
      continue;
    }
    const formula = scanner.formulaAt(at);
    if (!formula) {
      at += code === BACKSLASH || html.charCodeAt(at + 1) === DOLLAR ? 2 : 1;
      continue;
    }
    out += html.slice(copied, at) + FORMULA_START + String(formulas.length) + FORMULA_END;
    const raw = html.slice(at, formula.end);
    formulas.push({ source: decodeFormula(raw), display: formula.display, html: raw });
    at = copied = formula.end;
  }
  return { html: copied === 0 ? html : out + html.slice(copied), formulas };
}

/** Source of a formula as it stands in HTML, to TeX: `<br/>` with the line end behind it is one line end. */
export function decodeFormula(raw: string): string {
  let tex = raw;
  if (tex.includes('<')) tex = tex.replace(/<br\s*\/?>(?:[ \t]*\r?\n)?/gi, '\n').replace(/<!--[\s\S]*?-->|<\/?wbr\s*\/?>/gi, '');
  if (tex.includes('&')) tex = decodeHTMLStrict(tex);
  return tex.includes('\r') ? tex.replace(/\r\n?/g, '\n') : tex;
}

class MathScanner {
  private waste = 0;
  private readonly withoutEnd = new Set<string>();

  constructor(private readonly html: string) {}

  /** The next `<`, `$` or backslash. */
  findMark(from: number): number {
    const { html } = this;
    for (let at = from; at < html.length; at++) {
      const code = html.charCodeAt(at);
      if (code === DOLLAR || code === BACKSLASH || code === LT) return at;
    }
    return html.length;
  }

  /** The end of the tag, comment or opaque element that starts at `at`; one further where none does. */
  afterTag(at: number): number {
    const { html } = this;
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      return end < 0 ? html.length : end + 3;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (tag) {
      const name = (tag[2] ?? '').toLowerCase();
      return tag[1] === '' && OPAQUE.has(name) ? this.afterOpaque(name, TAG.lastIndex) : TAG.lastIndex;
    }
    NAME.lastIndex = at;
    const name = NAME.exec(html)?.[1]?.toLowerCase();
    if (name === undefined) return at + 1;
    const end = endOfOddTag(html, NAME.lastIndex);
    return OPAQUE.has(name) && html[at + 1] !== '/' ? this.afterOpaque(name, end) : end;
  }

  private afterOpaque(name: string, from: number): number {
    if (this.withoutEnd.has(name)) return from;
    const ending = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    ending.lastIndex = from;
    const found = ending.exec(this.html);
    if (found) return found.index;
    this.withoutEnd.add(name);
    return from;
  }

  /** The formula that starts at `at`, where a `$` or a backslash stands. */
  formulaAt(at: number): { end: number; display: boolean } | undefined {
    const { html } = this;
    if (this.waste > wasteLimit(html.length)) return undefined;
    if (html.charCodeAt(at) === DOLLAR) {
      if (html.charCodeAt(at + 1) === DOLLAR) return this.closed(at, at + 2, '$$', true);
      const inline = this.closed(at, at + 1, '$', false);
      return inline && isProse(html, at, inline.end) ? undefined : inline;
    }
    switch (html[at + 1]) {
      case '(':
        return this.closed(at, at + 2, '\\)', false);
      case '[':
        return this.closed(at, at + 2, '\\]', true);
      case 'b': {
        ENVIRONMENT.lastIndex = at;
        const name = ENVIRONMENT.exec(html)?.[1];
        return name === undefined ? undefined : this.closed(at, ENVIRONMENT.lastIndex, `\\end{${name}}`, true);
      }
      case 'e':
      case 'r': {
        REFERENCE.lastIndex = at;
        return REFERENCE.test(html) ? { end: REFERENCE.lastIndex, display: false } : undefined;
      }
    }
    return undefined;
  }

  /** Looks for `closer` outside braces; where braces don't balance, takes the first one inside, as tex2jax does. */
  private closed(start: number, from: number, closer: string, display: boolean): { end: number; display: boolean } | undefined {
    const { html } = this;
    const first = closer.charCodeAt(0);
    let depth = 0;
    let fallback = -1;
    let at = from;
    for (; at < html.length; at++) {
      const code = html.charCodeAt(at);
      if (code === first && html.startsWith(closer, at)) {
        const end = at + closer.length;
        if (depth === 0) return { end, display };
        if (fallback < 0) fallback = end;
        at = end - 1;
      } else if (code === BACKSLASH) at++;
      else if (code === OPEN_BRACE) depth++;
      else if (code === CLOSE_BRACE) depth = Math.max(0, depth - 1);
      else if (code === LT) {
        const end = this.insideFormula(at, start);
        if (end < 0) break;
        at = end - 1;
      }
    }
    this.waste += at - (fallback < 0 ? start : fallback);
    return fallback < 0 ? undefined : { end: fallback, display };
  }

  /** After a `<` inside a formula: where the formula goes on, or -1 where a tag ends it. */
  private insideFormula(at: number, start: number): number {
    const { html } = this;
    if (html.charCodeAt(at + 1) === 33 && html.charCodeAt(at + 2) === DASH && html.charCodeAt(at + 3) === DASH) {
      const end = html.indexOf('-->', at + 4);
      return end < 0 ? -1 : end + 3;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (!tag) return at + 1;
    const name = (tag[2] ?? '').toLowerCase();
    if (name === 'br' || name === 'wbr') return TAG.lastIndex;
    if (!TAGS.has(name)) return at + 1;
    return tag[0].length === 3 && this.isComparison(at, start) ? at + 1 : -1;
  }

  /** Whether `<b>` is no tag but "less than b, greater than …": nothing but formula around it up to the next `$`. */
  private isComparison(at: number, start: number): boolean {
    const { html } = this;
    if (html[start] !== '$') return false;
    const rest = html.slice(at + 3, at + 203);
    const end = rest.search(/[$<]/);
    return end > 0 && rest[end] === '$' && !/\s$/.test(rest.slice(0, end)) && !CJK.test(html.slice(start, at) + rest.slice(0, end));
  }
}

/** Two dollars around nothing, and amounts: `$5和$10` begins and is followed by a digit and holds no sign of mathematics. */
function isProse(html: string, start: number, end: number): boolean {
  const inside = html.slice(start + 1, end - 1);
  if (inside.trim() === '') return true;
  if (!/^\d/.test(inside) || !/^\d/.test(html.charAt(end))) return false;
  return !/[\\=^_{}<>+*/()&]/.test(inside) && (CJK.test(inside) || /\s$/.test(inside));
}

/** The end of a tag with odd attributes, by the rules of HTML: quotes count only where a value begins. */
function endOfOddTag(html: string, from: number): number {
  let beforeValue = false;
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === GT) return at + 1;
    if (beforeValue && (code === 34 || code === 39)) {
      const end = html.indexOf(html.charAt(at), at + 1);
      if (end < 0) return html.length;
      at = end;
      beforeValue = false;
    } else if (code === 61) beforeValue = true;
    else if (code > 32) beforeValue = false;
  }
  return html.length;
}
