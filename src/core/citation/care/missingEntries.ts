import type { CitationItem } from '../citationItem';
import { planEntry } from '../planEntry';
import type { BibliographyFormat, EntryPlanOptions } from '../planEntry';
import type { TextEdit } from '../cite/model';

/** Text of a bibliography and what it is written in. */
export interface BibliographyText {
  readonly text: string;
  readonly format: BibliographyFormat;
}

/** Several posts brought into one bibliography. */
export interface EntriesPlan {
  /** `undefined` where nothing is to be added. */
  readonly edit: TextEdit | undefined;
  /** The key of each post, in the order asked for; `undefined` where the file refused it. */
  readonly keys: readonly (string | undefined)[];
  /** How many entries are new. */
  readonly added: number;
  readonly refused: 'mergeConflict' | 'notABibliography' | undefined;
}

/** Posts that none of a document's bibliographies has. */
export function missingPosts(posts: readonly CitationItem[], bibliographies: readonly BibliographyText[], options: EntryPlanOptions = {}): readonly CitationItem[] {
  return posts.filter((item) => !bibliographies.some(({ text, format }) => planEntry(text, item, { ...options, format }).kind === 'present'));
}

/** What brings several posts into one bibliography, as one replacement that leaves every character of the old text. */
export function planEntries(text: string, posts: readonly CitationItem[], options: EntryPlanOptions): EntriesPlan {
  let after = text;
  let added = 0;
  let refused: EntriesPlan['refused'];
  const keys = posts.map((item) => {
    const plan = planEntry(after, item, options);
    if (plan.kind === 'refused') {
      refused = plan.reason;
      return undefined;
    }
    if (plan.kind === 'insert') {
      after = after.slice(0, plan.offset) + plan.text + after.slice(plan.offset);
      added++;
    }
    return plan.key;
  });
  return { edit: added === 0 ? undefined : replacement(text, after), keys, added, refused };
}

/** The one replacement that turns `before` into `after`. */
export function replacement(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
