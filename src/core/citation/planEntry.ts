import { planBibEntry } from './bib/planBibEntry';
import type { BibPlanOptions, EntryPlan } from './bib/planBibEntry';
import type { CitationItem } from './citationItem';

/** What a bibliography file is written in. */
export type BibliographyFormat = 'bib' | 'csl-json' | 'csl-yaml' | 'hayagriva';

export interface EntryPlanOptions extends BibPlanOptions {
  readonly format?: BibliographyFormat;
}

/**
 * What brings a post into the text of a bibliography: its key there, or one insertion that leaves every other character as it is.
 *
 * @param bibText the whole file, decoded
 */
export function planEntry(bibText: string, item: CitationItem, options: EntryPlanOptions): EntryPlan {
  return planBibEntry(bibText, item, options);
}
