const token = /<(\/?)(mo|mi|mn|mtext|ms)\b[^>]*>/g;
const nested = /<(?:mo|mi|mn|mtext|ms)\b[^>]*><m/;

/**
 * KaTeX puts elements into MathML's token elements (`<mo><mtext>argmax</mtext></mo>`), where a browser takes them for
 * HTML and screen readers lose them. Such a token becomes an `<mrow>`; everything else stays as it is.
 */
export function wellNested(html: string): string {
  if (!nested.test(html)) return html;
  const rows: boolean[] = [];
  return html.replace(token, (tag, closing: string, _name: string, at: number) => {
    if (closing) return rows.pop() ? '</mrow>' : tag;
    const isRow = html.startsWith('<m', at + tag.length);
    rows.push(isRow);
    return isRow ? '<mrow>' : tag;
  });
}
