import { citationKey } from '../citationKey';
import { itemIdentity } from '../postAddress';
import { forms } from './forms/index';
import type { CitationPlan, CitationTarget, CitedPost, KeyedPost, PlanOptions, TextEdit } from './model';

/** Stands for all keys of the bibliography, as in `\nocite{*}`. */
const everyEntry = '*';

/**
 * The edits that cite posts at a target: a new citation, or the one under the cursor made longer, in the form that stands
 * there. A post that the citation has already is left out. Nothing is changed but by the edits.
 */
export function planCitation(target: CitationTarget, posts: readonly CitedPost[], options: PlanOptions = {}): CitationPlan {
  const form = forms[target.form];
  const keyed = unique(posts.map((post) => ({ ...post, key: post.key ?? citationKey(post.item, target.settings.key) })));
  const identity = (post: KeyedPost): string => (form.usesKeys ? post.key : itemIdentity(post.item));
  const standing = new Set(target.group?.keys.map((key) => key.key) ?? []);
  const stands = (post: KeyedPost): boolean => standing.has(identity(post)) || (form.usesKeys && standing.has(everyEntry));
  const added = keyed.filter((post) => !stands(post));
  const alreadyCited = keyed.filter(stands).map((post) => post.key);
  const raw = added.length === 0 ? [] : target.group ? form.extend(target.group, added, target, options) : form.write(added, target, options);
  const edits = [...raw].sort((a, b) => a.start - b.start);
  return { edits, caret: caretAfter(edits, raw[0], target), added: added.map((post) => post.key), alreadyCited };
}

/** Edits applied to the text they were made for. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

function unique(posts: readonly KeyedPost[]): readonly KeyedPost[] {
  const seen = new Set<string>();
  return posts.filter((post) => !seen.has(post.key) && seen.add(post.key));
}

/** Behind the text of the edit that the writer sees: a definition at the end of the document is not where one goes on writing. */
function caretAfter(edits: readonly TextEdit[], main: TextEdit | undefined, target: CitationTarget): number {
  if (!main) return target.document.selectionEnd ?? target.document.offset;
  const before = edits.filter((edit) => edit !== main && edit.start < main.start);
  return main.start + main.text.length + before.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
}
