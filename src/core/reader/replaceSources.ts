const failed = /(<span class="math[^"]* math-failed" data-formula="(\d+)"[^>]*>(?:<span id="[^"]*"><\/span>)*)<code class="math-source"[^>]*>[^<]*<\/code>/g;

/**
 * Puts what another engine has drawn in place of the source that a failed formula shows.
 *
 * @param drawn HTML by the formula's place in the article
 */
export function replaceSources(html: string, drawn: ReadonlyMap<string, string>): string {
  return html.replace(failed, (whole, opening: string, formula: string) => {
    const picture = drawn.get(formula);
    return picture === undefined ? whole : opening.replace(' math-failed', '') + picture;
  });
}
