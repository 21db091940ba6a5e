import { dateParts, titleLanguage } from '../citationItem';
import type { CitationItem } from '../citationItem';
import { citationKey } from '../citationKey';
import type { EntryPlanOptions } from '../planEntry';
import { withoutControls } from '../tex/texText';

/** A post as a RIS record of type BLOG; its lines end with CR LF, as the format wants. */
export function risRecord(item: CitationItem, options: EntryPlanOptions = {}, key = citationKey(item, options.keyPattern)): string {
  const omitted = new Set(options.omitFields ?? []);
  const latin = options.author === 'latin';
  const authors = item.authors.map((author) => (latin && author.latin ? `${author.latin.family}, ${author.latin.given}` : author.literal));
  const fields: [tag: string, value: string, name: string][] = [
    ['TY', 'BLOG', ''],
    ...authors.map((author): [string, string, string] => ['AU', author, 'author']),
    ['TI', item.title, ''],
    ['T2', latin ? item.blog.latinName : item.blog.name, 'organization'],
    ['PY', String(dateParts(item.date)?.[0] ?? ''), 'year'],
    ['DA', dateParts(item.date) ? item.date.replaceAll('-', '/') : '', 'date'],
    ['LA', titleLanguage(item.title), 'language'],
    ['UR', item.url, ''],
    ['Y2', item.accessedOn.replaceAll('-', '/'), 'urldate'],
    ['ID', key, ''],
  ];
  const lines = fields.filter(([, value, name]) => value !== '' && !omitted.has(name)).map(([tag, value]) => `${tag}  - ${withoutControls(value)}`);
  return [...lines, 'ER  - ', ''].join('\r\n');
}
