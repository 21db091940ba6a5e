import type { Mark } from '../delimitedText';
import type { Rule } from '../rule';

const MARKS: Readonly<Record<string, Mark>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  // Markdown has no underline; it means emphasis
  u: 'em',
  ins: 'em',
  del: 'del',
  s: 'del',
  strike: 'del',
  sub: 'sub',
  sup: 'sup',
};

/** Bold, italic, underlined, struck out, raised and lowered text. Colour and size have no form in Markdown. */
export const emphasis: Rule = {
  tags: Object.keys(MARKS),
  open({ writer }, { name }) {
    const mark = MARKS[name];
    if (mark) writer.inline.openMark(mark);
  },
  close({ writer }, { name }) {
    const mark = MARKS[name];
    if (mark) writer.inline.closeMark(mark);
  },
};
