/** A stretch of text in one look. */
export interface Run {
  readonly text: string;
  readonly italic?: boolean;
  readonly bold?: boolean;
  readonly superscript?: boolean;
  /** An address, which some formats mark as a link. */
  readonly url?: boolean;
  /** A closing quotation mark: a full stop or comma that follows belongs before it, or melts with what stands before it. */
  readonly closesQuote?: boolean;
}

/** Text as a reference is built from it; empty where a part is missing. */
export type Rich = readonly Run[];

export const nothing: Rich = [];

/** `text` as rich text; no run at all for an empty or missing one. */
export function plain(text: string | undefined): Rich {
  return text ? [{ text }] : nothing;
}

/** `rich` in italics. */
export function italic(rich: Rich): Rich {
  return rich.map((run) => ({ ...run, italic: true }));
}

/** Whether `text` has a letter or digit that italics can slant; Chinese has none. */
export function hasLatin(text: string): boolean {
  return /[-0-9a-zA-Z\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0e01-\u0e5b\u1f00-\u1fff]/.test(text);
}

/** `text` in italics where it has anything to slant. */
export function italicUnlessChinese(text: string): Rich {
  return hasLatin(text) ? italic(plain(text)) : plain(text);
}

/** What `rich` reads without any look. */
export function textOf(rich: Rich): string {
  return rich.map((run) => run.text).join('');
}

/** How two marks melt when one follows the other; two equal ones always become one. */
const melted: Readonly<Record<string, string>> = {
  '!.': '!', '!:': '!', '?.': '?', '?:': '?', ':!': '!', ':?': '?', ':.': ':', ';!': '!', ';?': '?', ';:': ';', ';.': ';',
};

/** Where full stops and commas go beside closing quotation marks: inside in American English. */
export type QuotePunctuation = 'inside' | 'outside';

/** `rich` with `affix` behind it, the marks at the seam put in order as typesetters do. */
export function append(rich: Rich, affix: string, punctuation: QuotePunctuation = 'inside'): Rich {
  if (rich.length === 0 || !affix) return rich;
  const mark = affix.charAt(0);
  if (mark === ' ') return textOf(rich).endsWith(' ') ? append(rich, affix.slice(1), punctuation) : [...rich, { text: affix }];
  if (!'.,:;!?'.includes(mark)) return [...rich, { text: affix }];
  const rest: Rich = plain(affix.slice(1));
  let end = rich.length;
  while (end > 0 && rich[end - 1]?.closesQuote) end -= 1;
  const last = rich[end - 1];
  const before = last?.text.slice(-1) ?? '';
  const closers = rich.slice(end);
  const together = before === mark ? mark : melted[before + mark];
  if (last && together !== undefined) {
    return [...rich.slice(0, end - 1), { ...last, text: last.text.slice(0, -1) + together }, ...closers, ...rest];
  }
  const moves = closers.length > 0 && punctuation === 'inside' && (mark === '.' || mark === ',');
  return moves && last ? [...rich.slice(0, end - 1), { ...last, text: last.text + mark }, ...closers, ...rest] : [...rich, { text: affix }];
}

/** The parts that are there, `delimiter` between them. */
export function join(parts: readonly Rich[], delimiter: string, punctuation: QuotePunctuation = 'inside'): Rich {
  let whole: Rich = nothing;
  for (const part of parts) {
    if (part.length === 0) continue;
    whole = whole.length === 0 ? part : [...append(whole, delimiter, punctuation), ...part];
  }
  return whole;
}
