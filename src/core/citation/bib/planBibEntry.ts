import { citationKey, freeKey } from '../citationKey';
import type { CitationItem } from '../citationItem';
import { identityNeedle, isAddressOf } from '../postAddress';
import { withoutControls } from '../tex/texText';
import { readFields } from './bibFields';
import { entryFields } from './entryFields';
import type { EntryOptions } from './entryFields';
import { layoutOf, writeEntry } from './entryLayout';
import { scanBibliography } from './scanBibliography';
import type { BibEntry, BibScan } from './scanBibliography';

/** What is to be done so that a bibliography has a post. */
export type EntryPlan =
  /** It has it already, under this key. */
  | { readonly kind: 'present'; readonly key: string }
  /** Insert `text` at `offset`; nothing else changes. */
  | { readonly kind: 'insert'; readonly offset: number; readonly text: string; readonly key: string }
  /** The file is in a state in which nobody should write into it. */
  | { readonly kind: 'refused'; readonly reason: 'mergeConflict' | 'notABibliography' };

export interface BibPlanOptions extends EntryOptions {
  readonly keyPattern?: string;
  readonly near?: number;
}

/** A whole entry as text, ended by a line end, laid out as by default. */
export function bibEntry(item: CitationItem, options: BibPlanOptions, key = citationKey(item, options.keyPattern)): string {
  return `${writeEntry(entryType(options), key, entryFields(item, options))}\n`;
}

/**
 * What brings a post into a `.bib` file: the entry in the file's own layout and line ends, at its end or, where the keys are
 * sorted, in its place; or the key under which it stands there already, by key or by address.
 */
export function planBibEntry(text: string, item: CitationItem, options: BibPlanOptions, scan: BibScan = scanBibliography(text)): EntryPlan {
  const present = findPresent(text, scan, item, options);
  if (present !== undefined) return { kind: 'present', key: present };
  if (scan.conflict) return { kind: 'refused', reason: 'mergeConflict' };
  const key = freeKey(citationKey(item, options.keyPattern), (candidate) => scan.byKey.has(candidate.toLowerCase()));
  const layout = layoutOf(text, scan);
  const entry = writeEntry(entryType(options), key, entryFields(item, options), layout, scan.lineEnd);
  const gap = layout.blankLines ? scan.lineEnd.repeat(2) : scan.lineEnd;
  return { kind: 'insert', key, ...place(text, scan, key, entry, gap, options.near) };
}

function entryType(options: EntryOptions): string {
  return options.dialect === 'online' || options.dialect === 'gbt7714' ? 'online' : 'misc';
}

/** The key under which a `.bib` file has the post: an entry with its address, or with its key and nothing that says otherwise. */
function findPresent(text: string, scan: BibScan, item: CitationItem, options: { readonly keyPattern?: string }): string | undefined {
  const needle = identityNeedle(item);
  if (needle !== '') {
    let at = text.indexOf(needle);
    while (at >= 0) {
      const entry = entryAt(scan.entries, at);
      if (entry && entry.key !== '' && addressesOf(text, entry).some((address) => isAddressOf(item, address))) return entry.key;
      at = text.indexOf(needle, entry?.end ?? at + needle.length);
    }
  }
  const sameKey = scan.byKey.get(citationKey(item, options.keyPattern).toLowerCase());
  return sameKey && mayBe(text, sameKey, item, options) ? sameKey.key : undefined;
}

/** What an entry gives as its address: `url` or `howpublished`; failing these, what `note` and the like hold. */
export function addressesOf(text: string, entry: BibEntry): readonly string[] {
  const fields = readFields(text, entry);
  const named = (names: readonly string[]): string[] => fields.filter((field) => names.includes(field.name) && field.value.includes('/')).map((field) => field.value);
  const own = named(['url', 'howpublished', 'link', 'ee']);
  return own.length > 0 ? own : named(['note', 'annote', 'addendum', 'eprint']);
}

/** An entry with the post's key but no address: the post's, if the key names one post alone or the title is the same. */
function mayBe(text: string, entry: BibEntry, item: CitationItem, options: { readonly keyPattern?: string }): boolean {
  if (addressesOf(text, entry).length > 0) return false;
  if ((options.keyPattern ?? '{id}').includes('{id}')) return true;
  const title = readFields(text, entry).find((field) => field.name === 'title')?.value ?? '';
  return letters(title) === letters(withoutControls(item.title));
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** The entry around an offset, by bisection. */
function entryAt(entries: readonly BibEntry[], offset: number): BibEntry | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (!entry) return undefined;
    if (offset < entry.start) high = middle - 1;
    else if (offset >= entry.end) low = middle + 1;
    else return entry;
  }
  return undefined;
}

function place(text: string, scan: BibScan, key: string, entry: string, gap: string, near = text.length): { offset: number; text: string } {
  const firstBroken = scan.entries.findIndex((candidate) => candidate.broken);
  // What stands behind an entry that is never closed belongs to it, for BibTeX.
  const sound = firstBroken < 0 ? scan.entries : scan.entries.slice(0, firstBroken);
  const folded = key.toLowerCase();
  const before = scan.sorted ? sound.findLast((candidate) => candidate.key.toLowerCase() < folded) : sound.findLast((candidate) => candidate.start < near);
  if (before) return behind(text, before.end, entry, gap);
  const next = scan.entries[0];
  if (next) return { offset: next.start, text: entry + gap };
  return atEnd(text, entry, scan.lineEnd);
}

/** Behind an entry, and behind what else stands on its last line unless that is the next entry. */
function behind(text: string, end: number, entry: string, gap: string): { offset: number; text: string } {
  const rest = /^[^\r\n]*/.exec(text.slice(end, end + 2000))?.[0] ?? '';
  const offset = rest.trim() === '' || rest.includes('@') ? end : end + rest.length;
  return { offset, text: gap + entry };
}

/** In a file without entries: behind its last line. */
function atEnd(text: string, entry: string, lineEnd: string): { offset: number; text: string } {
  const written = text.replace(/[\s\uFEFF]+$/, '');
  if (written === '') return { offset: text.length, text: (/[^\r\n\uFEFF]$/.test(text) ? lineEnd : '') + entry + lineEnd };
  const rest = text.slice(written.length);
  const end = written.length + (/^[^\r\n]*/.exec(rest)?.[0] ?? '').length;
  return { offset: end, text: lineEnd.repeat(2) + entry + (end === text.length ? lineEnd : '') };
}
