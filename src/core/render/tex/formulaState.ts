import type { EnvironmentRule } from './environments';
import type { PageMacros } from './macros';
import type { NumberedRow, Numbering } from './numbering';

/** Whom the result is for: KaTeX, with what it lacks written out; or MathJax 3, with the page's macros and numbers put in. */
export type Dialect = 'katex' | 'mathjax';

/** What all formulas of an article share. */
export interface ArticleContext {
  readonly macros: PageMacros;
  readonly numbering: Numbering;
  /** Notes a reference and gives the text to write for it: a mark that is filled in once all numbers are known, or the number. */
  readonly refer: (label: string, brackets: boolean) => string;
}

export interface TranslationLimits {
  readonly expandedLength: number;
  readonly expansions: number;
  readonly nesting: number;
}

export interface Translation {
  readonly tex: string;
  readonly rows: readonly NumberedRow[];
  /** Has an environment that KaTeX draws in display mode only. */
  readonly needsDisplay: boolean;
  /** Why the site's engine would not draw it; such a formula gets no number. */
  readonly rejected: string | undefined;
  /** Macros of the page have been put in. */
  readonly usesMacros: boolean;
}

/** Shared by a formula and all its arguments. */
export interface FormulaState {
  readonly context: ArticleContext;
  readonly dialect: Dialect;
  readonly display: boolean;
  readonly limits: TranslationLimits;
  readonly rows: NumberedRow[];
  expansions: number;
  written: number;
  needsDisplay: boolean;
  /** A table before has its rows set apart: those that follow must say how they have theirs. */
  stretched: boolean;
  rejected: string | undefined;
  macros: PageMacros;
}

/** An open group, `\left`, environment or table: MathJax's stack items, as far as they matter here. */
export interface Item {
  readonly kind: 'start' | 'open' | 'left' | 'begin' | 'array';
  readonly name: string;
  /** Where its opening stands in the output. */
  readonly opening: number;
  /** Where the content of the group or cell at hand begins. */
  contentStart: number;
  readonly rule?: EnvironmentRule;
  /** A table of plain TeX (`\matrix{…}`) ends with `}`; what is then written. */
  readonly closesWith?: string;
  /** Of a table whose rows have their numbers in a cell: which one. */
  readonly numberCell?: number;
  readonly saved?: { readonly noTag: boolean; readonly tagsForbiddenIn: string | undefined };
  /** Tags are written as part of the row, because KaTeX has no place for them inside something else. */
  readonly nested?: boolean;
  /** Written before the cell or group ends: closes what a switch (`\scr`, `\color`) opened. */
  closers: string;
  /** `\\over` or its like stands in the cell or group. */
  fraction: boolean;
  /** Something has been set in the cell or group. */
  content: boolean;
  cells: number;
  mostCells: number;
  rows: number;
  /** Of a table: how many numbers the formula had before the row at hand. */
  numbersBefore: number;
  /** The scripts that the thing set last has, and where in the output they end: it may take each once. */
  scripts: string;
  scriptsEnd: number;
}

/** An item that has just been opened, at a place of the output. */
export function newItem(kind: Item['kind'], name: string, opening: number): Item {
  return { kind, name, opening, contentStart: kind === 'start' ? 0 : opening + 1, closers: '', fraction: false, content: false, cells: 0, mostCells: 0, rows: 0, numbersBefore: 0, scripts: '', scriptsEnd: -1 };
}
