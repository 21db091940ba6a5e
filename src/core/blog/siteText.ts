/** White space as HTML shows it, trimmed. */
export function cleanText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A count as the site writes it, `57,462` or `57462`. */
export function toCount(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The month of an English name, long or short, 1 to 12. */
export function monthNumber(name: string): number | undefined {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : index + 1;
}

/** `YYYY-MM-DD`. */
export function isoDay(year: string | number, month: string | number, day: string | number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day in a text: `2024-05-07`, `2024年5月7日`, `March 8th, 2024`; empty where none is found. */
export function dayIn(text: string): string {
  const numeric = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text);
  if (numeric) return isoDay(numeric[1] ?? '', numeric[2] ?? '', numeric[3] ?? '');
  const [, name = '', day = '', year = ''] = /([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/.exec(text) ?? [];
  const month = monthNumber(name);
  return month === undefined ? '' : isoDay(year, month, day);
}
