import type { Words } from './locale';
import type { Day } from './post';

/** `2024-05-07`. */
export function isoDay([year, month, day]: Day): string {
  return `${String(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day as running text has it: `May 7, 2024`, `2024年5月7日`. */
export function longDay(day: Day, words: Words): string {
  const [year, month, date] = day;
  if (words.locale === 'zh-CN') return chineseDay(day);
  const name = words.months[month - 1] ?? '';
  return words.locale === 'en-GB' ? `${String(date)} ${name} ${String(year)}` : `${name} ${String(date)}, ${String(year)}`;
}

/** The day with a short month: `Nov. 24, 2026`, `2026年11月24日`. */
export function shortDay(day: Day, words: Words): string {
  const [year, month, date] = day;
  return words.locale === 'zh-CN' ? chineseDay(day) : `${words.shortMonths[month - 1] ?? ''} ${String(date)}, ${String(year)}`;
}

/** Month and day: `May 7`. */
export function monthDay([, month, day]: Day, words: Words): string {
  return `${words.months[month - 1] ?? ''} ${String(day)}`;
}

/** Day and month: `7 May`. */
export function dayMonth([, month, day]: Day, words: Words): string {
  return `${String(day)} ${words.months[month - 1] ?? ''}`;
}

/** `2024年5月7日`. */
export function chineseDay([year, month, day]: Day): string {
  return `${String(year)}年${String(month)}月${String(day)}日`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
