import katex from 'katex';

/** A node of what KaTeX's parser makes, as far as it matters here. */
interface ParsedNode {
  readonly type: string;
  readonly body?: readonly ParsedNode[];
}

interface Parser {
  readonly gullet: { expandMacroAsText(name: string): string | undefined };
  parseFunction(): ParsedNode;
}

interface DefineFunction {
  (definition: {
    readonly type: string;
    readonly names: readonly string[];
    readonly props: { readonly numArgs: number };
    readonly handler: (context: { readonly parser: Parser }) => ParsedNode;
  }): void;
}

/** What its types leave out. */
const { __defineFunction: defineFunction } = katex as unknown as { readonly __defineFunction: DefineFunction };

/**
 * Makes KaTeX know `\@rowgap`: the rows of the table behind it get the gap that those of `aligned` have, and obey
 * `\arraystretch`, also those of `cases`. By itself KaTeX only sets the lines of rows at least so far apart: tall ones, as
 * of fractions, touch.
 */
export function defineRowGap(): void {
  defineFunction({
    type: 'rowgap',
    names: ['\\@rowgap'],
    props: { numArgs: 0 },
    handler: ({ parser }) => {
      const stretch = Number(parser.gullet.expandMacroAsText('\\arraystretch') ?? 1);
      const whole = parser.parseFunction();
      // a matrix with brackets is a table between them
      const tables = whole.type === 'leftright' ? (whole.body ?? []) : [whole];
      for (const table of tables) if (table.type === 'array') Object.assign(table, { addJot: true, arraystretch: stretch });
      return whole;
    },
  });
}
