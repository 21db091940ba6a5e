import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { titleCase } from '../../../../src/core/citation/styles/titleCase';

/** As the processor of CSL styles writes them, but for the last, where it changes what a reader types. */
const titles: Readonly<Record<string, string>> = {
  'from $\\alpha$ to $\\beta$: a note': 'From $\\alpha$ to $\\beta$: A Note',
  'the norm of $x + y$ in space': 'The Norm of $x + y$ in Space',
  'from $5 to $6': 'From $5 to $6',
  'given x and y': 'Given x and y',
  'x < y > z': 'X < y > z',
  'k-means and top-k routing, x-ray': 'K-Means and Top-k Routing, x-Ray',
  'α and β methods': 'α and β Methods',
  'and/or either/or': 'And/or Either/Or',
  'one—two—the three–four': 'One—Two—the Three–Four',
  'école à la carte': 'École à La Carte',
  '#hash and @mention of _name_': '#hash and @mention of _name_',
  '…ellipsis start': '…ellipsis Start',
  '“quoted” words (of) iPhone and GPT2': '“Quoted” Words (of) iPhone and GPT2',
  '- of words': '- Of Words',
  '1) of words': '1) of Words',
  'use of ("y")……': 'Use of ("y")……',
  'use c++ and c#': 'Use C++ and C#',
  'e.g. this and i.e. that': 'E.g. This and i.e. That',
  'what is it? the end of': 'What Is It? The End Of',
  'node.js and vue.js': 'Node.js and Vue.js',
};

void describe('titleCase', () => {
  for (const [title, expected] of Object.entries(titles)) void it(title, () => assert.equal(titleCase(title), expected));
});
