import type { EntryPlan } from '../bib/planBibEntry';
import { dominantLineEnd } from '../bib/scanBibliography';
import type { CitationItem } from '../citationItem';
import { citationKey, freeKey } from '../citationKey';
import type { EntryPlanOptions } from '../planEntry';
import { isAddressOf } from '../postAddress';
import { cslItem } from './cslItem';

/** What brings a post into a file with an array of CSL-JSON items, in the array's own indentation. */
export function planCslJsonEntry(text: string, item: CitationItem, options: EntryPlanOptions): EntryPlan {
  const items = cslItems(text);
  if (!items) return { kind: 'refused', reason: /^<{7} /m.test(text) ? 'mergeConflict' : 'notABibliography' };
  const wanted = citationKey(item, options.keyPattern);
  const present = items.find((other) => other.url !== '' && isAddressOf(item, other.url)) ?? items.find((other) => other.id === wanted && other.url === '');
  if (present) return { kind: 'present', key: present.id };
  const key = freeKey(wanted, (candidate) => items.some((other) => other.id === candidate));
  return { kind: 'insert', key, ...insertion(text, items.length, cslItem(item, options, key)) };
}

/** Ids and addresses of the items of a CSL-JSON file; `undefined` where it is no array of objects. An empty file has none. */
export function cslItems(text: string): { readonly id: string; readonly url: string }[] | undefined {
  const source = text.replace(/^\uFEFF/, '');
  if (source.trim() === '') return [];
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch {
    return undefined; // not JSON: the caller refuses the file
  }
  if (!Array.isArray(data) || !data.every(isRecord)) return undefined;
  return data.map((entry) => ({ id: asText(entry['id']), url: asText(entry['URL']) }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function insertion(text: string, count: number, item: object): { offset: number; text: string } {
  const lineEnd = dominantLineEnd(text);
  const close = text.lastIndexOf(']');
  if (close < 0) return { offset: text.length, text: `[${lineEnd}${indented(item, '  ', '  ', lineEnd)}${lineEnd}]${lineEnd}` };
  const open = text.indexOf('[');
  const contentEnd = text.slice(0, close).trimEnd().length;
  const onOneLine = !/[\r\n]/.test(text.slice(open, close));
  if (onOneLine && count > 0) return { offset: contentEnd, text: `,${/,\s/.test(text.slice(open, close)) ? ' ' : ''}${compact(item, text)}` };
  const lead = /[\r\n]([ \t]+)\S/.exec(text.slice(open))?.[1] ?? '  ';
  const unit = innerIndent(text, lead);
  const body = indented(item, lead, unit, lineEnd);
  if (count > 0) return { offset: contentEnd, text: `,${lineEnd}${body}` };
  return { offset: open + 1, text: lineEnd + body + (/[\r\n]/.test(text.slice(open, close)) ? '' : lineEnd) };
}

/** How much deeper the fields of an item stand than the item. */
function innerIndent(text: string, lead: string): string {
  const field = /[\r\n]([ \t]+)"/.exec(text)?.[1];
  return field !== undefined && field.length > lead.length && field.startsWith(lead) ? field.slice(lead.length) : lead;
}

function indented(item: object, lead: string, unit: string, lineEnd: string): string {
  return JSON.stringify(item, null, unit).split('\n').map((line) => lead + line).join(lineEnd);
}

function compact(item: object, text: string): string {
  const tight = JSON.stringify(item);
  if (!/":\s/.test(text)) return tight;
  // A blank behind each colon and comma outside strings, as the file has it.
  return tight.replace(/"(?:[^"\\]|\\.)*"|[:,]/g, (part) => (part.length === 1 ? `${part} ` : part));
}
