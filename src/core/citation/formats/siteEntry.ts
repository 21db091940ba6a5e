import { dateParts, monthName } from '../citationItem';
import type { CitationItem } from '../citationItem';
import { citationKey } from '../citationKey';
import { oneLine } from '../plainForm';
import { texAddress, texText } from '../tex/texText';

/**
 * The entry that the blog's pages show, with its fault mended: `url` holds the bare address.
 *
 * @param escaped also the title as TeX needs it, which the site copies raw
 */
export function siteEntry(item: CitationItem, { escaped = true }: { readonly escaped?: boolean } = {}): string {
  const [year, month] = dateParts(item.date) ?? [];
  const fields = [
    `title={${escaped ? `{${texText(item.title)}}` : oneLine(item.title)}}`,
    `author={${item.authors.map((author) => texText(author.literal)).join(' and ')}}`,
    ...(year === undefined || month === undefined ? [] : [`year={${year}}`, `month={${monthName(month)}}`]),
    `url={${texAddress(item.url)}}`,
  ];
  return [`@online{${citationKey(item)},`, ...fields.map((field) => `        ${field},`), '}'].join('\n');
}
