import { authorText, dateParts, monthName } from './citationItem';
import type { CitationItem } from './citationItem';

/**
 * The blog's own reference, as its pages show it: `苏剑林. (May. 07, 2024). 《标题 》[Blog post]. Retrieved from URL`.
 *
 * One line, no line end; a post without a date has `(n.d.)`, one without an author begins with its date. The blank before `》` and the full stop after `May` are the blog's.
 */
export function plainForm(item: CitationItem): string {
  const author = oneLine(authorText(item));
  return `${author === '' ? '' : `${author}. `}(${plainDate(item.date)}). 《${oneLine(item.title)} 》[Blog post]. Retrieved from ${oneLine(item.url)}`;
}

/** `text` on one line: line ends, tabs and control characters become blanks. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

function plainDate(date: string): string {
  const parts = dateParts(date);
  if (!parts) return 'n.d.';
  const [year, month, day] = parts;
  return `${monthName(month)}. ${String(day).padStart(2, '0')}, ${year}`;
}
