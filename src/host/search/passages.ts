import type { ArticleSummary } from '../../core/model/article';
import { findPassage } from '../../core/search/matches';
import type { Query } from '../../core/search/query';
import type { Landing } from '../../protocol';
import { landingIn, textQuery } from './landing';
import { readablePassage } from './readablePassage';

const mostKept = 200;
/** UTF-16 units; a third of them before the match, so that a row of Chinese shows it. */
const lineUnits = 90;
/** The rest of a LaTeX command that a long formula was cut in. */
const cutCommand = /^[a-z]*\{[a-z]+\*?\}|^[a-z]+(?=\{)/i;

/** Texts of found posts, read once while the picker is open: the part around the match, and where to land. */
export class Passages {
  readonly #texts = new Map<string, Promise<string | undefined>>();

  constructor(private readonly read: (id: string) => Promise<string | undefined>) {}

  /** One line; `undefined` where the title alone was looked for, or the text is not at hand. */
  async line(query: Query, { id, title }: ArticleSummary): Promise<string | undefined> {
    const wanted = textQuery(query, title);
    const text = wanted.terms.length > 0 ? await this.#text(id) : undefined;
    const passage = text === undefined ? undefined : findPassage(wanted, text, lineUnits);
    return passage && readablePassage(passage.text.replace(cutCommand, '…')) + (passage.count > 1 ? `  (${passage.count})` : '');
  }

  async landing(query: Query, { id, title }: ArticleSummary): Promise<Landing | undefined> {
    const wanted = textQuery(query, title);
    const text = wanted.terms.length > 0 ? await this.#text(id) : undefined;
    return text === undefined ? undefined : landingIn(query, title, text, findPassage(wanted, text, lineUnits)?.match);
  }

  #text(id: string): Promise<string | undefined> {
    let text = this.#texts.get(id);
    if (!text) {
      if (this.#texts.size >= mostKept) this.#texts.clear();
      this.#texts.set(id, (text = this.read(id)));
    }
    return text;
  }
}
