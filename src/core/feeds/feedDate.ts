const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Chinese names of months, as blogs in that language put them into RFC 822. */
const chineseMonths = ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月'];

/**
 * The day of a date as feeds write it (RFC 822, ISO 8601, and what else is met), `YYYY-MM-DD`, in the zone in which it is
 * written: the day that the author's readers saw. Empty for what is no date.
 */
export function feedDay(text: string): string {
  const written = text.trim();
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)/.exec(written) ?? /^(\d{4})(\d{2})(\d{2})(?=T|$)/.exec(written);
  if (iso) return day(iso[1], Number(iso[2]), Number(iso[3] ?? 1));
  const rfc822 = /(?:^|[\s,])(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s,-]+(\d{4}|\d{2})(?!\d)/.exec(written);
  if (rfc822) return day(fullYear(rfc822[3]), monthOf(rfc822[2]), Number(rfc822[1]));
  const monthFirst = /([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:.*?\s|,\s*)(\d{4})(?!\d)/.exec(written);
  if (monthFirst) return day(monthFirst[3], monthOf(monthFirst[1]), Number(monthFirst[2]));
  const chinese = /(?:^|[\s,])(\d{1,2})\s+(\d{1,2}月|[一二三四五六七八九十]{1,2}月)\s+(\d{4})(?!\d)/.exec(written);
  if (chinese) return day(chinese[3], Number.parseInt(chinese[2] ?? '', 10) || chineseMonths.indexOf(chinese[2] ?? '') + 1, Number(chinese[1]));
  const numbers = /^(\d{4})\s*[./年년]\s*(\d{1,2})\s*[./月월]\s*(\d{1,2})/.exec(written);
  if (numbers) return day(numbers[1], Number(numbers[2]), Number(numbers[3]));
  return /^\d{4}$/.test(written) ? day(written, 1, 1) : '';
}

const monthOf = (name = ''): number => months.indexOf(name.toLowerCase()) + 1;

function fullYear(year = ''): string {
  if (year.length === 4) return year;
  return Number(year) < 70 ? `20${year}` : `19${year}`;
}

function day(year = '', month: number, dayOfMonth: number): string {
  const date = new Date(Date.UTC(Number(year), month - 1, dayOfMonth));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && Number(year) >= 1900;
  return isReal ? `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}` : '';
}
