import { readFields } from './bibFields';
import type { BibField } from './bibFields';
import type { EntryField } from './entryFields';
import type { BibEntry, BibScan } from './scanBibliography';

/** How the entries of a file are laid out. */
export interface EntryLayout {
  readonly indent: string;
  /** `padded`: the equals signs in one column; `spaced`: ` = `; `tight`: `=`. */
  readonly equals: 'padded' | 'spaced' | 'tight';
  /** The least width of a name in a padded layout. */
  readonly nameWidth: number;
  readonly quotes: boolean;
  readonly trailingComma: boolean;
  /** Whether an empty line stands between entries. */
  readonly blankLines: boolean;
}

/** The layout of an entry in a file that shows none. */
const defaultLayout: EntryLayout = { indent: '  ', equals: 'padded', nameWidth: 0, quotes: false, trailingComma: false, blankLines: true };

/** How many of the last entries are asked for the layout of a file. */
const sampleSize = 12;

/** The layout that the last entries of a file agree on. */
export function layoutOf(text: string, scan: BibScan): EntryLayout {
  const sample = scan.entries.filter((entry) => !entry.broken).slice(-sampleSize);
  const seen = sample.map((entry) => entryLayout(text, entry)).filter((layout) => layout !== undefined);
  if (seen.length === 0) return { ...defaultLayout, blankLines: hasBlankLines(text, sample) };
  const equals = most(seen.map((layout) => layout.equals));
  return {
    indent: most(seen.map((layout) => layout.indent)),
    equals,
    nameWidth: equals === 'padded' ? most(seen.filter((layout) => layout.equals === 'padded').map((layout) => layout.column)) : 0,
    quotes: most(seen.map((layout) => layout.quotes)),
    trailingComma: most(seen.map((layout) => layout.trailingComma)),
    blankLines: hasBlankLines(text, sample),
  };
}

/** An entry in a layout, without a line end behind it. */
export function writeEntry(type: string, key: string, fields: readonly EntryField[], layout: EntryLayout = defaultLayout, lineEnd = '\n'): string {
  const width = Math.max(layout.nameWidth, ...fields.map((field) => field.name.length));
  const lines = fields.map((field, index) => {
    const name = layout.equals === 'padded' ? field.name.padEnd(width) : field.name;
    const sign = layout.equals === 'tight' ? '=' : ' = ';
    const comma = index < fields.length - 1 || layout.trailingComma ? ',' : '';
    return `${layout.indent}${name}${sign}${delimited(field, layout.quotes)}${comma}`;
  });
  return [`@${type}{${key},`, ...lines, '}'].join(lineEnd);
}

function delimited(field: EntryField, quotes: boolean): string {
  if (field.isMacro) return field.value;
  // A quote at brace level 0 would end the value.
  return quotes && !field.value.includes('"') ? `"${field.value}"` : `{${field.value}}`;
}

interface SeenLayout {
  indent: string;
  equals: EntryLayout['equals'];
  column: number;
  quotes: boolean;
  trailingComma: boolean;
}

function entryLayout(text: string, entry: BibEntry): SeenLayout | undefined {
  const fields = readFields(text, entry);
  const [first] = fields;
  const last = fields.at(-1);
  if (!first || !last) return undefined;
  const indents = fields.map((field) => indentOf(text, field)).filter((indent) => indent !== undefined);
  if (indents.length === 0) return undefined; // all on one line
  const columns = fields.map((field) => nameColumn(text, field));
  const aligned = fields.length > 1 && new Set(columns).size === 1 && new Set(fields.map((field) => field.name.length)).size > 1;
  const gap = text.slice(first.start + first.name.length, first.valueStart);
  return {
    indent: most(indents),
    equals: aligned ? 'padded' : /^\s/.test(gap) ? 'spaced' : 'tight',
    column: columns[0] ?? 0,
    quotes: fields.filter((field) => text[field.valueStart] === '"').length * 2 > fields.length,
    trailingComma: /^\s*,/.test(text.slice(last.end, entry.end)),
  };
}

function indentOf(text: string, field: BibField): string | undefined {
  let at = field.start;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at > 0 && (text[at - 1] === '\n' || text[at - 1] === '\r') ? text.slice(at, field.start) : undefined;
}

/** Width of the name with its padding, the one blank before the equals sign aside. */
function nameColumn(text: string, field: BibField): number {
  const sign = text.indexOf('=', field.start);
  return Math.max(field.name.length, sign - field.start - 1);
}

function hasBlankLines(text: string, entries: readonly BibEntry[]): boolean {
  let blank = 0;
  let tight = 0;
  for (let i = 1; i < entries.length; i++) {
    const between = text.slice(entries[i - 1]?.end, entries[i]?.start);
    if (/^\s*$/.test(between)) {
      if ((between.match(/\r\n|\n|\r/g) ?? []).length > 1) blank++;
      else tight++;
    }
  }
  return tight <= blank;
}

function most<T>(values: readonly T[]): T {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best) throw new RangeError('most() of no values');
  return best[0];
}
