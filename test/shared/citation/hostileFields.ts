import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scientificSpaces } from '../../../src/core/citation';
import type { CitationItem } from '../../../src/core/citation';

const corpora = path.join(process.env['SHARED_DIR'] ?? '../shared', 'corpora');
/** Values made to break out of a field. */
export const torture = JSON.parse(readFileSync(path.join(corpora, 'bibtex-field-torture.json'), 'utf8')) as readonly { id: string; value: string }[];
export const naughty = JSON.parse(readFileSync(path.join(corpora, 'naughty-strings.json'), 'utf8')) as readonly string[];

const harmless: CitationItem = {
  id: '90001',
  title: '标题',
  date: '2024-05-07',
  authors: [{ literal: '苏剑林' }],
  url: 'https://kexue.fm/archives/90001',
  blog: scientificSpaces.blog,
  accessedOn: '2026-11-24',
};

/** One value in each of the six fields that a page can fill. */
export const fields: Readonly<Record<string, (value: string) => { item: CitationItem; keyPattern?: string }>> = {
  title: (value) => ({ item: { ...harmless, title: value } }),
  author: (value) => ({ item: { ...harmless, authors: [{ literal: value }] } }),
  journal: (value) => ({ item: { ...harmless, blog: { ...harmless.blog, name: value } } }),
  url: (value) => ({ item: { ...harmless, id: 'other:1', url: `https://example.org/${value}`, blog: { ...harmless.blog, slug: 'other' } } }),
  note: (value) => ({ item: { ...harmless, note: value } }),
  citekey: (value) => ({ item: harmless, keyPattern: value }),
};

/** An address that holds percent signs is an encoded one already. */
export function expectedAddress(value: string): string {
  return decodeURIComponent(value.trim().replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
}

/** What a reader of such a file cannot give back: controls, invisible marks, blanks that TeX joins. */
export function folded(text: string): string {
  return text
    .replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029\u00a0]+/g, ' ')
    .replace(/[\u200b\u200c\u200d]/g, '')
    .normalize('NFC')
    .trim();
}
