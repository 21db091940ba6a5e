import { ORDINAL, parseOrdinal } from './ordinal';

/** One way to read a title as part of a series. */
export interface SeriesReading {
  /** What members share, folded: equal keys, one series. */
  readonly key: string;
  /** The prefix as the title writes it, without brackets around the whole of it. */
  readonly name: string;
  /** As the title writes it; `undefined` where the prefix stands alone. */
  readonly number: string | undefined;
  readonly rank: number | undefined;
}

const WIDE = /[！-～　]/g;
const OPENING = '【《[“"';
const CLOSING = '】》]”"';

/** Folds width and case, character by character, so that positions in the result are those in the title. */
export function foldTitle(title: string): string {
  const narrow = title.replace(WIDE, (wide) => (wide === '　' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0)));
  const lower = narrow.toLowerCase();
  return lower.length === title.length ? lower : narrow;
}

/** As {@link foldTitle} for many: a call a list instead of one a title takes a third of the time. */
export function foldTitles(titles: readonly string[]): string[] {
  const together = foldTitle(titles.join('\n')).split('\n');
  return together.length === titles.length ? together : titles.map(foldTitle);
}

/** `S：N、`, `S：N. `, `【S】N. `, `《S》系列——N.`: a number between a border and 、 or a full stop. */
const LISTED = new RegExp(`^(.{2,}?)(?:[:—–⋅·]+| - |(?<=[】》\\]”])) *(?:第)?(${ORDINAL})(?:、|\\.(?!\\d)|:)`);
/** `S（一）：`, `S(1)`, `【S】⋅（一）…`, `《S(N)》`: a number in brackets that ends the title or stands before a border. */
const BRACKETED = new RegExp(`^(.{2,}?)[ ⋅·:—–]*\\((${ORDINAL})\\)(?= *(?:$|[:—–,?!…(》】]|第))`);
const BRACKETED_AFTER_LABEL = new RegExp(`^([【《[“].+?[】》\\]”])[ ⋅·:—–]*\\((${ORDINAL})\\)`);
/** `《S》:…(一)`: the number at the end belongs to the work named in front. */
const NUMBERED_AT_END = new RegExp(`^([【《[“][^】》\\]”]{2,}[】》\\]”]):? *.+?\\((${ORDINAL})\\)[?!…]*$`);
/** `《SN》：` and `素数之美1：`: the number closes the name. */
const NUMBER_CLOSES_NAME = /^([【《[“][^】》\]”]{2,}?|[^:]*\p{Script=Han})(\d{1,2})(?:[】》\]”]|(?=:))/u;
/** `S：理论篇`, `S第三讲`. */
const NAMED_PART = /^(.{2,}?)[ :—–]+((?:理论|应用|实践|实验|[上中下])篇)$/;
const COUNTED_PART = new RegExp(`^(.{2,}?)[ :—–(]*第(${ORDINAL})(?:篇|讲|章|回|期|季|部分)`);
/** `S V0.3`. */
const VERSIONED = /^(.{4,}?) ?(v(\d{1,2}\.\d{1,2}))$/;
/** `SU(2)` and the like are mathematics, no numbers of a series. */
const GROUP_NAME = /(?:^|[^a-z])[a-z]{1,3}$/;

const MAY_BE_LISTED = /[\d零〇一二两三四五六七八九十百上中下前后篇ivx](?:、|\.(?!\d)|:)/;
const MAY_CLOSE_NAME = /\d[】》\]”:]/;

/**
 * Readings with a number, the likeliest first: where two numbers stand in a title, the first one is the series'.
 * `folded` is the title as `foldTitle` gives it.
 */
export function numberedReadings(title: string, folded: string): SeriesReading[] {
  const readings: (SeriesReading & { readonly at: number })[] = [];
  const add = (match: RegExpExecArray | null): void => {
    const [, prefix, number] = match ?? [];
    if (!match || prefix === undefined || number === undefined) return;
    const at = match[0].lastIndexOf(number);
    const rank = parseOrdinal(number) ?? Number(number.replace('v', ''));
    const key = seriesKey(prefix);
    if (key !== '' && !Number.isNaN(rank)) readings.push({ key, name: nameOf(title.slice(0, prefix.length)), number: title.slice(at, at + number.length), rank, at });
  };
  if (MAY_BE_LISTED.test(folded)) add(LISTED.exec(folded));
  if (folded.includes('(')) {
    const bracketed = BRACKETED.exec(folded);
    const isGroupName = bracketed && /^\d/.test(bracketed[2] ?? '') && GROUP_NAME.test(bracketed[1] ?? '');
    if (!isGroupName) add(bracketed);
    add(BRACKETED_AFTER_LABEL.exec(folded));
    readings.sort((a, b) => a.at - b.at);
    add(NUMBERED_AT_END.exec(folded));
  }
  if (MAY_CLOSE_NAME.test(folded)) add(NUMBER_CLOSES_NAME.exec(folded));
  if (folded.endsWith('篇')) add(NAMED_PART.exec(folded));
  if (folded.includes('第')) add(COUNTED_PART.exec(folded));
  if (folded.includes('v')) add(VERSIONED.exec(folded));
  return readings;
}

/** Folded prefix, without blanks, quotes and what encloses the whole of it or ends it. */
export function seriesKey(folded: string): string {
  return nameOf(folded).replace(/[\s“”"‘’']/g, '').replace(/[:—–⋅·]+$/, '');
}

function nameOf(prefix: string): string {
  const trimmed = prefix.trim().replace(/[:：—–⋅·\s]+$/, '');
  const opening = OPENING.indexOf(trimmed.charAt(0));
  if (opening < 0) return trimmed;
  const closing = trimmed.indexOf(CLOSING.charAt(opening), 1);
  if (closing < 0) return trimmed.slice(1).trim();
  return closing === trimmed.length - 1 ? trimmed.slice(1, -1).trim() : trimmed;
}
