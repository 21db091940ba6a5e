import katex from 'katex';

/** A node of what KaTeX's parser makes, as far as it matters here. */
interface ParsedNode {
  readonly type: string;
  readonly mode: 'math' | 'text';
  readonly style?: string;
  readonly body?: ParsedNode | readonly ParsedNode[];
}

interface ParsedTable {
  readonly body: readonly (readonly ParsedNode[])[];
  readonly hLinesBeforeRow: readonly (readonly unknown[])[];
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

/** How much less the rows are stretched where they have a gap. */
const gapStretch = 0.25;

/**
 * Makes KaTeX know `\@rowgap`: the rows of the table behind it get the gap that those of `aligned` have, and obey
 * `\arraystretch`, also those of `cases`. By itself KaTeX only sets the lines of rows at least so far apart: tall ones, as
 * of fractions, touch. Where rules stand between the rows, these are stretched instead, as a rule would stand below the
 * gap, and what is tall gets some space.
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
      const tables = whole.type === 'leftright' && Array.isArray(whole.body) ? (whole.body as readonly ParsedNode[]) : [whole];
      for (const table of tables) if (table.type === 'array') setApart(table as unknown as ParsedTable, stretch);
      return whole;
    },
  });
}

function setApart(table: ParsedTable, stretch: number): void {
  const hasRules = table.hLinesBeforeRow.some((rules) => rules.length > 0);
  if (!hasRules) {
    Object.assign(table, { addJot: true, arraystretch: stretch });
    return;
  }
  Object.assign(table, { arraystretch: stretch + gapStretch, body: table.body.map((row) => row.map((cell) => (isTall(cell) ? padded(cell) : cell))) });
}

/** Whether the lines of a row would not hold it: tables, braces, what is displayed, fractions within fractions. */
function isTall(node: unknown, isLarge = false): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { type, style } = node as Partial<ParsedNode>;
  if (type === 'array' || type === 'horizBrace' || (isLarge && (type === 'genfrac' || type === 'op'))) return true;
  const makesLarge = isLarge || type === 'genfrac' || (type === 'styling' && style === 'display');
  return Object.entries(node).some(([name, part]) => name !== 'loc' && isTall(part, makesLarge));
}

/** A box without colour has space above and below; that at its sides is taken back. */
function padded(cell: ParsedNode): ParsedNode {
  const back: ParsedNode & { dimension: unknown } = { type: 'kern', mode: cell.mode, dimension: { number: -0.3, unit: 'em' } };
  const box: ParsedNode & { label: string } = { type: 'enclose', mode: cell.mode, label: '\\colorbox', body: cell };
  return { type: 'ordgroup', mode: cell.mode, body: [back, box, back] };
}
