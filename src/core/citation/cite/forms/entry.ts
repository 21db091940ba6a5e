import { planEntries } from '../../care/missingEntries';
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
  const { edit } = planEntries(document.text, posts.map(({ item }) => item), options);
  return edit ? [edit] : [];
}
