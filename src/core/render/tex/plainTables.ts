import type { CommandHandler } from './commands';
import { TexError } from './reader';
import type { Translator } from './translator';

/** `\matrix{a & b \cr …}` of plain TeX: tables up to the closing brace. */
export const PLAIN_TABLES: readonly (readonly [name: string, run: CommandHandler['run']])[] = [
  table('matrix', 'matrix'),
  table('array', 'matrix'),
  table('pmatrix', 'pmatrix'),
  table('cases', 'cases'),
  table('eqalign', 'aligned'),
  table('displaylines', 'gathered'),
  numberedTable('eqalignno'),
  numberedTable('leqalignno'),
];

function table(name: string, write: string): (typeof PLAIN_TABLES)[number] {
  return [
    name,
    (t) => {
      enterArgument(t, name);
      t.openTable(`\\${name}`, write, '', { closesWith: `\\end{${write}}` });
    },
  ];
}

/** `\eqalignno{a & b & (1) \cr …}`: what stands in the third cell is the number of the row. */
function numberedTable(name: string): (typeof PLAIN_TABLES)[number] {
  return [
    name,
    (t) => {
      const isWhole = isWholeFormula(t, name);
      enterArgument(t, name);
      const write = isWhole ? 'align*' : 'aligned';
      if (isWhole) t.state.needsDisplay = true;
      t.openTable(`\\${name}`, write, '', { closesWith: `\\end{${write}}`, numberCell: 3, nested: !isWhole });
    },
  ];
}

/** Whether a command that has just been read is all of a displayed formula, with its argument. */
function isWholeFormula({ reader, state, top, depth }: Translator, name: string): boolean {
  if (depth > 0 || top.kind !== 'start' || top.content || !state.display) return false;
  const { at } = reader;
  reader.readArgument(`\\${name}`);
  const isLast = reader.text.slice(reader.at).trim() === '';
  reader.at = at;
  return isLast;
}

/** Reads on within the braces of an argument, up to the one that closes it. */
function enterArgument({ reader }: Translator, name: string): void {
  const next = reader.skipSpace();
  if (next === '') throw new TexError(`Missing argument for \\${name}`);
  if (next === '{') {
    reader.at++;
    return;
  }
  const only = reader.readArgument(`\\${name}`);
  reader.replaceRead(`${only}}`);
}
