export interface JudgedFormula {
  readonly tex: string;
  readonly display: boolean;
}
export interface Shown {
  /** The equation counter before the formula. */
  readonly before: number;
  /** The message of the engine where it gives up. */
  readonly error: string | null;
  /** As shown, with brackets. */
  readonly tags: readonly string[];
  readonly refs: readonly string[];
}
export interface Judge {
  readonly browser: import('playwright-core').Browser;
  page(formulas: readonly JudgedFormula[]): Promise<Shown[]>;
  known(): Promise<string[]>;
  close(): Promise<void>;
}
export function startJudge(): Promise<Judge>;
