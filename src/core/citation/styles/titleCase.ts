/** Short words that stay small inside a title, as the manuals of style have them. */
const small = new Set(
  (
    'a an the and but for nor or so yet about above across after against along amid among around as aside at barring before behind ' +
    'below beneath beside besides between beyond by circa despite down during except from given in inside into lest like minus modulo near next ' +
    'notwithstanding of off on onto out outside over per plus pro qua sans since than through throughout till to toward towards under underneath ' +
    'until unto up upon versus vs vs. v v. via with within without de von van et al c ca d\' à'
  ).split(' '),
);

/**
 * An English title with capitals: each word but the small ones; the first, the last and the one after a colon always.
 *
 * A word that has a capital already (`GPT2`, `iPhone`) stays as it is, and so do formulas, names that begin with a sign
 * (`@user`), and letters that stand alone: those are variables.
 */
export function titleCase(title: string): string {
  const words = title.split(/(\s+|[/\u2013\u2014])/);
  const isWord = (word: string): boolean => !/^(?:\s*|[/\u2013\u2014])$/.test(word);
  const lastWord = words.findLastIndex(isWord);
  const firstWord = words.findIndex((word) => /[\p{L}\p{N}]/u.test(word));
  const formulas = formulaWords(words);
  let afterStop = false;
  return words
    .map((word, index) => {
      if (!isWord(word)) return word;
      const isStart = index === firstWord || afterStop;
      afterStop = /[:?!]$/.test(word);
      return formulas.has(index) ? word : capitalise(word, isStart, index === lastWord);
    })
    .join('');
}

/** Words that hold TeX, or stand between two dollar signs. */
function formulaWords(words: readonly string[]): ReadonlySet<number> {
  const signs = (word: string): number => word.split('$').length - 1;
  const isBalanced = words.reduce((sum, word) => sum + signs(word), 0) % 2 === 0;
  const found = new Set<number>();
  let isInside = false;
  words.forEach((word, index) => {
    if (isInside || word.includes('\\') || (isBalanced && word.includes('$'))) found.add(index);
    if (isBalanced && signs(word) % 2 === 1) isInside = !isInside;
  });
  return found;
}

function capitalise(word: string, isStart: boolean, isEnd: boolean): string {
  const parts = word.split('-');
  return parts.map((part, index) => capitalisePart(part, isStart && index === 0, isEnd && index === parts.length - 1)).join('-');
}

function capitalisePart(word: string, isStart: boolean, isEnd: boolean): string {
  const bare = word.replace(/^[("'[“‘«]+|[)"'\]”’»,;:!?.…]+$/g, '');
  const isVariable = /^\p{L}(?:\.|$)/u.test(bare);
  if (!isStart && (isVariable || (!isEnd && small.has(bare)))) return word;
  if (bare !== bare.toLowerCase()) return word;
  return word.replace(/^([("'[“‘«]*)(\p{Script=Latin})/u, (_, lead: string, first: string) => lead + first.toUpperCase());
}
