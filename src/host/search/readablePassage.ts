/** A passage of Markdown as one line of plain text: marks of emphasis and addresses go, formulas stay as their source. */
export function readablePassage(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)?/g, '$1')
    .replace(/\\\s/g, ' ')
    .replace(/(\*\*|__|<\/?[a-z][^>]*>|^#+ |\$\$?)/g, '')
    .replace(/\\([*_#[\]<>~`|])/g, '$1')
    .replace(/\\label\{[^}]*\}/g, '')
    .replace(/\\(?:begin|end)\{(?:equation|align|gather|aligned|split)\*?\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
