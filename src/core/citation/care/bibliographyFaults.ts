import { readFields } from '../bib/bibFields';
import type { BibField } from '../bib/bibFields';
import { scanBibliography } from '../bib/scanBibliography';
import type { BibEntry, BibScan } from '../bib/scanBibliography';
import { addressesOf } from '../bib/planBibEntry';
import { dateParts, monthName } from '../citationItem';
import type { CitationItem } from '../citationItem';
import type { TextEdit } from '../cite/model';
import { addressIdentity, bareAddress, itemIdentity } from '../postAddress';
import { texAddress, texText } from '../tex/texText';
import type { SymbolForm } from '../tex/texText';

/** A repair of one field of a `.bib` entry. */
export interface FieldRepair {
  readonly key: string;
  readonly field: string;
  /** To be shown: without delimiters, and without braces around all of it. */
  readonly from: string;
  readonly to: string;
  readonly edit: TextEdit;
}

/** Entries that are one and the same. */
export interface DuplicateEntries {
  readonly reason: 'key' | 'address';
  readonly entries: readonly BibEntry[];
}

/** Entries with the site's fault: an address field that holds a `\url{…}` instead of the address. */
export function findWrappedAddresses(text: string, scan: BibScan = scanBibliography(text)): readonly FieldRepair[] {
  return scan.entries.flatMap((entry) =>
    readFields(text, entry)
      .filter((field) => field.name === 'url' && field.form === 'delimited' && /^\s*\\(?:url|href|nolinkurl|path)\s*\{/.test(field.value))
      .map((field) => repair(entry, field, texAddress(bareAddress(field.value)))),
  );
}

/** Groups of entries with one key, cases aside, or with one post's address. */
export function findDuplicates(text: string, scan: BibScan = scanBibliography(text)): readonly DuplicateEntries[] {
  const byKey = group(scan.entries.filter((entry) => entry.key !== ''), (entry) => entry.key.toLowerCase());
  const posts = scan.entries.filter((entry) => /archives|https?:/i.test(text.slice(entry.start, entry.end)));
  const byAddress = group(posts, (entry) => {
    const [address] = addressesOf(text, entry).map(addressIdentity);
    return address?.startsWith('post:') ? address : undefined;
  });
  const sameKey = new Set(byKey.map((entries) => entries.map(({ start }) => start).join()));
  return [
    ...byKey.map((entries): DuplicateEntries => ({ reason: 'key', entries })),
    ...byAddress.filter((entries) => !sameKey.has(entries.map(({ start }) => start).join())).map((entries): DuplicateEntries => ({ reason: 'address', entries })),
  ];
}

/**
 * Fields of posts' entries that say something else than the blog now does: title, year, month, date. How it is said
 * (braces, escapes, order of names) is the file's own affair and no change.
 */
export function findChangedFields(text: string, items: readonly CitationItem[], symbols: SymbolForm = 'tex', scan: BibScan = scanBibliography(text)): readonly FieldRepair[] {
  const byIdentity = new Map(items.map((item) => [itemIdentity(item), item]));
  return scan.entries.flatMap((entry) => {
    const item = addressesOf(text, entry).map((address) => byIdentity.get(addressIdentity(address))).find((found) => found !== undefined);
    if (!item) return [];
    return readFields(text, entry).filter(saysItself).flatMap((field) => {
      const to = newValue(field, item, symbols);
      return to === undefined ? [] : [repair(entry, field, to)];
    });
  });
}

/** Whether a field's value stands in it: what a macro says, alone or among other parts, stands elsewhere. */
function saysItself({ name, form, value }: BibField): boolean {
  return form === 'delimited' || (form === 'bare' && (name === 'month' || /^\d+$/.test(value)));
}

function newValue(field: BibField, item: CitationItem, symbols: SymbolForm): string | undefined {
  const [year, month] = dateParts(item.date) ?? [];
  switch (field.name) {
    case 'title':
      return sameTitle(field.value, item) ? undefined : texText(item.title, symbols);
    case 'year':
      return year === undefined || field.value.includes(String(year)) ? undefined : String(year);
    case 'month':
      return month === undefined || sameMonth(field.value, month) ? undefined : monthName(month).toLowerCase();
    case 'date':
      return item.date === '' || item.date.startsWith(field.value.trim()) ? undefined : item.date;
    default:
      return undefined;
  }
}

function sameTitle(value: string, item: CitationItem): boolean {
  const found = letters(value);
  return [item.title, texText(item.title, 'tex'), texText(item.title, 'unicode')].some((title) => letters(title) === found);
}

function letters(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function sameMonth(value: string, month: number): boolean {
  const name = letters(value);
  return name.startsWith(monthName(month).toLowerCase()) || Number(name) === month || !/^(?:[a-z]{3,}|\d{1,2})$/.test(name);
}

/** A macro (`may`) has no delimiters; what is written in its place and is no macro gets braces. */
function repair(entry: BibEntry, field: BibField, to: string): FieldRepair {
  const delimited = field.form === 'delimited';
  const start = field.valueStart + (delimited ? 1 : 0);
  const end = field.end - (delimited ? 1 : 0);
  const isMacro = field.name === 'month' && !delimited;
  const isNumber = /^\d+$/.test(to);
  const value = field.name === 'title' ? `{${to}}` : to;
  return { key: entry.key, field: field.name, from: withoutBraces(field.value), to, edit: { start, end, text: delimited || isMacro || isNumber ? value : `{${value}}` } };
}

function withoutBraces(value: string): string {
  return /^\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*$/.exec(value)?.[1] ?? value;
}

function group(entries: readonly BibEntry[], key: (entry: BibEntry) => string | undefined): readonly (readonly BibEntry[])[] {
  const groups = new Map<string, BibEntry[]>();
  for (const entry of entries) {
    const name = key(entry);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups.values()].filter((members) => members.length > 1);
}
