import type { EntryPlan } from '../bib/planBibEntry';
import { dominantLineEnd } from '../bib/scanBibliography';
import type { CitationItem } from '../citationItem';
import { citationKey, freeKey } from '../citationKey';
import type { EntryPlanOptions } from '../planEntry';
import { isAddressOf } from '../postAddress';
import { cslItem } from './cslItem';
import { linesOf, yamlAddresses, yamlString } from './yamlText';
import type { YamlBlock } from './yamlText';

/** What brings a post into a YAML file with a list `references:` of CSL items, as Pandoc reads it. */
export function planCslYamlEntry(text: string, item: CitationItem, options: EntryPlanOptions): EntryPlan {
  const list = referenceList(text);
  const wanted = citationKey(item, options.keyPattern);
  const body = (block: YamlBlock): string => text.slice(block.start, block.end);
  const present =
    list.items.find((block) => yamlAddresses(body(block)).some((address) => isAddressOf(item, address))) ??
    list.items.find((block) => block.key === wanted && yamlAddresses(body(block)).length === 0);
  if (present) return { kind: 'present', key: present.key };
  if (/^<{7} /m.test(text)) return { kind: 'refused', reason: 'mergeConflict' };
  if (list.end === undefined && /^[^\s#\uFEFF]/m.test(text.replace(/^(?:---|\.\.\.).*$/gm, ''))) return { kind: 'refused', reason: 'notABibliography' };
  const key = freeKey(wanted, (candidate) => list.items.some((block) => block.key === candidate));
  const lineEnd = dominantLineEnd(text);
  const entry = cslYamlItem(item, options, key).map((line) => list.indent + line).join(lineEnd);
  if (list.end !== undefined) return { kind: 'insert', key, offset: list.end, text: lineEnd + entry };
  const head = text === '' || /[\r\n\uFEFF]$/.test(text) ? '' : lineEnd;
  return { kind: 'insert', key, offset: text.length, text: `${head}references:${lineEnd}${entry}${lineEnd}` };
}

/** A post as the lines of an item of a `references:` list. */
export function cslYamlItem(item: CitationItem, options: EntryPlanOptions, key = citationKey(item, options.keyPattern)): string[] {
  const lines = Object.entries(cslItem(item, options, key)).flatMap(([name, value]) => yamlField(name, value));
  return lines.map((line, index) => (index === 0 ? '- ' : '  ') + line);
}

function yamlField(name: string, value: unknown): string[] {
  if (typeof value === 'string') return [`${name}: ${name === 'id' || name === 'type' || name === 'language' ? value : yamlString(value)}`];
  if (name === 'author') return [`${name}:`, ...(value as Readonly<Record<string, string>>[]).flatMap((author) => Object.entries(author).map(([part, text], index) => `${index === 0 ? '- ' : '  '}${part}: ${yamlString(text)}`))];
  const parts = (value as { 'date-parts': number[][] })['date-parts'][0] ?? [];
  return [`${name}: ${parts.map((part) => String(part).padStart(2, '0')).join('-')}`];
}

interface ReferenceList {
  readonly items: readonly YamlBlock[];
  readonly indent: string;
  /** Behind the last line of the list, `undefined` where there is no list. */
  readonly end: number | undefined;
}

function referenceList(text: string): ReferenceList {
  const items: { key: string; start: number; end: number }[] = [];
  let indent = '';
  let end: number | undefined;
  for (const line of linesOf(text)) {
    if (end === undefined) {
      if (/^\uFEFF?references[ \t]*:[ \t]*(?:#.*)?$/.test(line.text)) end = line.start + line.text.trimEnd().length;
      continue;
    }
    const mark = /^([ \t]*)-[ \t]/.exec(line.text);
    if (!mark && /^\S/.test(line.text) && !line.text.startsWith('#')) break;
    if (mark && (items.length === 0 || (mark[1] ?? '') === indent)) {
      indent = mark[1] ?? '';
      items.push({ key: '', start: line.start, end: 0 });
    }
    const last = items.at(-1);
    if (last && line.text.trim() !== '') {
      end = last.end = line.start + line.text.trimEnd().length;
      const id = /^[ \t]*(?:-[ \t]+)?id[ \t]*:[ \t]*["']?([^"'#\s]+)/.exec(line.text)?.[1];
      if (id !== undefined && last.key === '') last.key = id;
    }
  }
  return { items, indent, end };
}
