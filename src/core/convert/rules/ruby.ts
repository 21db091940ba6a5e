import type { Rule } from '../rule';

/** How the characters before it are read: browsers show it above them, here it stands behind them in brackets. */
export const reading: Rule = {
  tags: ['rt'],
  open(conversion) {
    conversion.text('(');
  },
  close(conversion) {
    conversion.text(')');
  },
};
