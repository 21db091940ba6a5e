import { decodeHTML } from 'entities/decode';
import { placeholder, withoutNoncharacters, type Formula } from './placeholders';

export interface ProtectedHtml {
  /** The page with a {@link placeholder} in place of each formula. */
  readonly html: string;
  readonly formulas: Formula[];
}

const [LT, GT, DOLLAR, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, DASH, SLASH, EXCLAMATION, AMPERSAND, CARRIAGE_RETURN] = [60, 62, 36, 92, 123, 125, 45, 47, 33, 38, 13];
/** Elements that MathJax does not look into. Their end tag is looked for by name, as browsers do for the first three. */
const OPAQUE = new Set(['script', 'style', 'textarea', 'title', 'pre', 'code', 'noscript', 'xmp', 'svg', 'annotation']);
/** Their first two letters, for a quick look. */
const OPAQUE_STARTS = new Set([...OPAQUE].map((name) => (name.charCodeAt(0) << 8) | name.charCodeAt(1)));
/** Names that make `<x …>` a tag even inside what looks like a formula. */
const TAGS = new Set(
  'a abbr address article aside audio b big blockquote body br button caption center cite code col colgroup dd del details div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li link main mark meta nav noscript object ol optgroup option p param picture pre q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr'.split(' '),
);
const TAG = /<(\/?)([a-zA-Z][^\s/><"'=]*)(?:\s+[^\s"'<>/=]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*\/?>/y;
const NAME = /<([a-zA-Z][^\s/>]*)/y;
const MARK = /[<$\\]/g;
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
  const html = withoutNoncharacters(page);
  const formulas: Formula[] = [];
  const scanner = new MathScanner(html);
  const parts: string[] = [];
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
    parts.push(html.slice(copied, at), placeholder(formulas.length, formula.display));
    const raw = html.slice(at, formula.end);
    formulas.push({ source: formula.isPlain ? raw : decodeFormula(raw), display: formula.display });
    at = copied = formula.end;
  }
  return { html: copied === 0 ? html : parts.join('') + html.slice(copied), formulas };
}

/** Source of a formula as it stands in HTML, to TeX: `<br/>` with the line end behind it is one line end. */
function decodeFormula(raw: string): string {
  let tex = raw;
  if (tex.includes('<')) tex = tex.replace(/<\/?br(?:[\s/][^<>]*)?>(?:[ \t]*\r?\n)?/gi, '\n').replace(/<!--[\s\S]*?-->|<\/?wbr(?:[\s/][^<>]*)?>/gi, '');
  if (tex.includes('&')) tex = decodeHTML(tex);
  return tex.includes('\r') ? tex.replace(/\r\n?/g, '\n') : tex;
}

interface Span {
  readonly end: number;
  readonly display: boolean;
  /** Whether the source in the page is the formula: no entity, no line break element in it. */
  readonly isPlain: boolean;
}

class MathScanner {
  private waste = 0;
  private readonly withoutEnd = new Set<string>();

  constructor(private readonly html: string) {}

  /** The next `<`, `$` or backslash. */
  findMark(from: number): number {
    MARK.lastIndex = from;
    return MARK.test(this.html) ? MARK.lastIndex - 1 : this.html.length;
  }

  /** The end of the tag, comment or opaque element that starts at `at`; one further where none does. */
  afterTag(at: number): number {
    const { html } = this;
    const first = html.charCodeAt(at + 1);
    if (first === EXCLAMATION && html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      return end < 0 ? html.length : end + 3;
    }
    const isEnd = first === SLASH;
    if (!isLetter(isEnd ? html.charCodeAt(at + 2) : first)) return at + 1;
    const close = html.indexOf('>', at);
    if (close < 0) return html.length;
    // too short for a quoted value
    if (isEnd || close - at < 7) {
      if (isEnd || !OPAQUE_STARTS.has(((first | 32) << 8) | (html.charCodeAt(at + 2) | 32))) return close + 1;
    }
    const end = endOfTag(html, at + 2);
    if (!OPAQUE_STARTS.has(((first | 32) << 8) | (html.charCodeAt(at + 2) | 32))) return end;
    NAME.lastIndex = at;
    const name = NAME.exec(html)?.[1]?.toLowerCase();
    return name !== undefined && OPAQUE.has(name) ? this.afterOpaque(name, end) : end;
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
  formulaAt(at: number): Span | undefined {
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
        return REFERENCE.test(html) ? { end: REFERENCE.lastIndex, display: false, isPlain: false } : undefined;
      }
    }
    return undefined;
  }

  /** Looks for `closer` outside braces; where braces don't balance, takes the first one inside, as tex2jax does. */
  private closed(start: number, from: number, closer: string, display: boolean): Span | undefined {
    const { html } = this;
    const first = closer.charCodeAt(0);
    const second = closer.length > 1 ? closer.charCodeAt(1) : -1;
    let depth = 0;
    let fallback = -1;
    let isPlain = true;
    let at = from;
    scan: for (; at < html.length; at++) {
      const code = html.charCodeAt(at);
      switch (code) {
        case DOLLAR:
        case BACKSLASH:
          if (code === first && (second < 0 || html.charCodeAt(at + 1) === second) && (closer.length < 3 || html.startsWith(closer, at))) {
            const end = at + closer.length;
            if (depth === 0) return { end, display, isPlain };
            if (fallback < 0) fallback = end;
            at = end - 1;
          } else if (code === BACKSLASH && html.charCodeAt(at + 1) !== LT) {
            at++;
            if (html.charCodeAt(at) === AMPERSAND) isPlain = false;
          }
          break;
        case OPEN_BRACE:
          depth++;
          break;
        case CLOSE_BRACE:
          if (depth > 0) depth--;
          break;
        case AMPERSAND:
        case CARRIAGE_RETURN:
          isPlain = false;
          break;
        case LT: {
          isPlain = false;
          const end = this.insideFormula(at, start);
          if (end < 0) break scan;
          at = end - 1;
        }
      }
    }
    this.waste += at - (fallback < 0 ? start : fallback);
    return fallback < 0 ? undefined : { end: fallback, display, isPlain };
  }

  /** After a `<` inside a formula: where the formula goes on, or -1 where a tag ends it. */
  private insideFormula(at: number, start: number): number {
    const { html } = this;
    if (html.charCodeAt(at + 1) === EXCLAMATION && html.charCodeAt(at + 2) === DASH && html.charCodeAt(at + 3) === DASH) {
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
    if (html[start] !== '$' || at === start + 1) return false;
    const rest = html.slice(at + 3, at + 203);
    const end = rest.search(/[$<]/);
    return end > 0 && rest[end] === '$' && !/\s$/.test(rest.slice(0, end)) && !CJK.test(html.slice(start, at) + rest.slice(0, end));
  }
}

/** Two dollars around nothing, and amounts: `$5和$10`, `$5-$10` begins and is followed by a digit and holds no sign of mathematics. */
function isProse(html: string, start: number, end: number): boolean {
  const inside = html.slice(start + 1, end - 1);
  if (inside.trim() === '') return true;
  if (!/^\d/.test(inside) || !/^\d/.test(html.charAt(end))) return false;
  return !/[\\=^_{}<>+*/()&]/.test(inside) && (CJK.test(inside) || /[\s\-–—~～]$/.test(inside));
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** The end of a tag by the rules of HTML: quotes count only where a value begins. */
function endOfTag(html: string, from: number): number {
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
