import type { HtmlElement } from '../htmlWalker';
import type { Mark } from '../delimitedText';
import type { Rule } from '../rule';

/** Bold, italic and struck-out text by style, as editors write it. */
export const styledText: Rule = {
  tags: ['span', 'font'],
  matches: (element) => marksOf(element).length > 0,
  open({ writer }, element) {
    for (const mark of marksOf(element)) writer.inline.openMark(mark);
  },
  close({ writer }, element) {
    for (const mark of marksOf(element).reverse()) writer.inline.closeMark(mark);
  },
};

function marksOf({ attributes }: HtmlElement): Mark[] {
  const style = attributes['style'];
  if (style === undefined) return [];
  const marks: Mark[] = [];
  if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style)) marks.push('strong');
  if (/font-style\s*:\s*italic|text-decoration[^;]*underline/i.test(style)) marks.push('em');
  if (/text-decoration[^;]*line-through/i.test(style)) marks.push('del');
  return marks;
}
