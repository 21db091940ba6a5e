import { planBibEntry } from './bib/planBibEntry';
import type { EntryPlan } from './bib/planBibEntry';
import type { BibDialect, EntryOptions } from './bib/entryFields';
import type { CitationItem } from './citationItem';
import { planCslJsonEntry } from './formats/cslJson';
import { planCslYamlEntry } from './formats/cslYaml';
import { planHayagrivaEntry } from './formats/hayagriva';

/** What a bibliography file is written in. */
export type BibliographyFormat = 'bib' | 'csl-json' | 'csl-yaml' | 'hayagriva';

export interface EntryPlanOptions extends Partial<EntryOptions> {
  /** `.bib` where not said. */
  readonly format?: BibliographyFormat;
  /** See `citationKey`. */
  readonly keyPattern?: string;
  /** Of an entry in a `.bib` file; `misc-howpublished` where not said, unless the file's own entries are BibLaTeX. */
  readonly dialect?: BibDialect;
  /** Where the cursor stands in the file: an unsorted `.bib` takes the entry behind the one there, not at its end. */
  readonly near?: number;
}

/**
 * What brings a post into the text of a bibliography: its key there, or one insertion that leaves every other character as it is.
 *
 * @param bibText the whole file, decoded
 */
export function planEntry(bibText: string, item: CitationItem, options: EntryPlanOptions): EntryPlan {
  switch (options.format ?? 'bib') {
    case 'bib':
      return planBibEntry(bibText, item, { ...options, dialect: options.dialect ?? 'misc-howpublished' });
    case 'csl-json':
      return planCslJsonEntry(bibText, item, options);
    case 'csl-yaml':
      return planCslYamlEntry(bibText, item, options);
    case 'hayagriva':
      return planHayagrivaEntry(bibText, item, options);
  }
}
