/** LaTeX with its comments blanked out: every offset stays. */
export function withoutLatexComments(text: string): string {
  return text.replace(/(\\[\s\S])|%[^\r\n]*/g, (part, escaped: string | undefined) => escaped ?? ' '.repeat(part.length));
}
