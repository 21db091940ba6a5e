import { addressIdentity, itemIdentity } from '../../postAddress';
import { oneLine, plainForm } from '../../plainForm';
import type { CitationForm, CitationGroup, CitationTarget, KeyedPost, TextEdit } from '../model';
import { around } from './link';
import { destination, escapeMarkdown } from './markdownLink';
import { paragraphAround } from './surroundings';

const markup = { escape: escapeMarkdown };

/** `[title][key]` with the address in a definition at the end of the document. */
export const referenceForm: CitationForm = definitionForm({
  mark: (post, label) => around(post, `[${escapeMarkdown(oneLine(post.item.title))}][${label}]`, markup),
  definition: (post, label) => `[${label}]: ${destination(post.item.url)}`,
  marks: /\[(?:[^[\]\\]|\\.)*\]\[(?<label>[^[\]^\s]+)\]/g,
  definitions: /^ {0,3}\[(?<label>[^[\]^\n]+)\]:[ \t]*<?(?<body>\S+?)>?(?:[ \t].*)?$/gm,
  separator: ', ',
});

/** `[^key]` with the blog's own reference in a footnote at the end of the document. */
export const footnoteForm: CitationForm = definitionForm({
  mark: (post, label) => around(post, `[^${label}]`, markup),
  definition: (post, label) => `[^${label}]: ${plainForm({ ...post.item, title: escapeMarkdown(oneLine(post.item.title)), url: `<${destination(post.item.url)}>` })}`,
  marks: /\[\^(?<label>[^[\]^\s]+)\](?!:)/g,
  definitions: /^ {0,3}\[\^(?<label>[^[\]^\s]+)\]:[ \t]*(?<body>.*)$/gm,
  separator: '',
});

interface DefinitionMarkup {
  mark(post: KeyedPost, label: string): string;
  definition(post: KeyedPost, label: string): string;
  readonly marks: RegExp;
  readonly definitions: RegExp;
  readonly separator: string;
}

function definitionForm(form: DefinitionMarkup): CitationForm {
  const marksWith = (posts: readonly KeyedPost[], target: CitationTarget): { marks: string[]; edits: TextEdit[] } => {
    const { text } = target.document;
    const labels = labelsByAddress(text, form);
    const taken = new Set([...text.matchAll(form.definitions)].map((match) => (match.groups?.['label'] ?? '').toLowerCase()));
    const marks: string[] = [];
    const missing: string[] = [];
    for (const post of posts) {
      const known = labels.get(itemIdentity(post.item));
      const label = known ?? free(post.key, taken);
      if (known === undefined) missing.push(form.definition(post, label));
      taken.add(label.toLowerCase());
      marks.push(form.mark(post, label));
    }
    return { marks, edits: missing.length > 0 ? [appendDefinitions(target, missing, form)] : [] };
  };
  return {
    usesKeys: false,
    find: (text, offset) => findMarks(text, offset, form),
    write(posts, target) {
      const { marks, edits } = marksWith(posts, target);
      return [{ start: target.insertAt, end: target.insertAt, text: marks.join(form.separator) }, ...edits];
    },
    extend(group, posts, target) {
      const { marks, edits } = marksWith(posts, target);
      return [{ start: group.end, end: group.end, text: marks.map((mark) => form.separator + mark).join('') }, ...edits];
    },
  };
}

function free(key: string, taken: ReadonlySet<string>): string {
  let label = key;
  for (let n = 2; taken.has(label.toLowerCase()); n++) label = `${key}-${n}`;
  return label;
}

/** Labels whose definition leads to a post, by the post's identity. */
function labelsByAddress(text: string, form: DefinitionMarkup): Map<string, string> {
  const labels = new Map<string, string>();
  for (const match of text.matchAll(form.definitions)) {
    const address = /https?:\/\/[^\s<>)]+/.exec(match.groups?.['body'] ?? '')?.[0];
    if (address && !labels.has(addressIdentity(address))) labels.set(addressIdentity(address), match.groups?.['label'] ?? '');
  }
  return labels;
}

/** Behind the last line, next to the definitions that may stand there, with the document's final line end as it was. */
function appendDefinitions(target: CitationTarget, lines: readonly string[], form: DefinitionMarkup): TextEdit {
  const { text } = target.document;
  const written = text.replace(/\s+$/, '');
  const ended = text.length > written.length && /[\r\n]/.test(text.slice(written.length));
  const lastLine = written.slice(Math.max(written.lastIndexOf('\n'), written.lastIndexOf('\r')) + 1);
  const follows = [...lastLine.matchAll(form.definitions)].length > 0;
  const end = target.lineEnd;
  const at = Math.max(written.length, target.insertAt);
  const block = lines.join(end);
  return { start: at, end: at, text: (follows && at === written.length ? end : end + end) + block + (ended ? '' : end) };
}

function findMarks(text: string, offset: number, form: DefinitionMarkup): CitationGroup | undefined {
  const addresses = new Map([...labelsByAddress(text, form)].map(([identity, label]) => [label, identity]));
  const paragraph = paragraphAround(text, offset);
  let group: { start: number; end: number; keys: { key: string; start: number; end: number }[] } | undefined;
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(form.marks)) {
    const start = paragraph.start + match.index;
    const end = start + match[0].length;
    const label = match.groups?.['label'] ?? '';
    const key = { key: addresses.get(label) ?? label, start, end };
    if (group && (group.end === start || /^,[ \t]*$/.test(text.slice(group.end, start)))) {
      group.keys.push(key);
      group.end = end;
    } else {
      if (group && offset <= group.end) break;
      group = { start, end, keys: [key] };
    }
  }
  return group && offset >= group.start && offset <= group.end ? group : undefined;
}
