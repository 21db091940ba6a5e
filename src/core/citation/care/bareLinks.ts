import { citationTarget } from '../cite/citationTarget';
import { applyEdits, planCitation } from '../cite/planCitation';
import type { CitationDocument, CitationSettings, TextEdit } from '../cite/model';
import type { Mention } from './mentions';

/** A link that a citation can stand for. */
export interface LinkReplacement {
  readonly mention: Mention;
  /** What the link becomes. */
  readonly edit: TextEdit;
}

/** All of a document's bare links as citations. */
export interface LinkReplacements {
  readonly replacements: readonly LinkReplacement[];
  /** Definitions that the citations need at the end of the document. */
  readonly tail: TextEdit | undefined;
}

/**
 * Turns addresses that stand alone in running text (also `<…>` and `\url{…}`) into citations in the document's own form.
 * Links with words of their own, addresses in code, comments, formulas and attributes stay.
 *
 * @param keyOf the key of a post in the document's bibliography
 */
export function planLinkReplacements(
  document: CitationDocument,
  settings: CitationSettings,
  mentions: readonly Mention[],
  keyOf: (mention: Mention) => string | undefined = () => undefined,
): LinkReplacements {
  const replacements: LinkReplacement[] = [];
  let tail: TextEdit | undefined;
  // Definitions written for one link are there for the next.
  let { text } = document;
  let shift = 0;
  for (const mention of mentions) {
    if (mention.kind !== 'address') continue;
    const range = bareRange(document.text, mention);
    if (!range || !isRunningText(document, settings, range.start)) continue;
    const start = range.start + shift;
    const without = text.slice(0, start) + text.slice(range.end + shift);
    const target = citationTarget({ ...document, text: without, offset: start, selectionEnd: start }, settings);
    const key = keyOf(mention);
    const { edits } = planCitation({ ...target, group: undefined }, [{ item: mention.item, ...(key === undefined ? {} : { key }) }]);
    const main = edits.find((edit) => edit.start === start);
    if (!main) continue;
    replacements.push({ mention, edit: { ...range, text: main.text } });
    const definitions = edits.filter((edit) => edit !== main).map((edit) => edit.text).join('');
    const tailAt = edits.find((edit) => edit !== main)?.start;
    if (tailAt !== undefined) tail ??= { start: tailAt - shift + (range.end - range.start), end: tailAt - shift + (range.end - range.start), text: '' };
    if (tail) tail = { ...tail, text: tail.text + definitions };
    text = applyEdits(without, edits);
    shift += main.text.length - (range.end - range.start);
  }
  return { replacements, tail };
}

/** Whether a citation would be written at the very place: not in code, a comment, a formula or an attribute. */
function isRunningText(document: CitationDocument, settings: CitationSettings, offset: number): boolean {
  const { form, insertAt } = citationTarget({ ...document, offset, selectionEnd: offset }, settings);
  return insertAt === offset && !['plain', 'comment', 'address'].includes(form) && !form.startsWith('entry-');
}

/** The address with what wraps it, where nothing but it is the link; `undefined` where it has words or an attribute of its own. */
function bareRange(text: string, mention: Mention): { start: number; end: number } | undefined {
  const before = text.slice(Math.max(0, mention.start - 60), mention.start);
  const after = text.slice(mention.end, mention.end + 2);
  if (before.endsWith('<') && after.startsWith('>')) return { start: mention.start - 1, end: mention.end + 1 };
  const command = /\\(?:url|nolinkurl)\s*\{$/.exec(before);
  if (command) return after.startsWith('}') ? { start: mention.start - command[0].length, end: mention.end + 1 } : undefined;
  // A definition, a destination, an attribute, a field, or the end of the blog's own reference.
  if (/(?:\]\(|\]:\s*<?|["'={]\s*|\[\[|Retrieved from\s+)$/.test(before)) return undefined;
  return { start: mention.start, end: mention.end };
}
