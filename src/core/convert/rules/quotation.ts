import type { Rule } from '../rule';

const OUTER = ['“', '”'] as const;
const INNER = ['‘', '’'] as const;

/** `<q>`: browsers put quotation marks around it, which are no letters of the page. */
export const quotation: Rule = {
  tags: ['q'],
  open(conversion) {
    conversion.text(conversion.quotations++ % 2 === 0 ? OUTER[0] : INNER[0]);
  },
  close(conversion) {
    conversion.text(--conversion.quotations % 2 === 0 ? OUTER[1] : INNER[1]);
  },
};
