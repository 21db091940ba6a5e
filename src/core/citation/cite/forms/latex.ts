import { locatorText, parseLocator } from '../locator';
import type { CitationForm, CitationGroup, CitationTarget, KeyedPost, Place, PlanOptions, TextEdit } from '../model';
import { addToList, keysOf, readKeyList } from './keyList';
import type { KeyList } from './keyList';

/** Optional arguments of one citation: what stands before, and behind. */
interface Notes {
  readonly before: string;
  readonly after: string;
}

interface LatexGroup extends CitationGroup {
  /** With its backslash and star. */
  readonly command: string;
  readonly optional: { readonly start: number; readonly end: number; readonly text: string };
  readonly list: KeyList;
  /** A `\cites` command: each key has braces of its own. */
  readonly isMulti: boolean;
}

/** How far around the cursor a citation may reach. */
const reach = 4000;

const optionalArgument = String.raw`\[(?:[^\[\]{}]|\{[^{}]*\})*\]`;
const commandPattern = new RegExp(
  String.raw`\\([A-Za-z]*[cC]ite[A-Za-z]*\*?)(?:\([^()]*\)){0,2}\s*((?:${optionalArgument}\s*){0,2})\{([^{}\\]*)\}((?:\s*(?:${optionalArgument}\s*){0,2}\{[^{}\\]*\})*)`,
  'g',
);
const noCitation = /^(?:[A-Za-z]*citestyle|citesetup|citereset|citealias|defcitealias|citeindex.*|setcite.*|Declare.*)$/;

/** `\cite{a,b}` and its kin of natbib and biblatex. */
export const latexForm: CitationForm = {
  usesKeys: true,
  find: findLatex,
  write(posts, target, options) {
    const { insertAt } = target;
    return [{ start: insertAt, end: insertAt, text: writeLatex(posts, target, options) }];
  },
  extend(group, posts, target, options) {
    return extendLatex(group as LatexGroup, posts, target, options);
  },
};

function findLatex(text: string, offset: number): LatexGroup | undefined {
  const from = Math.max(0, offset - reach);
  const window = text.slice(from, offset + reach);
  for (const match of window.matchAll(commandPattern)) {
    const name = match[1] ?? '';
    const isMulti = /cites\*?$/i.test(name);
    const start = from + match.index;
    const whole = isMulti ? match[0] : match[0].slice(0, match[0].length - (match[4] ?? '').length);
    const end = start + whole.length;
    if (start > offset) return undefined;
    if (end < offset || noCitation.test(name)) continue;
    const keysLength = (match[3] ?? '').length;
    const keysEnd = start + match[0].length - (match[4] ?? '').length - 1;
    const list = readKeyList(text, keysEnd - keysLength, keysEnd, ',', ',');
    const optional = match[2] ?? '';
    const optionalStart = keysEnd - keysLength - 1 - optional.length;
    const keys = keysOf(text, list);
    if (isMulti) keys.push(...laterKeys(match[4] ?? '', keysEnd + 1));
    return { start, end, keys, command: `\\${name}`, optional: { start: optionalStart, end: optionalStart + optional.length, text: optional }, list, isMulti };
  }
  return undefined;
}

function laterKeys(text: string, start: number): { key: string; start: number; end: number }[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].flatMap((match) => {
    const list = match[1] ?? '';
    return keysOf(list, readKeyList(list, 0, list.length, ',', ',')).map(({ key, start: from, end }) => {
      const base = start + match.index + 1;
      return { key, start: base + from, end: base + end };
    });
  });
}

function writeLatex(posts: readonly KeyedPost[], place: Place, { narrative = false }: PlanOptions): string {
  const biblatex = place.package === 'biblatex';
  const command = narrative ? narrativeCommand(place) : (place.command ?? '\\cite');
  const notes = posts.map((post) => notesOf(post, biblatex));
  const bare = notes.every((note) => note.before === '' && note.after === '');
  const keys = posts.map((post) => post.key);
  if (bare) return `${command}{${keys.join(',')}}`;
  if (posts.length === 1) return citeOne(command, keys[0] ?? '', notes[0], place);
  if (biblatex && multiCommand(command)) {
    return multiCommand(command) + posts.map((_, index) => citeOne('', keys[index] ?? '', notes[index], place)).join('');
  }
  // The one note of a list is about its last key, and the one before it about its first.
  const inner = notes.some((note, index) => (note.before !== '' && index > 0) || (note.after !== '' && index < posts.length - 1));
  if (!inner) {
    return citeOne(command, keys.join(','), { before: notes[0]?.before ?? '', after: notes.at(-1)?.after ?? '' }, place);
  }
  return posts.map((_, index) => citeOne(command, keys[index] ?? '', notes[index], place)).join(', ');
}

function citeOne(command: string, keys: string, notes: Notes | undefined, place: Place): string {
  const { before = '', after = '' } = notes ?? {};
  if (before === '') return `${command}${after && `[${after}]`}{${keys}}`;
  // LaTeX's own \cite has one note only.
  if (place.package === 'plain') return `${before}~${command}${after && `[${after}]`}{${keys}}`;
  return `${command}[${before}][${after}]{${keys}}`;
}

function extendLatex(group: LatexGroup, posts: readonly KeyedPost[], target: CitationTarget, options: PlanOptions): readonly TextEdit[] {
  const { text, offset } = target.document;
  const place: Place = { ...target, command: group.command };
  const notes = posts.map((post) => notesOf(post, target.package === 'biblatex'));
  const bare = notes.every((note) => note.before === '' && note.after === '');
  const at = (position: number, added: string): TextEdit => ({ start: position, end: position, text: added });
  if (group.isMulti) {
    return [at(group.end, posts.map((post, index) => citeOne('', post.key, notes[index], { ...place, package: 'biblatex' })).join(''))];
  }
  const keys = posts.map((post) => post.key);
  const hasNotes = group.optional.text.trim() !== '';
  if (bare && !hasNotes) return [addToList(text, group.list, offset, keys)];
  const multi = target.package === 'biblatex' ? multiCommand(group.command) : undefined;
  if (multi !== undefined && group.keys.length > 0) {
    const rest = posts.map((post, index) => citeOne('', post.key, notes[index], place)).join('');
    return [at(group.end, rest), { start: group.start, end: group.start + group.command.length, text: multi }];
  }
  if (bare) {
    // The note that stands there is about the last key, which therefore stays last.
    const last = group.keys.at(-1);
    return [last ? at(last.start, keys.join(',') + group.list.separator) : addToList(text, group.list, offset, keys)];
  }
  const onlyLast = notes.every((note, index) => note.before === '' && (note.after === '' || index === posts.length - 1));
  if (!hasNotes && onlyLast) {
    return [addToList(text, group.list, group.list.end, keys), at(group.optional.start, `[${notes.at(-1)?.after ?? ''}]`)];
  }
  return [at(group.end, `, ${writeLatex(posts, place, options)}`)];
}

function notesOf(post: KeyedPost, biblatex: boolean): Notes {
  const locator = parseLocator(post.locator ?? '');
  // biblatex puts "p." before a bare number by itself.
  const bareNumber = biblatex && locator?.label === 'page';
  const where = !locator ? '' : bareNumber ? locator.value.replace(/\s*[-–—]+\s*/g, '--') : texNote(locatorText(locator, '~', '--'));
  const suffix = texNote(post.suffix ?? '');
  return { before: argument(texNote(post.prefix ?? '')), after: argument([where, suffix].filter(Boolean).join(', ')) };
}

/** What a person types, which may be TeX: only what would break the line is escaped. */
function texNote(text: string): string {
  const clean = text.trim().replace(/\s+/g, ' ').replace(/(?<!\\)[%&#]/g, '\\$&');
  let depth = 0;
  for (const character of clean.replace(/\\./g, '')) {
    if (character === '{') depth++;
    else if (character === '}' && --depth < 0) break;
  }
  return depth === 0 ? clean : clean.replace(/[{}]/g, '');
}

/** A bracket inside an optional argument needs braces around the argument. */
function argument(note: string): string {
  return /[[\]]/.test(note) ? `{${note}}` : note;
}

function narrativeCommand(place: Place): string {
  if (place.package === 'biblatex') return '\\textcite';
  return place.package === 'natbib' ? '\\citet' : (place.command ?? '\\cite');
}

function multiCommand(command: string): string | undefined {
  return /^\\(?:cite|Cite|parencite|Parencite|footcite|footcitetext|textcite|Textcite|smartcite|Smartcite|supercite|autocite|Autocite)$/.test(command)
    ? `${command}s`
    : undefined;
}
