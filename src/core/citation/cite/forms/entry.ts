import { planEntry } from '../../planEntry';
import type { BibliographyFormat, EntryPlanOptions } from '../../planEntry';
import type { CitationForm, CitationTarget, KeyedPost, TextEdit } from '../model';

/** The entry itself, in a document that is a bibliography: where the file's order wants it, in the file's layout. */
export function entryForm(format: BibliographyFormat): CitationForm {
  return {
    usesKeys: false,
    find: () => undefined,
    write: (posts, target) => insertEntries(posts, target, format),
    extend: () => [],
  };
}

function insertEntries(posts: readonly KeyedPost[], target: CitationTarget, format: BibliographyFormat): readonly TextEdit[] {
  const { settings, entry, document } = target;
  const options: EntryPlanOptions = { ...entry, format, keyPattern: settings.key, author: settings.author, omitFields: settings.omitFields, near: document.offset };
  let text = document.text;
  for (const post of posts) {
    const plan = planEntry(text, post.item, options);
    if (plan.kind === 'insert') text = text.slice(0, plan.offset) + plan.text + text.slice(plan.offset);
  }
  return text === document.text ? [] : [difference(document.text, text)];
}

/** The one replacement that turns `before` into `after`, which holds all of it. */
function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < before.length - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
