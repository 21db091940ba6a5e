import { bibEntry } from '../bib/planBibEntry';
import type { CitationItem } from '../citationItem';
import { citationKey, freeKey } from '../citationKey';
import type { EntryPlanOptions } from '../planEntry';
import { plainForm } from '../plainForm';
import { cslItem } from './cslItem';
import { cslYamlItem } from './cslYaml';
import { hayagrivaEntry } from './hayagriva';
import { risRecord } from './ris';
import { siteEntry } from './siteEntry';

/** What a list of posts can be exported as. */
export type ExportFormat = 'bibtex' | 'bibtex-url' | 'biblatex' | 'site' | 'ris' | 'csl-json' | 'csl-yaml' | 'hayagriva' | 'plain';

/** The ending of a file in each format. */
export const exportEndings: Readonly<Record<ExportFormat, string>> = {
  bibtex: '.bib',
  'bibtex-url': '.bib',
  biblatex: '.bib',
  site: '.bib',
  ris: '.ris',
  'csl-json': '.json',
  'csl-yaml': '.yaml',
  hayagriva: '.yml',
  plain: '.txt',
};

/** Posts as a whole file of their own; each post once, keys told apart by letters. */
export function exportEntries(items: readonly CitationItem[], format: ExportFormat, options: EntryPlanOptions = {}): string {
  const taken = new Set<string>();
  const seen = new Set<string>();
  const keyed = items
    .filter((item) => !seen.has(item.id) && seen.add(item.id))
    .map((item) => {
      const key = freeKey(citationKey(item, options.keyPattern), (candidate) => taken.has(candidate.toLowerCase()));
      taken.add(key.toLowerCase());
      return { item, key };
    });
  const bib = (dialect: 'misc-howpublished' | 'misc-url' | 'online'): string => keyed.map(({ item, key }) => bibEntry(item, { ...options, dialect }, key)).join('\n');
  switch (format) {
    case 'bibtex':
      return bib('misc-howpublished');
    case 'bibtex-url':
      return bib('misc-url');
    case 'biblatex':
      return bib('online');
    case 'site':
      return keyed.map(({ item }) => `${siteEntry(item)}\n`).join('\n');
    case 'ris':
      return keyed.map(({ item, key }) => risRecord(item, options, key)).join('');
    case 'csl-json':
      return `${JSON.stringify(keyed.map(({ item, key }) => cslItem(item, options, key)), null, 2)}\n`;
    case 'csl-yaml':
      return ['references:', ...keyed.flatMap(({ item, key }) => cslYamlItem(item, options, key)), ''].join('\n');
    case 'hayagriva':
      return keyed.map(({ item, key }) => hayagrivaEntry(item, options, key)).join('\n');
    case 'plain':
      return keyed.map(({ item }) => `${plainForm(item)}\n`).join('');
  }
}
