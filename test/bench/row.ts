/** One measurement. */
export interface Row {
  readonly name: string;
  /** A median, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** `value` over that of `against`, measured in the same run, interleaved. */
  readonly ratio?: number;
  readonly against?: string;
}

export type Report = (row: Row) => void;

/** What a `<name>.bench.ts` exports. */
export interface Bench {
  run(report: Report): Promise<void>;
}
