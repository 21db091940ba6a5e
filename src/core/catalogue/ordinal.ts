const DIGITS = '零一二三四五六七八九';
const PARTS: Readonly<Record<string, number>> = { 上: 1, 前: 1, 理论: 1, 中: 2, 应用: 2, 实践: 2, 实验: 3, 下: 3, 后: 3 };
const ROMAN: readonly string[] = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** Source of a regular expression for a number as titles write it, in text folded by `foldTitle`. */
export const ORDINAL = '\\d{1,3}|[零〇一二两三四五六七八九十百]{1,5}|[上中下前后]篇?|(?:理论|应用|实践|实验)篇|[ivx]{1,4}';

/**
 * Rank that a number in a title gives: `"18"`, `"十八"`, `"一百零三"`, `"下"`, `"理论篇"`, `"iv"`.
 *
 * 上中下 and 理论篇, 应用篇 rank 1 to 3. `undefined` where the text is no number.
 */
export function parseOrdinal(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const part = PARTS[text.replace(/篇$/, '')];
  if (part !== undefined) return part;
  const roman = ROMAN.indexOf(text);
  return roman >= 0 ? roman + 1 : parseChineseNumber(text);
}

/** Value of a Chinese number below one thousand, `"二十一"` → 21; `undefined` for any other text. */
export function parseChineseNumber(text: string): number | undefined {
  const match = /^(?:([一二两三四五六七八九])百)?[零〇]?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text.replaceAll('〇', '零'));
  if (!match || text === '') return undefined;
  const [, hundreds, tens, ten, ones] = match;
  const value = 100 * digit(hundreds) + (ten ? 10 * (digit(tens) || 1) : 0) + digit(ones);
  return value > 0 ? value : undefined;
}

function digit(text: string | undefined): number {
  return text === undefined ? 0 : text === '两' ? 2 : DIGITS.indexOf(text);
}
