import { Tokenizer } from 'htmlparser2';

/** An element while it is open. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Offset of the first character after the start tag. */
  readonly contentStart: number;
}

/** What the walk over a page reports, in the order of the page. Every `open` of an element has its `close`. */
export interface HtmlHandler<E extends HtmlElement = HtmlElement> {
  open(element: E): void;
  /** `offset`: where the end tag begins, or where something else ended the element. */
  close(element: E, offset: number): void;
  /** Entities are decoded; a run of text may come in several pieces. */
  text(data: string): void;
}

interface OpenElement extends HtmlElement {
  closed: boolean;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const VOID = new Set('area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '));
/** Elements that an end tag closes alone, leaving what was opened inside them open: `<b><i></b></i>`. */
const INLINE = new Set('a abbr b big cite code del em font i ins kbd label mark nobr q s samp small span strike strong sub sup tt u var'.split(' '));
/** Elements that go on in the next paragraph when theirs has ended before them: `<p><b>a</p><p>b</b></p>`. */
const FORMATTING = new Set('b big em font i s small strike strong u'.split(' '));
/** A start tag of the key ends an open element of the values, unless one of `SCOPES` stands between. */
const paragraphEnders = 'address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul';
const IMPLIED_ENDS = new Map<string, readonly string[]>([
  ...paragraphEnders.split(' ').map((name): [string, string[]] => [name, ['p']]),
  ['li', ['li', 'p']],
  ['dt', ['dt', 'dd', 'p']],
  ['dd', ['dt', 'dd', 'p']],
  ['tr', ['tr', 'p']],
  ['td', ['td', 'th', 'p']],
  ['th', ['td', 'th', 'p']],
  ['thead', ['tr']],
  ['tbody', ['tr', 'thead', 'tbody']],
  ['tfoot', ['tr', 'tbody', 'thead']],
  ['a', ['a']],
  ['option', ['option']],
  ['rt', ['rt', 'rp']],
  ['rp', ['rt', 'rp']],
]);
const SCOPES = new Map<string, readonly string[]>([
  ['li', ['ul', 'ol', 'td', 'th']],
  ['dt', ['dl', 'td', 'th']],
  ['dd', ['dl', 'td', 'th']],
  ['p', ['td', 'th', 'blockquote', 'li', 'button']],
  ['tr', ['table']],
  ['td', ['table']],
  ['th', ['table']],
  ['thead', ['table']],
  ['tbody', ['table']],
  ['tfoot', ['table']],
  ['a', ['td', 'th']],
]);
const CELL = ['td', 'th'];
const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);

/** Without its `<`: what begins with a sign that pages are full of takes eight times as long to look for. */
const CDATA = '![CDATA[';

/**
 * Walks over HTML with htmlparser2's tokenizer and a stack of its own, without a tree and without recursion: any depth
 * is fine, and each tag costs the same whatever is open (htmlparser2's own parser moves its whole stack at each tag).
 */
export function walkHtml(html: string, handler: HtmlHandler): void {
  const walker = new Walker(html, handler);
  const tokenizer = new Tokenizer({ decodeEntities: true }, walker);
  // what follows the first `>` of a section for other languages is shown, as browsers do it
  tokenizer.write(html.includes(CDATA) ? html.replaceAll(CDATA, '!_CDATA[') : html);
  tokenizer.end();
}

/** MathJax puts `<div>`s into paragraphs; in a page saved from a browser they must not end them. */
function isPutInByScript({ name, attributes }: HtmlElement): boolean {
  return name === 'div' && /^(?:MathJax|MJX)/.test(attributes['class'] ?? '');
}

class Walker {
  private readonly stack: OpenElement[] = [];
  /** For each name, the places in the stack where it is open. */
  private readonly places = new Map<string, number[]>();
  private name = '';
  private attributes: Record<string, string> | undefined;
  private attributeName = '';
  private attributeValue = '';

  constructor(
    private readonly html: string,
    private readonly handler: HtmlHandler,
  ) {}

  ontext(start: number, end: number): void {
    this.handler.text(this.html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.handler.text(String.fromCodePoint(codepoint));
  }

  onopentagname(start: number, end: number): void {
    this.name = this.html.slice(start, end).toLowerCase();
    this.attributes = undefined;
  }

  onattribname(start: number, end: number): void {
    this.attributeName = this.html.slice(start, end).toLowerCase();
    this.attributeValue = '';
  }

  onattribdata(start: number, end: number): void {
    this.attributeValue += this.html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.attributeValue += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    this.attributes ??= {};
    this.attributes[this.attributeName] ??= this.attributeValue;
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end); // in HTML `<b/>` opens like `<b>`
  }

  onopentagend(end: number): void {
    const { name } = this;
    const element: OpenElement = { name, attributes: this.attributes ?? NO_ATTRIBUTES, contentStart: end + 1, closed: false };
    const ends = IMPLIED_ENDS.get(name);
    if (ends && !isPutInByScript(element)) for (const ended of ends) this.closeImplied(ended, end);
    this.handler.open(element);
    if (VOID.has(name)) {
      this.handler.close(element, end + 1);
      return;
    }
    const places = this.places.get(name);
    if (places) places.push(this.stack.length);
    else this.places.set(name, [this.stack.length]);
    this.stack.push(element);
  }

  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    const offset = start - 2;
    const place = this.placeOf(name);
    if (name === 'br') {
      const element = { name, attributes: NO_ATTRIBUTES, contentStart: end };
      this.handler.open(element);
      this.handler.close(element, offset);
    } else if (place >= 0 && (place > this.lastOf(CELL) || TABLE_PARTS.has(name))) this.closeAt(place, offset);
  }

  onend(): void {
    if (this.stack.length > 0) this.popTo(0, this.html.length);
  }

  oncomment(): void {
    // nothing of a comment is shown
  }

  oncdata(): void {
    // there is none in HTML
  }

  ondeclaration(): void {
    // nor of a doctype
  }

  onprocessinginstruction(): void {
    // nor of an instruction
  }

  private placeOf(name: string): number {
    const places = this.places.get(name);
    return places === undefined || places.length === 0 ? -1 : (places[places.length - 1] ?? -1);
  }

  private lastOf(names: readonly string[]): number {
    let last = -1;
    for (const name of names) last = Math.max(last, this.placeOf(name));
    return last;
  }

  private closeImplied(name: string, offset: number): void {
    const place = this.placeOf(name);
    if (place >= 0 && place > this.lastOf(SCOPES.get(name) ?? [])) this.closeAt(place, offset);
  }

  private closeAt(place: number, offset: number): void {
    const element = this.stack[place];
    if (!element) return;
    if (place < this.stack.length - 1 && (INLINE.has(element.name) || this.goesOn(place))) {
      element.closed = true;
      this.places.get(element.name)?.pop();
      this.handler.close(element, offset);
      return;
    }
    this.popTo(place, offset);
  }

  /** Whether the paragraph at `place` ends before its emphasis does, and before nothing else. */
  private goesOn(place: number): boolean {
    return this.stack[place]?.name === 'p' && this.stack.slice(place + 1).every(({ name, closed }) => closed || FORMATTING.has(name));
  }

  private popTo(place: number, offset: number): void {
    for (let top = this.stack.length - 1; top >= place; top--) {
      const element = this.stack.pop();
      if (!element || element.closed) continue;
      this.places.get(element.name)?.pop();
      this.handler.close(element, offset);
    }
    while (this.stack.at(-1)?.closed) this.stack.pop();
  }
}
