/** A passage of Markdown as one line of plain text: marks of emphasis and addresses go, formulas stay as their source. */
export function readablePassage(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)?/g, '$1')
    .replace(/\\\s/g, ' ')
    // Line ends may be blanks by now: a heading has two before it.
    .replace(/(^|\n|\s\s)#{1,6} |```[\w+-]*/g, '$1')
    .replace(/\*\*|__/g, '')
    // A star that formulas and products have, too: only around Chinese, or where a cut has left the second of a pair.
    .replace(/(?<!\\)\*(\p{Script=Han}[^*$\n]*)\*|(?<=\p{Script=Han})\*(?=[\s\p{P}]|$)/gu, '$1')
    .replace(/<\/?[a-z][^>]*>|\$\$?/g, '')
    .replace(/\\([*_#[\]<>~`|])/g, '$1')
    .replace(/\\label\{[^}]*\}/g, '')
    .replace(/\\(?:begin|end)\{(?:equation|align|gather|aligned|split)\*?\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
