/** Short words that stay small inside a title, as the manuals of style have them. */
const small = new Set(
  (
    'a an the and but for nor or so yet about above across after against along amid among around as aside at barring before behind ' +
    'below beneath beside besides between beyond by circa despite down during except from given in inside into lest like minus modulo near next ' +
    'notwithstanding of off on onto out outside over per plus pro qua sans since than through throughout till to toward towards under underneath ' +
    'until unto up upon versus vs vs. v v. via with within without de von van et al c ca d\''
  ).split(' '),
);

/**
 * An English title with capitals: each word but the small ones; the first, the last and the one after a colon always.
 *
 * A word that has a capital already (`GPT2`, `iPhone`) stays as it is.
 */
export function titleCase(title: string): string {
  const words = title.split(/(\s+)/);
  const lastWord = words.findLastIndex((word) => /\S/.test(word));
  const firstWord = words.findIndex((word) => /\S/.test(word));
  let afterStop = false;
  return words
    .map((word, index) => {
      if (!/\S/.test(word)) return word;
      const edge = index === firstWord || index === lastWord || afterStop;
      afterStop = /[:?!]$/.test(word);
      return capitalise(word, edge);
    })
    .join('');
}

function capitalise(word: string, edge: boolean): string {
  const parts = word.split('-');
  return parts.map((part, index) => capitalisePart(part, edge && (index === 0 || index === parts.length - 1))).join('-');
}

function capitalisePart(word: string, edge: boolean): string {
  const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.']+$/gu, '');
  if (!edge && small.has(bare)) return word;
  if (bare !== bare.toLowerCase()) return word;
  return word.replace(/^([^\p{L}\p{N}]*)(\p{L})/u, (_, lead: string, first: string) => lead + first.toUpperCase());
}
