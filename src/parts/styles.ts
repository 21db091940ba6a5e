// Any CSL style that the user points to. Loaded only then: it carries citeproc-js, whose notice is media/licences/citeproc.txt.
import CSL from 'citeproc';
import type { CitationItem } from '../core/citation/citationItem';
import { cslLocale } from '../core/citation/styles/cslLocale';
import type { FormattedReferences, ReferenceOptions } from '../core/citation/styles/formatReferences';
import { fromMarkup } from '../core/citation/styles/markup';
import { toName } from '../core/citation/styles/names';
import type { ReferenceOutput } from '../core/citation/styles/writers';
import { write } from '../core/citation/styles/writers';
import { ReaderError } from '../core/model/errors';

/** What a user's own style may need beside what our styles know. */
export interface CslOptions extends Omit<ReferenceOptions, 'locale'> {
  /** The language of the style's words; the style's own, else American English, unless said otherwise. */
  readonly locale?: string;
  /** A whole CSL locale in place of ours. */
  readonly localeXml?: string;
}

/** Stands for `<` in titles, which the processor would read as markup. */
const lessThan = '\ue000';

/**
 * References to `items` in the style of a `.csl` file.
 *
 * Throws a ReaderError `unreadable`: `notCsl`, or `dependentCsl` when the file only names another style as its parent.
 *
 * @param styleXml the text of an independent CSL 1.0 style
 */
export function formatWithCsl(styleXml: string, items: readonly CitationItem[], output: ReferenceOutput, options: CslOptions = {}): FormattedReferences {
  if (/rel="independent-parent"/.test(styleXml) && !/<citation[\s>]/.test(styleXml)) throw new ReaderError('unreadable', '', { reason: 'dependentCsl' });
  const isWhole = /<\/style\s*>\s*(?:<!--[^]*?-->\s*)*$/.test(styleXml); // the processor makes do with a part
  if (!/<style[\s>]/.test(styleXml) || !/<citation[\s>]/.test(styleXml) || !isWhole) throw new ReaderError('unreadable', '', { reason: 'notCsl' });
  try {
    return format(styleXml, items, output, options);
  } catch (cause) {
    throw new ReaderError('unreadable', '', { reason: 'notCsl', cause });
  }
}

function format(styleXml: string, items: readonly CitationItem[], output: ReferenceOutput, options: CslOptions): FormattedReferences {
  const urls = items.map((item) => item.url);
  const ids = items.map((_, index) => `item-${String(index)}`);
  const byId = new Map(items.map((item, index) => [`item-${String(index)}`, toCslItem(item, `item-${String(index)}`, options)]));
  const language = options.locale ?? /default-locale="([\w-]+)"/.exec(styleXml)?.[1] ?? 'en-US';
  const engine = new CSL.Engine(
    { retrieveLocale: (wanted) => options.localeXml ?? cslLocale(wanted), retrieveItem: (id) => byId.get(id) },
    styleXml,
    language,
    true,
  );
  const written = output === 'plain' ? 'text' : 'html';
  engine.setOutputFormat(written);
  engine.updateItems(ids);
  const list = engine.makeBibliography();
  const [facts, entries] = list || [{ entry_ids: ids.map((id) => [id]) }, []];
  const cite = (each: Record<string, unknown>, mode?: string): string => {
    const citationItems = ids.map((id) => ({ id, ...each }));
    const properties = { noteIndex: engine.opt.class === 'note' ? 1 : 0, ...(mode ? { mode } : {}) };
    return convert(engine.previewCitationCluster({ citationItems, properties }, [], [], written), output, urls);
  };
  const byAuthor = /citation-format="author-date"/.test(styleXml);
  return {
    entries: entries.map((entry) => convert(entry.trim(), output, urls)),
    order: facts.entry_ids.map(([id]) => ids.indexOf(id ?? '')),
    inText: cite(options.locator ? { locator: options.locator, label: 'page' } : {}),
    inTextWithoutAuthor: byAuthor ? cite({ 'suppress-author': true }) : '',
    narrative: byAuthor ? cite({}, 'composite') : '',
  };
}

function convert(text: string, output: ReferenceOutput, urls: readonly string[]): string {
  if (output === 'plain') return text.replaceAll(lessThan, '<');
  if (output === 'html') return text.replaceAll(lessThan, '&#60;');
  return write(fromMarkup(text.replaceAll(lessThan, '&#60;'), urls), output);
}

function toCslItem(item: CitationItem, id: string, options: CslOptions): Record<string, unknown> {
  const latin = options.author === 'latin';
  const title = item.title.replaceAll('<', lessThan);
  return {
    id,
    type: options.kind ?? 'post-weblog',
    title: latin ? `<span class="nocase">${title}</span>` : title,
    author: item.authors.map((author) => toName(author, options.author ?? 'literal')),
    'container-title': (latin ? item.blog.latinName : item.blog.name).replaceAll('<', lessThan),
    URL: item.url,
    ...(latin ? {} : { language: /\p{Script=Han}/u.test(item.title) ? 'zh-CN' : 'en-US' }),
    ...(item.date ? { issued: dateOf(item.date) } : {}),
    ...(item.accessedOn ? { accessed: dateOf(item.accessedOn) } : {}),
  };
}

function dateOf(day: string): { 'date-parts': number[][] } {
  return { 'date-parts': [day.split('-').map(Number)] };
}
