import type { Rule } from '../rule';

/** The box of an item in a list of tasks. */
export const checkbox: Rule = {
  tags: ['input'],
  matches: ({ attributes }) => attributes['type']?.toLowerCase() === 'checkbox',
  open(conversion, { attributes }) {
    conversion.text(attributes['checked'] === undefined ? '☐' : '☑');
  },
};
