import { dateParts, titleLanguage } from '../citationItem';
import type { AuthorName, CitationItem } from '../citationItem';
import { citationKey } from '../citationKey';
import type { EntryPlanOptions } from '../planEntry';
import { withoutControls } from '../tex/texText';

/** A post in CSL-JSON, as far as posts have what CSL knows. Written in this order. */
export interface CslItem {
  readonly id: string;
  readonly type: 'post-weblog';
  readonly title: string;
  readonly author?: readonly ({ readonly family: string; readonly given: string } | { readonly literal: string })[];
  readonly 'container-title'?: string;
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly URL: string;
  readonly language?: string;
  readonly note?: string;
}

interface CslDate {
  readonly 'date-parts': readonly (readonly number[])[];
}

/** A post as a CSL-JSON item. With a romanised author it has no language, and its title is kept from title-casing. */
export function cslItem(item: CitationItem, options: EntryPlanOptions = {}, key = citationKey(item, options.keyPattern)): CslItem {
  const latin = options.author === 'latin';
  const title = withoutControls(item.title);
  const issued = cslDate(item.date);
  const accessed = cslDate(item.accessedOn);
  const whole: CslItem = {
    id: key,
    type: 'post-weblog',
    title: latin ? `<span class="nocase">${title}</span>` : title,
    ...(item.authors.length > 0 && { author: item.authors.map((author) => cslName(author, options)) }),
    'container-title': latin ? item.blog.latinName : item.blog.name,
    ...(issued && { issued }),
    ...(accessed && { accessed }),
    URL: item.url,
    ...(!latin && { language: titleLanguage(item.title) }),
    ...(item.note !== undefined && { note: item.note }),
  };
  const omitted = new Set((options.omitFields ?? []).map((name) => (name === 'urldate' ? 'accessed' : name === 'date' ? 'issued' : name)));
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !omitted.has(name) || ['id', 'type', 'title', 'URL'].includes(name))) as unknown as CslItem;
}

function cslName(author: AuthorName, options: EntryPlanOptions): { family: string; given: string } | { literal: string } {
  const { literal, family, given, latin } = author;
  if (latin && options.author === 'latin') return { family: latin.family, given: latin.given };
  if (latin && options.author === 'both') return { literal: `${literal} (${latin.family} ${latin.given})` };
  return family !== undefined && given !== undefined ? { family, given } : { literal };
}

function cslDate(date: string): CslDate | undefined {
  const parts = dateParts(date);
  return parts && { 'date-parts': [[...parts]] };
}
