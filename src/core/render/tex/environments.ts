/** How an environment is read and written. */
export interface EnvironmentRule {
  /** `equation`: no table. `ams`: rows that can be tagged, or forbid it. `array`: rows that don't care. */
  readonly kind: 'equation' | 'ams' | 'multline' | 'array';
  /** What KaTeX calls it. */
  readonly write: string;
  /** Rows, or the whole, get numbers. */
  readonly numbered?: boolean;
  /** `\tag` may stand in it, and it may stand only once in a formula. */
  readonly taggable?: boolean;
  /** What follows `\begin{name}`: column letters, a count, or an optional position. */
  readonly args?: 'columns' | 'count' | 'position' | 'positionCount' | 'positionColumns' | 'brackets' | 'caseLabel';
  /** Columns that KaTeX allows; a table of more is written as another. */
  readonly maxColumns?: number;
  /** The site's engine does not know it: it is drawn, but gets no number, as there. */
  readonly foreign?: boolean;
}

/**
 * How far apart the rows of a table of KaTeX are set, beside the gap between them: closer than the site's by itself.
 * Aligned formulas are not. By what KaTeX calls the table.
 */
export function rowStretch(write: string): string {
  if (/^d?array$/.test(write)) return '1.05';
  return /^(?:[pbBvV]?matrix\*?|d?r?cases)$/.test(write) ? '0.95' : '1';
}

const equation = (numbered: boolean): EnvironmentRule => ({ kind: 'equation', write: '', numbered, taggable: true });
const ams = (write: string, numbered: boolean, args?: EnvironmentRule['args']): EnvironmentRule => ({ kind: 'ams', write, numbered, taggable: true, ...(args && { args }) });
const inner = (write: string, args?: EnvironmentRule['args']): EnvironmentRule => ({ kind: 'ams', write, ...(args && { args }) });
const array = (write: string, more: Partial<EnvironmentRule> = {}): EnvironmentRule => ({ kind: 'array', write, ...more });
const foreign = (rule: EnvironmentRule): EnvironmentRule => ({ ...rule, foreign: true });

/** Environments of MathJax 2.7.9 with AMSmath, and those that KaTeX or other blogs have beside them. */
export const ENVIRONMENTS: ReadonlyMap<string, EnvironmentRule> = new Map([
  ['equation', equation(true)],
  ['equation*', equation(false)],
  ['align', ams('align*', true)],
  ['align*', ams('align*', false)],
  ['gather', ams('gather*', true)],
  ['gather*', ams('gather*', false)],
  ['alignat', ams('alignat*', true, 'count')],
  ['alignat*', ams('alignat*', false, 'count')],
  ['eqnarray', ams('align*', true)],
  ['eqnarray*', ams('align*', false)],
  ['multline', { kind: 'multline', write: 'gather*', numbered: true, taggable: true }],
  ['multline*', { kind: 'multline', write: 'gather*', numbered: false, taggable: true }],
  ['split', inner('aligned')],
  ['aligned', inner('aligned', 'position')],
  ['gathered', inner('gathered', 'position')],
  ['alignedat', inner('alignedat', 'positionCount')],
  ['array', array('array', { args: 'positionColumns' })],
  ['subarray', array('subarray', { args: 'columns', maxColumns: 1 })],
  ['matrix', array('matrix')],
  ['pmatrix', array('pmatrix')],
  ['bmatrix', array('bmatrix')],
  ['Bmatrix', array('Bmatrix')],
  ['vmatrix', array('vmatrix')],
  ['Vmatrix', array('Vmatrix')],
  ['smallmatrix', array('smallmatrix')],
  ['cases', array('cases', { maxColumns: 2 })],
  ['CD', array('CD')],
  ['flalign', foreign(ams('align*', true))],
  ['flalign*', foreign(ams('align*', false))],
  ['numcases', foreign(array('cases', { args: 'caseLabel', maxColumns: 2 }))],
  ['subnumcases', foreign(array('cases', { args: 'caseLabel', maxColumns: 2 }))],
  ['dcases', foreign(array('dcases', { maxColumns: 2 }))],
  ['rcases', foreign(array('rcases', { maxColumns: 2 }))],
  ['drcases', foreign(array('drcases', { maxColumns: 2 }))],
  ['darray', foreign(array('darray', { args: 'positionColumns' }))],
  ...['matrix*', 'pmatrix*', 'bmatrix*', 'Bmatrix*', 'vmatrix*', 'Vmatrix*'].map((name): [string, EnvironmentRule] => [
    name,
    foreign(array(name, { args: 'brackets' })),
  ]),
  ['math', foreign({ kind: 'equation', write: '', taggable: false })],
  ['displaymath', foreign({ kind: 'equation', write: '', taggable: false })],
  ['subequations', foreign({ kind: 'equation', write: '', taggable: false })],
]);

/** The columns that KaTeX knows out of those of an array: `*{3}{c}` is written out, `@{…}` and `!{…}` are left out. */
export function cleanColumns(source: string): string {
  let spec = source;
  for (let n = 0; n < 5 && spec.includes('*'); n++) {
    spec = spec.replace(/\*\s*\{?\s*(\d{1,2})\s*\}?\s*\{([^{}]*)\}/, (_, count: string, columns: string) => columns.repeat(Number(count)));
  }
  spec = spec
    .replace(/[@!><]\s*\{(?:[^{}]|\{[^{}]*\})*\}/g, '')
    .replace(/[pmbX]\s*(?:\{[^{}]*\})?/g, 'l')
    .replace(/[^clr|:]/g, '');
  return spec.slice(0, 200) || 'c';
}
