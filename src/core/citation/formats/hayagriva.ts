import type { EntryPlan } from '../bib/planBibEntry';
import { dominantLineEnd } from '../bib/scanBibliography';
import { dateParts, titleLanguage } from '../citationItem';
import type { AuthorName, CitationItem } from '../citationItem';
import { citationKey, freeKey } from '../citationKey';
import type { EntryPlanOptions } from '../planEntry';
import { isAddressOf } from '../postAddress';
import { splitMath, withoutControls } from '../tex/texText';
import { linesOf, yamlAddresses, yamlString } from './yamlText';
import type { YamlBlock } from './yamlText';

/** A post as an entry of Typst's own bibliography format, ended by a line end. */
export function hayagrivaEntry(item: CitationItem, options: EntryPlanOptions = {}, key = citationKey(item, options.keyPattern), indent = '  '): string {
  const omitted = new Set(options.omitFields ?? []);
  const lines = (name: string, ...values: string[]): string[] => (omitted.has(name) ? [] : values);
  const body = [
    'type: Article',
    ...titleLines(withoutControls(item.title), indent),
    ...lines('author', `author: ${authors(item, options)}`),
    ...(dateParts(item.date) ? lines('date', `date: ${item.date}`) : []),
    ...lines('language', `language: ${titleLanguage(item.title)}`),
    'url:',
    `${indent}value: ${yamlString(item.url)}`,
    ...(item.accessedOn === '' ? [] : lines('urldate', `${indent}date: ${item.accessedOn}`)),
    ...lines('parent', 'parent:', `${indent}type: Blog`, `${indent}title: ${yamlString(options.author === 'latin' ? item.blog.latinName : item.blog.name)}`),
  ];
  return `${[`${key}:`, ...body.map((line) => indent + line)].join('\n')}\n`;
}

/** What brings a post into a hayagriva file. */
export function planHayagrivaEntry(text: string, item: CitationItem, options: EntryPlanOptions): EntryPlan {
  const blocks = hayagrivaBlocks(text);
  const wanted = citationKey(item, options.keyPattern);
  const body = (block: YamlBlock): string => text.slice(block.start, block.end);
  const present = blocks.find((block) => yamlAddresses(body(block)).some((address) => isAddressOf(item, address)));
  if (present) return { kind: 'present', key: present.key };
  const sameKey = blocks.find((block) => block.key === wanted);
  if (sameKey && yamlAddresses(body(sameKey)).length === 0) return { kind: 'present', key: wanted };
  if (/^<{7} /m.test(text)) return { kind: 'refused', reason: 'mergeConflict' };
  if (blocks.length === 0 && /^[^\s#\uFEFF]/m.test(text.replace(/^(?:---|\.\.\.|\{\}).*$/gm, ''))) return { kind: 'refused', reason: 'notABibliography' };
  const key = freeKey(wanted, (candidate) => blocks.some((block) => block.key === candidate));
  const lineEnd = dominantLineEnd(text);
  const entry = hayagrivaEntry(item, options, key, indentOf(text)).trimEnd().replaceAll('\n', lineEnd);
  return { kind: 'insert', key, ...placeBlock(text, blocks, key, entry, lineEnd) };
}

/** The entries of a hayagriva file: top-level keys whose value stands on the lines below. */
export function hayagrivaBlocks(text: string): YamlBlock[] {
  const blocks: { key: string; start: number; end: number }[] = [];
  for (const line of linesOf(text)) {
    const key = /^\uFEFF?(?:"([^"]+)"|'([^']+)'|([^\s#:'"\-[{][^:]*?))[ \t]*:[ \t]*(?:#.*|\{.*)?$/.exec(line.text);
    if (key) blocks.push({ key: key[1] ?? key[2] ?? key[3] ?? '', start: line.start + (line.text.startsWith('\uFEFF') ? 1 : 0), end: 0 });
    const last = blocks.at(-1);
    if (last && (key || /^[ \t]+\S/.test(line.text))) last.end = line.start + line.text.trimEnd().length;
  }
  return blocks;
}

/** Where a block goes among others: at the end, or in its place where three or more are in order. */
function placeBlock(text: string, blocks: readonly YamlBlock[], key: string, entry: string, lineEnd: string): { offset: number; text: string } {
  const sorted = blocks.length >= 3 && blocks.every((block, index) => index === 0 || (blocks[index - 1]?.key ?? '') <= block.key);
  const before = sorted ? blocks.findLast((block) => block.key < key) : blocks.at(-1);
  const [first, second] = blocks;
  const spaced = first && second ? /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.test(text.slice(first.end, second.start)) : true;
  const gap = spaced ? lineEnd + lineEnd : lineEnd;
  if (before) return { offset: before.end, text: gap + entry };
  if (first) return { offset: first.start, text: entry + gap };
  const written = text.trimEnd();
  const head = written === '' || written === '\uFEFF' ? (/[^\r\n\uFEFF]$/.test(text) ? lineEnd : '') : /[\r\n]$/.test(text) ? '' : lineEnd;
  return { offset: text.length, text: head + entry + lineEnd };
}

function indentOf(text: string): string {
  return /(?:^|[\r\n])( +)\S/.exec(text)?.[1] ?? '  ';
}

function authors(item: CitationItem, options: EntryPlanOptions): string {
  const names = item.authors.map((author) => yamlString(authorName(author, options)));
  return names.length === 1 ? (names[0] ?? '') : `[${names.join(', ')}]`;
}

function authorName(author: AuthorName, options: EntryPlanOptions): string {
  const { literal, latin } = author;
  if (latin && options.author === 'latin') return `${latin.family}, ${latin.given}`;
  return withoutControls(latin && options.author === 'both' ? `${literal} (${latin.family} ${latin.given})` : literal);
}

/**
 * Braces and lone dollar signs mean something in a title, an unmatched brace makes the whole file unreadable, and the escape
 * that hayagriva has for them drops what follows it. In its long form, marked verbatim, a title is taken as it is.
 */
function titleLines(title: string, indent: string): string[] {
  const special = splitMath(title).some((part) => !part.math && /[{}$]|\\\\/.test(part.text));
  return special ? ['title:', `${indent}value:`, `${indent}${indent}value: ${yamlString(title)}`, `${indent}${indent}verbatim: true`] : [`title: ${yamlString(title)}`];
}
