import { InlineWriter } from './inlineWriter';
import type { Formula } from './placeholders';

interface Quote {
  readonly kind: 'quote';
}
interface List {
  readonly kind: 'list';
  readonly ordered: boolean;
  /** Alternates between neighbouring lists, so that they stay two lists. */
  readonly bullet: string;
  /** The number of the next item, and from one item to the next. */
  next: number;
  readonly step: 1 | -1;
  /** What readers of Markdown count for the next item; `undefined` where it is the first. */
  counted?: number;
}
interface Item {
  readonly kind: 'item';
  readonly marker: string;
  /** Whether the marker stands in the output already. */
  begun: boolean;
}
type Container = Quote | List | Item;
type BlockKind = 'paragraph' | 'image' | 'other';

/** Two kinds each, so that a list right behind another stays one of its own. */
const BULLETS = { ordered: ['.', ')'], bulleted: ['-', '*'] } as const;

const OUTSIDE: readonly Container[] = [];

/** Deeper nesting of quotes and lists is shown flat: readers of Markdown give up early (markdown-it at 100). */
const MAX_DEPTH = 24;

/** Writes blocks of Markdown into quotes and lists. Lines of a block get the prefixes of all that is open around it. */
export class MarkdownWriter {
  readonly inline: InlineWriter;
  private readonly out: string[] = [];
  private readonly containers: Container[] = [];
  /** Containers of the block before. */
  private before: readonly Container[] = [];
  private kindBefore: BlockKind = 'other';
  private lastText = '';
  private lastList: { list: List; depth: number; block: number } | undefined;
  private blocks = 0;
  /** Items whose markers the last block stands behind. */
  private begun: Item[] = [];
  /** Whether the next block replaces the one before, which was taken back. */
  private reopened = false;
  /** Containers that were too deep to be opened. */
  private ignored = 0;

  constructor(formulas: readonly Formula[]) {
    this.inline = new InlineWriter(formulas);
  }

  /** Ends the paragraph being written. */
  flush(): void {
    const kind = this.inline.isImage ? 'image' : 'paragraph';
    const markdown = this.inline.take();
    if (markdown !== '') this.block(markdown, kind);
  }

  /** Writes the anchors that no text has followed: what follows has no place for them. */
  writeAnchors(): void {
    const anchors = this.inline.takeAnchors();
    if (anchors !== '') this.block(anchors);
  }

  /** Takes back the paragraph before, if it was one image alone, so that its caption can join it. */
  resumeImage(): boolean {
    this.flush();
    if (this.kindBefore !== 'image' || !sameContainers(this.before, this.containers)) return false;
    this.out.pop();
    for (const item of this.begun) item.begun = false;
    this.inline.resume(this.lastText);
    this.reopened = true;
    return true;
  }

  /** Writes one block. */
  block(text: string, kind: BlockKind = 'other'): void {
    if (this.out.length > 0 && !this.reopened) this.out.push(this.separator(kind));
    this.reopened = false;
    this.out.push(this.prefixed(text));
    this.lastText = text;
    this.kindBefore = kind;
    this.before = this.containers.length === 0 ? OUTSIDE : this.containers.slice();
    this.blocks++;
  }

  /** Whether the next block stands right behind a list marker. */
  get atItemStart(): boolean {
    const top = this.containers.at(-1);
    return top?.kind === 'item' && !top.begun;
  }

  openQuote(): void {
    this.flush();
    this.push({ kind: 'quote' });
  }

  openList(ordered: boolean, start: number, step: 1 | -1 = 1): void {
    this.flush();
    const neighbour = this.lastList;
    const touching =
      neighbour !== undefined && neighbour.depth === this.containers.length && neighbour.block === this.blocks && neighbour.list.ordered === ordered;
    const [usual, other] = BULLETS[ordered ? 'ordered' : 'bulleted'];
    const bullet = touching && neighbour.list.bullet === usual ? other : usual;
    this.push({ kind: 'list', ordered, bullet, next: start, step });
  }

  /** `number`: of an item that has one of its own. */
  openItem(number?: number): void {
    this.flush();
    const list = this.containers.at(-1);
    const marker = list?.kind !== 'list' ? '-' : list.ordered ? this.nextNumber(list, number) : list.bullet;
    this.push({ kind: 'item', marker: `${marker} `, begun: false });
  }

  /** In Markdown only the first item of a list says its number: where the page's count jumps, another list goes on. */
  private nextNumber(list: List, own: number | undefined): string {
    const number = Math.min(Math.max(own ?? list.next, 0), 999_999_999);
    let counting = list;
    if (list.counted !== undefined && list.counted !== number) {
      const [usual, other] = BULLETS.ordered;
      counting = { ...list, bullet: list.bullet === usual ? other : usual };
      this.containers[this.containers.length - 1] = counting;
    }
    counting.counted = number + 1;
    counting.next = number + list.step;
    return String(number) + counting.bullet;
  }

  /** Closes the innermost quote, list or item, which must be of that kind. */
  close(kind: Container['kind']): void {
    this.flush();
    if (this.ignored > 0) {
      this.ignored--;
      return;
    }
    const top = this.containers.at(-1);
    if (top?.kind !== kind) return;
    if (top.kind === 'item' && !top.begun) this.block('');
    this.containers.pop();
    if (top.kind === 'list') this.lastList = { list: top, depth: this.containers.length, block: this.blocks };
  }

  /** Everything written. Ends without a line end. */
  finish(): string {
    this.flush();
    this.writeAnchors();
    return this.out.join('');
  }

  private push(container: Container): void {
    if (this.ignored > 0 || this.containers.length >= MAX_DEPTH) this.ignored++;
    else this.containers.push(container);
  }

  private separator(kind: BlockKind): string {
    const common = this.containers.filter((container, index) => this.before[index] === container);
    if (this.staysTight(common, kind)) return '\n';
    const prefix = common.map((container) => (container.kind === 'quote' ? '> ' : container.kind === 'item' ? ' '.repeat(container.marker.length) : ''));
    return `\n${prefix.join('').trimEnd()}\n`;
  }

  /** Whether no blank line is needed: the next item of a list, or a list right behind the first paragraph of an item. */
  private staysTight(common: readonly Container[], kind: BlockKind): boolean {
    const next = this.containers[common.length];
    const inList = common.at(-1)?.kind === 'list';
    if (inList && next?.kind === 'item') return this.before[common.length]?.kind === 'item';
    if (next?.kind !== 'list' || common.at(-1)?.kind !== 'item' || this.before.length !== common.length || kind !== 'paragraph') return false;
    const item = this.containers[common.length + 1];
    return this.kindBefore === 'paragraph' && item?.kind === 'item' && (!next.ordered || /^1[.)]/.test(item.marker));
  }

  private prefixed(text: string): string {
    this.begun = [];
    if (this.containers.length === 0) return text;
    let head = '';
    let rest = '';
    for (const container of this.containers) {
      if (container.kind === 'quote') {
        head += '> ';
        rest += '> ';
      } else if (container.kind === 'item') {
        const indent = ' '.repeat(container.marker.length);
        head += container.begun ? indent : container.marker;
        rest += indent;
        if (!container.begun) this.begun.push(container);
        container.begun = true;
      }
    }
    const bare = rest.trimEnd();
    const [first = '', ...others] = text.split('\n');
    const lines = others.map((line) => (line === '' ? bare : rest + line));
    return [first === '' ? head.trimEnd() : head + first, ...lines].join('\n');
  }
}

function sameContainers(a: readonly Container[], b: readonly Container[]): boolean {
  return a.length === b.length && a.every((container, index) => container === b[index]);
}
