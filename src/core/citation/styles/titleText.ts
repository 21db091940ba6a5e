import type { Words } from './locale';
import type { Rich, Run } from './richText';

const letter = /[-0-9a-zA-Z\u00c0-\u017f\u0370-\u03ff\u0400-\u052f]/.source;
const apostrophe = new RegExp(`(${letter})’(?=${letter})`, 'g');

interface Mark {
  readonly at: number;
  readonly text: string;
  readonly closer: string;
  /** Of a straight mark it shows only when all are paired: the kind that opens first is the outer one. */
  readonly inner: boolean | undefined;
}

type Pieces = (Run | { readonly quote: 'open' | 'close'; readonly inner: boolean })[];

/**
 * A title with its own quotation marks fitted to where it stands: those inside a quoted title change to the inner kind.
 *
 * Straight marks become curly where they clearly open and close; an unpaired one is left as it is, an apostrophe is curled.
 *
 * @param quoted whether the style puts the title between quotation marks
 */
export function titleText(title: string, words: Words, quoted: boolean): Rich {
  const [open, close, openInner, closeInner] = words.quotes;
  const runs: Run[] = [];
  let depth: boolean[] = quoted ? [false] : [];
  for (const piece of pieces(narrowSpaces(title), words)) {
    if ('text' in piece) {
      runs.push(piece);
    } else if (piece.quote === 'open') {
      const outer = depth.at(-1);
      const inner = outer === undefined ? piece.inner : !outer;
      depth.push(inner);
      runs.push({ text: inner ? openInner : open });
    } else {
      const inner = depth.at(-1) ?? piece.inner;
      depth = depth.slice(0, -1);
      runs.push({ text: inner ? closeInner : close, closesQuote: true });
    }
  }
  return quoted ? [{ text: open }, ...runs, { text: close, closesQuote: true }] : runs;
}

function narrowSpaces(title: string): string {
  return title.replace(/ (?=[:;?!»])/g, '\u202f').replace(/« /g, '«\u202f');
}

function pieces(title: string, words: Words): Pieces {
  const text = ` ${title.replace(apostrophe, "$1'")}`;
  const tags = [...text.matchAll(tagPattern(words))];
  const paired = pairs(text, tags, words);
  const result: Pieces = [];
  let from = 0;
  const push = (piece: string): void => {
    if (piece) result.push({ text: piece });
  };
  tags.forEach((tag, index) => {
    const role = paired.get(index);
    if (role === undefined) return;
    const lead = tag[0].length > 1 ? tag[0].charAt(0) : '';
    push(text.slice(from, tag.index) + lead);
    from = tag.index + tag[0].length;
    if (role === 'apostrophe') push('’');
    else result.push(role);
  });
  push(text.slice(from));
  return withoutLeadingSpace(result);
}

function withoutLeadingSpace(result: Pieces): Pieces {
  const first = result[0];
  if (!first || !('text' in first)) return result;
  const text = first.text.replace(/^ /, '');
  return text ? [{ ...first, text }, ...result.slice(1)] : result.slice(1);
}

function tagPattern(words: Words): RegExp {
  const marks = words.quotes.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(` "| '|\\("|\\('|${marks.join('|')}|"|'|’`, 'g');
}

type Role = { readonly quote: 'open' | 'close'; readonly inner: boolean } | 'apostrophe';

/** Which marks open and close a quotation, and which are apostrophes; the others stand for themselves. */
function pairs(text: string, tags: readonly RegExpMatchArray[], words: Words): Map<number, Role> {
  const roles = new Map<number, Role>();
  const stack: Mark[] = [];
  const quotations: { readonly opener: Mark; readonly end: number }[] = [];
  tags.forEach((tag, index) => {
    const mark = tag[0];
    const next = text.slice((tag.index ?? 0) + mark.length).charAt(0);
    if ((mark === "'" && next && !/[,.?:; ]/.test(next)) || (mark === " '" && next === ' ')) {
      roles.set(index, 'apostrophe');
      return;
    }
    const opening = openingMark(mark, index, words);
    if (opening) {
      stack.push(opening);
      return;
    }
    if (mark === "'" && stack.at(-1)?.closer !== mark) {
      roles.set(index, 'apostrophe');
      return;
    }
    while (stack.length > 0 && stack.at(-1)?.closer !== mark) stack.pop();
    const opener = stack.pop();
    if (!opener) return;
    quotations.push({ opener, end: index });
  });
  const straightOuter = quotations.filter(({ opener }) => opener.inner === undefined).sort((a, b) => a.opener.at - b.opener.at)[0]?.opener.closer;
  for (const { opener, end } of quotations) {
    const inner = opener.inner ?? opener.closer !== straightOuter;
    roles.set(opener.at, { quote: 'open', inner });
    roles.set(end, { quote: 'close', inner });
  }
  for (const left of stack) if (left.text === " '") roles.set(left.at, 'apostrophe');
  return roles;
}

function openingMark(mark: string, at: number, words: Words): Mark | undefined {
  const [open, close, openInner, closeInner] = words.quotes;
  if (mark === open) return { at, text: mark, closer: close, inner: false };
  if (mark === openInner) return { at, text: mark, closer: closeInner, inner: true };
  return /^[ (]["']$/.test(mark) ? { at, text: mark, closer: mark.slice(-1), inner: undefined } : undefined;
}
